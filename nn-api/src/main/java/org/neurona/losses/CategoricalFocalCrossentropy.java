package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Categorical crossentropy that makes light of what is right already (Lin et al., 2018):
 * {@code sum(alpha (1 - a)^gamma t * -log(a))} over the last axis; outputs are divided by their sum. Keras'
 * {@code CategoricalFocalCrossentropy}.
 */
public final class CategoricalFocalCrossentropy extends BaseLoss<CategoricalFocalCrossentropy> {
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0.25);
  private static final Setting<Double> GAMMA = Setting.nonNegative("gamma", 2.0);
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Double> LABEL_SMOOTHING = Setting.of("label_smoothing", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("label_smoothing", 0).codec(), 0.0);

  /** The loss with Keras' defaults. */
  public CategoricalFocalCrossentropy() {
    super(List.of(ALPHA, GAMMA, FROM_LOGITS, LABEL_SMOOTHING));
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

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /** Returns a copy for outputs that are logits, which go through a softmax first, or probabilities. */
  public CategoricalFocalCrossentropy fromLogits(boolean fromLogits) {
    return with(this, FROM_LOGITS, fromLogits);
  }

  /** How far targets are drawn away from 0 and 1; 0 by default. */
  public double labelSmoothing() {
    return get(LABEL_SMOOTHING);
  }

  /** Returns a copy that draws targets this part of the way to an even distribution; 0 by default. */
  public CategoricalFocalCrossentropy labelSmoothing(double labelSmoothing) {
    return with(this, LABEL_SMOOTHING, labelSmoothing);
  }

  @Override
  public String name() {
    return "categorical_focal_crossentropy";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    double smoothing = labelSmoothing();
    Tensor targets = smoothing == 0 ? yTrue : add(multiply(yTrue, 1 - smoothing), smoothing / yPred.dim(-1));
    Tensor p = Probabilities.normalized(fromLogits() ? softmax(yPred) : yPred);
    Tensor weight = multiply(power(subtract(1, p), gamma()), alpha());
    return negative(sum(multiply(weight, multiply(targets, log(p))), false, -1));
  }
}
