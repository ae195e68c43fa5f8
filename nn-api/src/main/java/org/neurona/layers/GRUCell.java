package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.slice;
import static org.neurona.ops.Ops.squeeze;
import static org.neurona.ops.Ops.subtract;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * One step of {@link GRU} (Cho et al., 2014). Keras' {@code GRUCell}. With a = activation and s = recurrentActivation,
 * and the gates' columns in the order z, r, h:
 *
 * <pre>{@code
 * z = s(x Wz + h Uz + bz)
 * r = s(x Wr + h Ur + br)
 * n = a(x Wh + bh + r (h Uh + ch))   with resetAfter
 * n = a(x Wh + bh + (r h) Uh)        without
 * h' = z h + (1 - z) n
 * }</pre>
 *
 * <p>Input {@code (batch, features)} and a state {@code (batch, units)}; output and new state are the same. Weights
 * kernel W {@code (features, 3 units)}, recurrent kernel U {@code (units, 3 units)} and, unless switched off, bias: b
 * {@code (3 units)}, or with resetAfter {@code (2, 3 units)}, where the second row is added to {@code h U}.
 */
public final class GRUCell extends UnitCell<GRUCell> implements GatedUnits<GRUCell> {
  /**
   * A cell.
   *
   * @param units the length of the output
   * @throws IllegalArgumentException if it is not positive
   */
  public GRUCell(int units) {
    super(RecurrentSettings.OF_GRU, units, 3);
  }

  /** Whether the reset gate acts after the product with the recurrent kernel; true by default. */
  public boolean resetAfter() {
    return get(RecurrentSettings.RESET_AFTER);
  }

  /** Returns a copy whose reset gate acts after the product with the recurrent kernel, or before it. */
  public GRUCell resetAfter(boolean resetAfter) {
    return with(RecurrentSettings.RESET_AFTER, resetAfter);
  }

  @Override
  public List<Shape> stateShapes() {
    return List.of(Shape.of(units()));
  }

  @Override
  Shape biasShape() {
    return resetAfter() ? Shape.of(2, 3 * units()) : super.biasShape();
  }

  @Override
  protected Step step(Tensor x, List<Tensor> states, Call call) {
    Tensor h = states.get(0);
    List<Tensor> ofInput = biased(ofInput(x, call), 0, call);
    Tensor kernel = call.weight("recurrent_kernel");
    List<Tensor> state = ofState(h, resetAfter() ? kernel : slice(kernel, 1, 0, 2 * units()), call);
    List<Tensor> ofState = resetAfter() ? biased(state, 1, call) : state;
    Tensor z = recurrentActivation().apply(add(ofInput.get(0), ofState.get(0)));
    Tensor r = recurrentActivation().apply(add(ofInput.get(1), ofState.get(1)));
    Tensor reset = resetAfter() ? multiply(r, ofState.get(2))
        : matmul(multiply(r, dropped(h, recurrentDropout(), call)), slice(kernel, 1, 2 * units(), units()));
    Tensor fresh = activation().apply(add(ofInput.get(2), reset));
    Tensor next = add(multiply(z, h), multiply(subtract(1, z), fresh));
    return new Step(next, List.of(next));
  }

  /** For each gate its product and its part of a row of the bias. */
  private List<Tensor> biased(List<Tensor> products, int row, Call call) {
    if (!useBias()) {
      return products;
    }
    Tensor bias = call.weight("bias");
    List<Tensor> parts = perGate(resetAfter() ? squeeze(slice(bias, 0, row, 1), 0) : bias, products.size());
    List<Tensor> sums = new ArrayList<>();
    for (int gate = 0; gate < products.size(); gate++) {
      sums.add(add(products.get(gate), parts.get(gate)));
    }
    return sums;
  }
}
