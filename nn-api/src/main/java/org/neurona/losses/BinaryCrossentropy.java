package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.softplus;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code -mean(t log(a) + (1 - t) log(1 - a))} over the last axis, for targets 0 or 1. Keras'
 * {@code BinaryCrossentropy}. Behind a sigmoid, or with {@code fromLogits}, it is computed from the logits z as
 * {@code mean(softplus(z) - t z)}; other outputs are probabilities, kept within 1e-7 of 0 and 1.
 */
public final class BinaryCrossentropy extends BaseLoss<BinaryCrossentropy> {
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Double> LABEL_SMOOTHING = Setting.of("label_smoothing", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("label_smoothing", 0).codec(), 0.0);

  /** The loss on probabilities, averaged over the batch. */
  public BinaryCrossentropy() {
    super(List.of(FROM_LOGITS, LABEL_SMOOTHING));
  }

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /**
   * Returns a copy for outputs that are logits rather than probabilities. Outputs of a sigmoid are not: a warning says
   * so, and what went into it is taken.
   */
  public BinaryCrossentropy fromLogits(boolean fromLogits) {
    return with(this, FROM_LOGITS, fromLogits);
  }

  /** How far targets are drawn away from 0 and 1; 0 by default. */
  public double labelSmoothing() {
    return get(LABEL_SMOOTHING);
  }

  /** Returns a copy that draws targets this part of the way to 1/2; 0 by default. */
  public BinaryCrossentropy labelSmoothing(double labelSmoothing) {
    return with(this, LABEL_SMOOTHING, labelSmoothing);
  }

  @Override
  public String name() {
    return "binary_crossentropy";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    double smoothing = labelSmoothing();
    Tensor targets = smoothing == 0 ? yTrue : add(multiply(yTrue, 1 - smoothing), smoothing / 2);
    Tensor logits = Logits.ofSigmoid(this, yPred, fromLogits());
    if (logits != null) {
      return mean(subtract(softplus(logits), multiply(targets, logits)), false, -1);
    }
    Tensor p = Probabilities.clipped(yPred);
    Tensor gain = add(multiply(targets, log(p)), multiply(subtract(1, targets), log(subtract(1, p))));
    return negative(mean(gain, false, -1));
  }
}
