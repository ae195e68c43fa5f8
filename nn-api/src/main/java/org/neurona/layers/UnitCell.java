package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.slice;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializer;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What Keras' cells have in common: gates of so many units, each with its columns in the kernel for the input and in
 * that for the state.
 *
 * @param <L> the cell itself, which fluent methods return
 */
abstract class UnitCell<L extends UnitCell<L>> extends RNNCell implements RecurrentUnits<L> {
  private final int gates;

  UnitCell(List<Setting<?>> settings, int units, int gates) {
    super(settings);
    this.gates = gates;
    set(RecurrentSettings.UNITS, units);
  }

  @SuppressWarnings("unchecked") // L is the class itself
  private L self() {
    return (L) this;
  }

  @Override
  public final <T> L with(Setting<T> setting, T value) {
    return with(self(), setting, value);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L name(String name) {
    return (L) super.name(name);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L trainable(boolean trainable) {
    return (L) super.trainable(trainable);
  }

  @Override
  protected final int outputState() {
    return 0;
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (input.rank() != 2 || input.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeMismatchException(label, "input of shape (batch, features)", input);
    }
    for (int i = 1; i < inputs.size(); i++) {
      if (!inputs.get(i).isCompatibleWith(input.withDim(-1, units()))) {
        throw new ShapeMismatchException(label, "state of shape " + input.withDim(-1, units()), inputs.get(i));
      }
    }
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    int width = gates * units();
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(WeightSpec.of("kernel", Shape.of(inputs.get(0).dim(-1), width), kernelInitializer())
        .regularizer(kernelRegularizer()).constraint(kernelConstraint()));
    weights.add(WeightSpec.of("recurrent_kernel", Shape.of(units(), width), recurrentInitializer())
        .regularizer(recurrentRegularizer()).constraint(recurrentConstraint()));
    if (useBias()) {
      weights.add(WeightSpec.of("bias", biasShape(), firstBias()).regularizer(biasRegularizer())
          .constraint(biasConstraint()));
    }
    return weights;
  }

  /** The bias' shape: a number for each column of the kernels, unless a cell says otherwise. */
  Shape biasShape() {
    return Shape.of(gates * units());
  }

  /** The bias' first values. */
  Initializer firstBias() {
    return biasInitializer();
  }

  /** As in Keras, dropout of the state gives each gate masks of its own, for the input too. */
  private boolean hasMaskPerGate() {
    return recurrentDropout() > 0;
  }

  /** For each gate the product of the input with the kernel. */
  final List<Tensor> ofInput(Tensor x, Call call) {
    return products(x, call.weight("kernel"), dropout(), call);
  }

  /** For each gate the product of the state with its columns of a kernel. */
  final List<Tensor> ofState(Tensor h, Tensor kernel, Call call) {
    return products(h, kernel, recurrentDropout(), call);
  }

  /** For each gate what comes in: {@code x kernel + h recurrentKernel + bias}. */
  final List<Tensor> incoming(Tensor x, Tensor h, Call call) {
    if (hasMaskPerGate()) {
      List<Tensor> ofInput = ofInput(x, call);
      List<Tensor> ofState = ofState(h, call.weight("recurrent_kernel"), call);
      return IntStream.range(0, gates)
          .mapToObj(gate -> biased(Ops.add(ofInput.get(gate), ofState.get(gate)), gate, call)).toList();
    }
    Tensor sum = Ops.add(matmul(dropped(x, dropout(), call), call.weight("kernel")),
        matmul(h, call.weight("recurrent_kernel")));
    return perGate(useBias() ? Ops.add(sum, call.weight("bias")) : sum, gates);
  }

  private Tensor biased(Tensor sum, int gate, Call call) {
    return useBias() ? Ops.add(sum, perGate(call.weight("bias"), gates).get(gate)) : sum;
  }

  private List<Tensor> products(Tensor x, Tensor kernel, double rate, Call call) {
    int parts = kernel.dim(-1) / units();
    if (!hasMaskPerGate()) {
      return perGate(matmul(dropped(x, rate, call), kernel), parts);
    }
    return perGate(kernel, parts).stream().map(own -> matmul(dropped(x, rate, call), own)).toList();
  }

  /** In training some units are 0 and the others scaled up. */
  final Tensor dropped(Tensor x, double rate, Call call) {
    if (!call.training() || rate == 0) {
      return x;
    }
    Tensor kept = greaterEqual(call.randomUniform(x.shape(), seed()), constant(rate));
    return multiply(x, multiply(kept, 1 / (1 - rate)));
  }

  /** The parts of the last axis, each of so many units. */
  final List<Tensor> perGate(Tensor all, int parts) {
    return parts == 1 ? List.of(all)
        : IntStream.range(0, parts).mapToObj(gate -> slice(all, -1, gate * units(), units())).toList();
  }
}
