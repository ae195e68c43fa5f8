package org.neurona.losses;

import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Categorical crossentropy that makes light of what is right already (Lin et al., 2018):
 * {@code sum(alpha (1 - a)^gamma t * -log(a))} over the last axis; outputs are divided by their sum. Keras'
 * {@code CategoricalFocalCrossentropy}.
 */
public final class CategoricalFocalCrossentropy extends SmoothedCrossentropy<CategoricalFocalCrossentropy> {
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0.25);
  private static final Setting<Double> GAMMA = Setting.nonNegative("gamma", 2.0);

  /** The loss with Keras' defaults. */
  public CategoricalFocalCrossentropy() {
    super(ALPHA, GAMMA);
  }

  /** The weight of the loss; 0.25 by default. */
  public double alpha() {
    return get(ALPHA);
  }

  /** Returns a copy with another value: the weight of the loss; 0.25 by default. */
  public CategoricalFocalCrossentropy alpha(double alpha) {
    return with(this, ALPHA, alpha);
  }

  /** How light right answers are made; 2.0 by default. */
  public double gamma() {
    return get(GAMMA);
  }

  /** Returns a copy with another value: how light right answers are made; 2.0 by default. */
  public CategoricalFocalCrossentropy gamma(double gamma) {
    return with(this, GAMMA, gamma);
  }

  @Override
  public String name() {
    return "categorical_focal_crossentropy";
  }

  @Override
  Tensor alongLastAxis(Tensor yTrue, Tensor yPred) {
    Tensor targets = smoothed(yTrue, yPred.dim(-1));
    Tensor p = Probabilities.normalized(fromLogits() ? softmax(yPred) : yPred);
    Tensor weight = multiply(power(subtract(1, p), gamma()), alpha());
    return negative(sum(multiply(weight, multiply(targets, log(p))), false, -1));
  }
}
