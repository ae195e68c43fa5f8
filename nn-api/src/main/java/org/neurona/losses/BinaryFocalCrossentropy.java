package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.sigmoid;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Binary crossentropy that makes light of what is right already (Lin et al., 2018):
 * {@code mean((1 - p)^gamma * -log(p))} over the last axis, where p is the probability of the true class. Keras'
 * {@code BinaryFocalCrossentropy}. With {@code applyClassBalancing} class 1 counts {@code alpha} and class 0
 * {@code 1 - alpha}.
 */
public final class BinaryFocalCrossentropy extends BaseLoss<BinaryFocalCrossentropy> {
  private static final Setting<Boolean> APPLY_CLASS_BALANCING = Setting.flag("apply_class_balancing", false);
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0.25);
  private static final Setting<Double> GAMMA = Setting.nonNegative("gamma", 2.0);
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Double> LABEL_SMOOTHING = Setting.of("label_smoothing", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("label_smoothing", 0).codec(), 0.0);

  /** The loss with Keras' defaults. */
  public BinaryFocalCrossentropy() {
    super(List.of(APPLY_CLASS_BALANCING, ALPHA, GAMMA, FROM_LOGITS, LABEL_SMOOTHING));
  }

  /** Whether the classes are weighted; false by default. */
  public boolean applyClassBalancing() {
    return get(APPLY_CLASS_BALANCING);
  }

  /** Returns a copy that weights the classes by alpha and 1 - alpha, or not. */
  public BinaryFocalCrossentropy applyClassBalancing(boolean applyClassBalancing) {
    return with(this, APPLY_CLASS_BALANCING, applyClassBalancing);
  }

  /** The weight of class 1; 0.25 by default. */
  public double alpha() {
    return get(ALPHA);
  }

  /** Returns a copy with another value: the weight of class 1; 0.25 by default. */
  public BinaryFocalCrossentropy alpha(double alpha) {
    return with(this, ALPHA, alpha);
  }

  /** How light right answers are made; 2.0 by default. */
  public double gamma() {
    return get(GAMMA);
  }

  /** Returns a copy with another value: how light right answers are made; 2.0 by default. */
  public BinaryFocalCrossentropy gamma(double gamma) {
    return with(this, GAMMA, gamma);
  }

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /** Returns a copy for outputs that are logits, which go through a sigmoid first, or probabilities. */
  public BinaryFocalCrossentropy fromLogits(boolean fromLogits) {
    return with(this, FROM_LOGITS, fromLogits);
  }

  /** How far targets are drawn away from 0 and 1; 0 by default. */
  public double labelSmoothing() {
    return get(LABEL_SMOOTHING);
  }

  /** Returns a copy that draws targets this part of the way to 1/2; 0 by default. */
  public BinaryFocalCrossentropy labelSmoothing(double labelSmoothing) {
    return with(this, LABEL_SMOOTHING, labelSmoothing);
  }

  @Override
  public String name() {
    return "binary_focal_crossentropy";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    double smoothing = labelSmoothing();
    Tensor targets = smoothing == 0 ? yTrue : add(multiply(yTrue, 1 - smoothing), smoothing / 2);
    Tensor others = subtract(1, targets);
    Tensor p = fromLogits() ? sigmoid(yPred) : yPred;
    Tensor clipped = Probabilities.clipped(p);
    Tensor crossentropy = negative(add(multiply(targets, log(clipped)), multiply(others, log(subtract(1, clipped)))));
    Tensor right = add(multiply(targets, p), multiply(others, subtract(1, p)));
    Tensor focal = multiply(power(subtract(1, right), gamma()), crossentropy);
    if (applyClassBalancing()) {
      focal = multiply(add(multiply(targets, alpha()), multiply(others, 1 - alpha())), focal);
    }
    return mean(focal, false, -1);
  }
}
