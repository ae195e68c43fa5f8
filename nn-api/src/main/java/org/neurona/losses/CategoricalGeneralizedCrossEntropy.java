package org.neurona.losses;

import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code (1 - p^q) / q}, where p is the probability of the true class, for targets that are one-hot: between the
 * crossentropy (q near 0) and the absolute error (q = 1), so that wrong labels do less harm (Zhang and Sabuncu,
 * 2018). Keras' {@code CategoricalGeneralizedCrossEntropy}.
 */
public final class CategoricalGeneralizedCrossEntropy extends BaseLoss<CategoricalGeneralizedCrossEntropy> {
  private static final Setting<Double> Q = Setting.of("q", "a number in (0, 1]",
      value -> value != null && value > 0 && value <= 1, Setting.number("q", 0).codec(), 0.5);

  /** The loss with Keras' defaults. */
  public CategoricalGeneralizedCrossEntropy() {
    super(List.of(Q));
  }

  /** Where between crossentropy and absolute error; 0.5 by default. */
  public double q() {
    return get(Q);
  }

  /** Returns a copy with another q, in (0, 1]; 0.5 by default. */
  public CategoricalGeneralizedCrossEntropy q(double q) {
    return with(this, Q, q);
  }

  @Override
  public String name() {
    return "categorical_generalized_cross_entropy";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor p = sum(multiply(yTrue, yPred), false, -1);
    return divide(subtract(1, power(p, q())), q());
  }
}
