package org.neurona.layers;

import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * Scales each row to a length of 1 over one axis or several: {@code x / max(sqrt(sum(x^2)), 1e-12)}. Keras'
 * {@code UnitNormalization}. Input and output have the same shape; there are no weights.
 */
public final class UnitNormalization extends Layer {
  private static final double SHORTEST = 1e-12;

  /** Over the last axis. */
  public UnitNormalization() {
    super(List.of(NormalizationAxes.AXIS));
  }

  /** The axes over which the length is taken; the last by default. */
  public List<Integer> axis() {
    return get(NormalizationAxes.AXIS);
  }

  /** Returns a copy that takes the length over other axes. */
  public UnitNormalization axis(Integer... axes) {
    return with(this, NormalizationAxes.AXIS, List.of(axes));
  }

  @Override
  public UnitNormalization name(String name) {
    return (UnitNormalization) super.name(name);
  }

  @Override
  public UnitNormalization inputShape(int... dims) {
    return (UnitNormalization) super.inputShape(dims);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NormalizationAxes.check(axis(), inputs.get(0), label);
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Tensor squares = sum(square(x), true, NormalizationAxes.of(axis(), x.shape()));
    return divide(x, sqrt(maximum(squares, SHORTEST * SHORTEST)));
  }
}
