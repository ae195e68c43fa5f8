package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code 1 - i / (i + alpha sum(t (1 - a)) + beta sum(a (1 - t)) + 1e-7)} with {@code i = sum(t a)}, over the whole
 * batch, for masks (Salehi et al., 2017). Keras' {@code Tversky} without an axis, which weights missed places by
 * alpha.
 */
public final class Tversky extends BaseLoss<Tversky> {
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0.5);
  private static final Setting<Double> BETA = Setting.number("beta", 0.5);

  /** The loss with Keras' defaults. */
  public Tversky() {
    super(List.of(ALPHA, BETA));
  }

  /** The weight of what was missed; 0.5 by default. */
  public double alpha() {
    return get(ALPHA);
  }

  /** Returns a copy with another value: the weight of what was missed; 0.5 by default. */
  public Tversky alpha(double alpha) {
    return with(this, ALPHA, alpha);
  }

  /** The weight of what was added; 0.5 by default. */
  public double beta() {
    return get(BETA);
  }

  /** Returns a copy with another value: the weight of what was added; 0.5 by default. */
  public Tversky beta(double beta) {
    return with(this, BETA, beta);
  }

  @Override
  public String name() {
    return "tversky";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor both = sum(multiply(yTrue, yPred));
    Tensor missed = multiply(sum(multiply(yTrue, subtract(1, yPred))), alpha());
    Tensor added = multiply(sum(multiply(yPred, subtract(1, yTrue))), beta());
    return subtract(1, divide(both, add(add(both, add(missed, added)), EPSILON)));
  }
}
