package org.neurona.layers;

import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.reshape;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * A fully connected layer: {@code activation(x kernel + bias)}. Keras' {@code Dense}.
 *
 * <p>Input {@code (batch, ..., in)}, output {@code (batch, ..., units)}; weights kernel {@code (in, units)} and, unless
 * switched off, bias {@code (units)}.
 */
public final class Dense extends KernelLayer<Dense> {
  private static final Setting<Integer> UNITS = Setting.positiveInt("units");

  /**
   * A linear layer.
   *
   * @param units the length of the output's last axis
   * @throws IllegalArgumentException if it is not positive
   */
  public Dense(int units) {
    super(List.of(UNITS));
    set(UNITS, units);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Dense(int units, String activation) {
    this(units);
    setActivation(activation);
  }

  /** The length of the output's last axis. */
  public int units() {
    return get(UNITS);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (input.rank() < 2) {
      throw new ShapeMismatchException(label, "input of rank >= 2", input);
    }
    if (input.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeMismatchException(label, "input with a last axis of known length", input);
    }
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return kernelAndBias(Shape.of(inputs.get(0).dim(-1), units()));
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Shape shape = x.shape();
    // One large product serves all axes before the last.
    Tensor rows = shape.rank() == 2 ? x : reshape(x, Shape.UNKNOWN, shape.dim(-1));
    Tensor biased = biased(matmul(rows, call.weight("kernel")), call);
    return activated(shape.rank() == 2 ? biased : reshape(biased, outputShape(shape)), call);
  }

  /** The input's shape with the units last; at most one axis may be unknown in a reshape, and that is the first. */
  private Shape outputShape(Shape input) {
    return input.withDim(-1, units());
  }
}
