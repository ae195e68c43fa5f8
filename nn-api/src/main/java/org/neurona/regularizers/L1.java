package org.neurona.regularizers;

import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/** The penalty {@code l1 * sum(abs(x))}; l1 is 0.01 by default. Keras' {@code L1}. */
public final class L1 extends Regularizer {
  private static final Setting<Double> FACTOR = Setting.nonNegative("l1", 0.01);

  /** The penalty with factor 0.01. */
  public L1() {
    super(List.of(FACTOR));
  }

  /** The penalty with this factor. */
  public static L1 of(double factor) {
    return with(new L1(), FACTOR, factor);
  }

  /** The factor. */
  public double l1() {
    return get(FACTOR);
  }

  @Override
  public Tensor call(Tensor x) {
    return multiply(sum(abs(x)), l1());
  }
}
