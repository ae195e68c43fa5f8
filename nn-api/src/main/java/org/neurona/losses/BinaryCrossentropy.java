package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.softplus;
import static org.neurona.ops.Ops.subtract;

import org.neurona.ops.Tensor;

/**
 * {@code -mean(t log(a) + (1 - t) log(1 - a))} over the last axis, for targets 0 or 1. Keras'
 * {@code BinaryCrossentropy}. Behind a sigmoid, or with {@code fromLogits}, it is computed from the logits z as
 * {@code mean(softplus(z) - t z)}; other outputs are probabilities, kept within 1e-7 of 0 and 1.
 */
public final class BinaryCrossentropy extends SmoothedCrossentropy<BinaryCrossentropy> {
  /** The loss on probabilities, averaged over the batch. */
  public BinaryCrossentropy() {}

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  Tensor alongLastAxis(Tensor yTrue, Tensor yPred) {
    Tensor targets = smoothed(yTrue, 2);
    Tensor logits = Logits.ofSigmoid(this, yPred, fromLogits());
    if (logits != null) {
      return mean(subtract(softplus(logits), multiply(targets, logits)), false, -1);
    }
    Tensor p = Probabilities.clipped(yPred);
    Tensor gain = add(multiply(targets, log(p)), multiply(subtract(1, targets), log(subtract(1, p))));
    return negative(mean(gain, false, -1));
  }
}
