package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.softmaxCrossEntropy;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code -sum(t log(a))} over the last axis, for targets that are probabilities, mostly one-hot. Keras'
 * {@code CategoricalCrossentropy}. Behind a softmax, or with {@code fromLogits}, it is computed from the logits in one
 * stable operation; other outputs are divided by their sum and kept within 1e-7 of 0 and 1.
 */
public final class CategoricalCrossentropy extends BaseLoss<CategoricalCrossentropy> {
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Double> LABEL_SMOOTHING = Setting.of("label_smoothing", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("label_smoothing", 0).codec(), 0.0);

  /** The loss on probabilities, averaged over the batch. */
  public CategoricalCrossentropy() {
    super(List.of(FROM_LOGITS, LABEL_SMOOTHING));
  }

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /**
   * Returns a copy for outputs that are logits rather than probabilities. Outputs of a softmax are not: a warning says
   * so, and what went into it is taken.
   */
  public CategoricalCrossentropy fromLogits(boolean fromLogits) {
    return with(this, FROM_LOGITS, fromLogits);
  }

  /** How far targets are drawn away from 0 and 1; 0 by default. */
  public double labelSmoothing() {
    return get(LABEL_SMOOTHING);
  }

  /** Returns a copy that draws targets this part of the way to an even distribution; 0 by default. */
  public CategoricalCrossentropy labelSmoothing(double labelSmoothing) {
    return with(this, LABEL_SMOOTHING, labelSmoothing);
  }

  @Override
  public String name() {
    return "categorical_crossentropy";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    if (yPred.dim(-1) == 1) {
      // The rows differ from batch to batch, and one sentence is enough.
      Warnings.once(this, "In loss categorical_crossentropy, expected output.shape to be (batch_size, num_classes) "
          + "with num_classes > 1. Received: output.shape=" + yPred.shape().withDim(0, Shape.UNKNOWN)
          + ". Consider using 'binary_crossentropy' if you only have 2 classes.");
    }
    double smoothing = labelSmoothing();
    Tensor targets = smoothing == 0 ? yTrue : add(multiply(yTrue, 1 - smoothing), smoothing / yPred.dim(-1));
    Tensor logits = Logits.ofSoftmax(this, yPred, fromLogits());
    return logits != null ? softmaxCrossEntropy(logits, targets)
        : negative(sum(multiply(targets, log(Probabilities.normalized(yPred))), false, -1));
  }
}
