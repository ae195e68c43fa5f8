package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.ops.Tensor;

/**
 * A layer that is made of layers: a model within another. Its formula is theirs, and its weights are theirs too, under
 * their names: {@code dense/kernel}.
 */
public abstract class NestedLayer extends Layer {
  /** A layer whose settings are the common ones. */
  protected NestedLayer() {
    super(List.of());
  }

  /**
   * The layers.
   *
   * @throws IllegalStateException if they are not connected yet
   */
  public abstract LayerGraph graph();

  /** Connects the layers for inputs of these shapes, if they are not yet. */
  protected abstract void connectFor(List<Shape> inputs);

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    connectFor(inputs);
    List<Shape> expected = graph().inputShapes();
    if (inputs.size() != expected.size()) {
      throw new IllegalArgumentException(label + " expects " + expected.size() + " inputs, got " + inputs.size());
    }
    for (int i = 0; i < expected.size(); i++) {
      if (!inputs.get(i).isCompatibleWith(expected.get(i))) {
        throw new ShapeMismatchException(label + (expected.size() == 1 ? "" : ", input " + i),
            "shape " + expected.get(i), inputs.get(i));
      }
    }
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    return ofMembers(LayerGraph.Member::weights);
  }

  @Override
  protected final List<WeightSpec> states(List<Shape> inputs, String label) {
    return ofMembers(LayerGraph.Member::states);
  }

  private List<WeightSpec> ofMembers(Function<LayerGraph.Member, List<WeightSpec>> declared) {
    List<WeightSpec> specs = new ArrayList<>();
    for (LayerGraph.Member member : graph().members()) {
      declared.apply(member).forEach(spec -> specs.add(spec.name(member.name() + "/" + spec.name())));
    }
    return specs;
  }

  /** Does so for all layers. */
  @Override
  public final void resetStates() {
    graph().members().forEach(member -> member.layer().resetStates());
  }

  @Override
  protected final List<Tensor> call(List<Tensor> inputs, Call call) {
    List<Tensor> masks = IntStream.range(0, inputs.size()).mapToObj(call::mask).toList();
    LayerGraph.Traced traced = graph().trace(inputs, masks, call);
    call.maskOutputs(traced.masks());
    return traced.outputs();
  }

  /** The layers inside say themselves which masks they let through. */
  @Override
  public final boolean supportsMasking() {
    return true;
  }
}
