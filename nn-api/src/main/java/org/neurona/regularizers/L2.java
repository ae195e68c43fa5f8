package org.neurona.regularizers;

import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/** The penalty {@code l2 * sum(square(x))}; l2 is 0.01 by default. Keras' {@code L2}. */
public final class L2 extends Regularizer {
  private static final Setting<Double> FACTOR = Setting.nonNegative("l2", 0.01);

  /** The penalty with factor 0.01. */
  public L2() {
    super(List.of(FACTOR));
  }

  /** The penalty with this factor. */
  public static L2 of(double factor) {
    return with(new L2(), FACTOR, factor);
  }

  /** The factor. */
  public double l2() {
    return get(FACTOR);
  }

  @Override
  public Tensor call(Tensor x) {
    return multiply(sum(square(x)), l2());
  }
}
