package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * One step of {@link SimpleRNN}: {@code h' = activation(x kernel + h recurrentKernel + bias)}. Keras'
 * {@code SimpleRNNCell}.
 *
 * <p>Input {@code (batch, features)} and a state {@code (batch, units)}; output and new state are the same {@code
 * (batch, units)}. Weights kernel {@code (features, units)}, recurrent kernel {@code (units, units)} and, unless
 * switched off, bias {@code (units)}.
 */
public final class SimpleRNNCell extends UnitCell<SimpleRNNCell> {
  /**
   * A cell.
   *
   * @param units the length of the output
   * @throws IllegalArgumentException if it is not positive
   */
  public SimpleRNNCell(int units) {
    super(RecurrentSettings.OF_SIMPLE_RNN, units, 1);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()));
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, Call call) {
    Tensor h = activation().apply(incoming(x, states.get(0), call).get(0));
    return new Step(h, List.of(h));
  }
}
