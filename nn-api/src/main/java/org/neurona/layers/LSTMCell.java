package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.activations.ActivationFunction;
import org.neurona.initializers.Initializer;
import org.neurona.ops.Tensor;

/**
 * One step of {@link LSTM} (Hochreiter and Schmidhuber, 1997). Keras' {@code LSTMCell}. With a = activation and s =
 * recurrentActivation, and the gates' columns in the order i, f, c, o:
 *
 * <pre>{@code
 * (zi, zf, zc, zo) = x kernel + h recurrentKernel + bias
 * c' = s(zf) c + s(zi) a(zc)
 * h' = s(zo) a(c')
 * }</pre>
 *
 * <p>Input {@code (batch, features)} and the states h and c, each {@code (batch, units)}; output {@code h'}. Weights
 * kernel {@code (features, 4 units)}, recurrent kernel {@code (units, 4 units)} and, unless switched off, bias {@code
 * (4 units)}.
 */
public final class LSTMCell extends UnitCell<LSTMCell> implements GatedUnits<LSTMCell> {
  /**
   * A cell.
   *
   * @param units the length of the output
   * @throws IllegalArgumentException if it is not positive
   */
  public LSTMCell(int units) {
    super(RecurrentSettings.OF_LSTM, units, 4);
  }

  /** Whether the forget gate's bias starts at 1 (Jozefowicz et al., 2015); true by default. */
  public boolean unitForgetBias() {
    return get(RecurrentSettings.UNIT_FORGET_BIAS);
  }

  /** Returns a copy whose forget gate's bias starts at 1, or like the others. */
  public LSTMCell unitForgetBias(boolean unitForgetBias) {
    return with(RecurrentSettings.UNIT_FORGET_BIAS, unitForgetBias);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()), Shape.of(units()));
  }

  @Override
  Initializer firstBias() {
    return unitForgetBias() ? new ForgetBias(biasInitializer()) : biasInitializer();
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, Call call) {
    List<Tensor> z = incoming(x, states.get(0), call);
    ActivationFunction gate = recurrentActivation();
    Tensor remembered = multiply(gate.apply(z.get(1)), states.get(1));
    Tensor c = add(remembered, multiply(gate.apply(z.get(0)), activation().apply(z.get(2))));
    Tensor h = multiply(gate.apply(z.get(3)), activation().apply(c));
    return new Step(h, List.of(h, c));
  }
}
