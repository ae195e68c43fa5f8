package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code 1 - 2 sum(t a) / (sum(t) + sum(a) + 1e-7)} over the whole batch, or along some axes, for masks. Keras'
 * {@code Dice}.
 */
public final class Dice extends BaseLoss<Dice> {
  private static final Setting<List<Integer>> AXIS = Setting.axes("axis", null);

  /** The loss with Keras' defaults. */
  public Dice() {
    super(List.of(AXIS));
  }

  /** The axes along which sums are taken, or null, the default, for all. */
  public List<Integer> axis() {
    return get(AXIS);
  }

  /** Returns a copy with sums along some axes, mostly all but the first; by default along all. */
  public Dice axis(int... axes) {
    return with(this, AXIS, IntStream.of(axes).boxed().toList());
  }

  @Override
  public String name() {
    return "dice";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor total = add(add(total(yTrue), total(yPred)), EPSILON);
    return subtract(1, divide(multiply(total(multiply(yTrue, yPred)), 2), total));
  }

  private Tensor total(Tensor x) {
    return axis() == null ? sum(x) : sum(x, false, axis().stream().mapToInt(Integer::intValue).toArray());
  }
}
