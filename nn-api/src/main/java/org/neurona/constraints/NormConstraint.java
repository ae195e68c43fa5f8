package org.neurona.constraints;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What constraints on lengths have in common: along some axes a weight is made as long as it should be,
 * {@code w desired / (1e-7 + norm)}. Axis 0, the default, has the weights that lead into one unit of a Dense kernel;
 * those of a two-dimensional convolution are along 0, 1 and 2.
 *
 * @param <C> the constraint itself, which fluent methods return
 */
public abstract class NormConstraint<C extends NormConstraint<C>> extends Constraint {
  private static final Setting<List<Integer>> AXIS = Setting.axes("axis", 0);
  /** Keras' {@code epsilon()}. */
  private static final double EPSILON = 1e-7;

  /** A constraint with these settings and {@code axis}. */
  NormConstraint(Setting<?>... settings) {
    super(Setting.joined(List.of(settings), List.of(AXIS)));
  }

  @SuppressWarnings("unchecked") // C is the class itself
  private C self() {
    return (C) this;
  }

  /** The axes along which norms are taken; 0 by default. */
  public final List<Integer> axis() {
    return get(AXIS);
  }

  /** Returns a copy that takes norms along other axes, counted from the end where negative; 0 by default. */
  public final C axis(int... axes) {
    return with(self(), AXIS, IntStream.of(axes).boxed().toList());
  }

  /** The norms that a weight should have in place of these. */
  abstract Tensor desired(Tensor norms);

  @Override
  public final Tensor call(Tensor weight) {
    int[] axes = axis().stream().mapToInt(Integer::intValue).toArray();
    Tensor norms = sqrt(sum(square(weight), true, axes));
    return multiply(weight, divide(desired(norms), add(norms, EPSILON)));
  }
}
