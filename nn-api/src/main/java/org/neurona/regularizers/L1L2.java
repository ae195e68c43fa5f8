package org.neurona.regularizers;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/** The penalty {@code l1 * sum(abs(x)) + l2 * sum(square(x))}; both factors 0 by default. Keras' {@code L1L2}. */
public final class L1L2 extends Regularizer {
  private static final Setting<Double> FACTOR_1 = Setting.nonNegative("l1", 0);
  private static final Setting<Double> FACTOR_2 = Setting.nonNegative("l2", 0);

  /** No penalty. */
  public L1L2() {
    super(List.of(FACTOR_1, FACTOR_2));
  }

  /** The penalty with these factors. */
  public static L1L2 of(double l1, double l2) {
    return with(with(new L1L2(), FACTOR_1, l1), FACTOR_2, l2);
  }

  /** The factor of the absolute values. */
  public double l1() {
    return get(FACTOR_1);
  }

  /** The factor of the squares. */
  public double l2() {
    return get(FACTOR_2);
  }

  @Override
  public Tensor call(Tensor x) {
    return add(multiply(sum(abs(x)), l1()), multiply(sum(square(x)), l2()));
  }
}
