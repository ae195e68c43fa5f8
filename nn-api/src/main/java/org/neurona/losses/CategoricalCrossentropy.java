package org.neurona.losses;

import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.softmaxCrossEntropy;
import static org.neurona.ops.Ops.sum;

import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * {@code -sum(t log(a))} over the last axis, for targets that are probabilities, mostly one-hot. Keras'
 * {@code CategoricalCrossentropy}. Behind a softmax, or with {@code fromLogits}, it is computed from the logits in one
 * stable operation; other outputs are divided by their sum and kept within 1e-7 of 0 and 1.
 */
public final class CategoricalCrossentropy extends SmoothedCrossentropy<CategoricalCrossentropy> {
  /** The loss on probabilities, averaged over the batch. */
  public CategoricalCrossentropy() {}

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  Tensor alongLastAxis(Tensor yTrue, Tensor yPred) {
    if (yPred.dim(-1) == 1) {
      // The rows differ from batch to batch, and one sentence is enough.
      Warnings.once(this, "In loss categorical_crossentropy, expected output.shape to be (batch_size, num_classes) "
          + "with num_classes > 1. Received: output.shape=" + yPred.shape().withDim(0, Shape.UNKNOWN)
          + ". Consider using 'binary_crossentropy' if you only have 2 classes.");
    }
    Tensor targets = smoothed(yTrue, yPred.dim(-1));
    Tensor logits = Logits.ofSoftmax(this, yPred, fromLogits());
    return logits != null ? softmaxCrossEntropy(logits, targets)
        : negative(sum(multiply(targets, log(Probabilities.normalized(yPred))), false, -1));
  }
}
