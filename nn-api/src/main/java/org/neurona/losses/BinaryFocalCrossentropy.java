package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.sigmoid;
import static org.neurona.ops.Ops.subtract;

import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Binary crossentropy that makes light of what is right already (Lin et al., 2018):
 * {@code mean((1 - p)^gamma * -log(p))} over the last axis, where p is the probability of the true class. Keras'
 * {@code BinaryFocalCrossentropy}. With {@code applyClassBalancing} class 1 counts {@code alpha} and class 0
 * {@code 1 - alpha}.
 */
public final class BinaryFocalCrossentropy extends SmoothedCrossentropy<BinaryFocalCrossentropy> {
  private static final Setting<Boolean> APPLY_CLASS_BALANCING = Setting.flag("apply_class_balancing", false);
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0.25);
  private static final Setting<Double> GAMMA = Setting.nonNegative("gamma", 2.0);

  /** The loss with Keras' defaults. */
  public BinaryFocalCrossentropy() {
    super(APPLY_CLASS_BALANCING, ALPHA, GAMMA);
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

  @Override
  public String name() {
    return "binary_focal_crossentropy";
  }

  @Override
  Tensor alongLastAxis(Tensor yTrue, Tensor yPred) {
    Tensor targets = smoothed(yTrue, 2);
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
