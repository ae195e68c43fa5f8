package org.neurona.layers;

import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.repeat;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Rows as sequences that repeat them. Keras' {@code RepeatVector}. Input {@code (batch, k)}, output {@code (batch, n,
 * k)}.
 */
public final class RepeatVector extends Layer {
  private static final Setting<Integer> N = Setting.positiveInt("n");

  /**
   * A layer.
   *
   * @param n how many times
   * @throws IllegalArgumentException if it is not positive
   */
  public RepeatVector(int n) {
    super(List.of(N));
    set(N, n);
  }

  /** How many times. */
  public int n() {
    return get(N);
  }

  @Override
  public RepeatVector name(String name) {
    return (RepeatVector) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    if (inputs.get(0).rank() != 2) {
      throw new ShapeMismatchException(label, "input of rank 2", inputs.get(0));
    }
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return repeat(expandDims(x, 1), n(), 1);
  }
}
