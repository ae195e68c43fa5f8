package org.neurona.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.ops.Op;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/**
 * A layer applied to tensors, in the graph that a user draws. A model replaces it by the layer's formula.
 *
 * @param layer the layer
 */
public record LayerCall(Layer layer) implements Op {
  /** The shapes that the layer's formula gives for stand-ins of these shapes. */
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    String name = layer.name() == null ? "" : layer.name();
    if (inputs.isEmpty() && !(layer instanceof Input)) {
      throw new IllegalArgumentException(layer.label(name) + " is applied to nothing: give it a tensor");
    }
    Map<String, Tensor> weights = new LinkedHashMap<>();
    for (WeightSpec spec : layer.declareWeights(inputs, name)) {
      weights.put(spec.name(), Tensor.of(new Placeholder(spec.name(), spec.shape())));
    }
    for (WeightSpec spec : layer.declareStates(inputs, name)) {
      weights.put(spec.name(), Tensor.of(new Placeholder(spec.name(), spec.shape())));
    }
    List<Tensor> standIns = new ArrayList<>();
    for (Shape input : inputs) {
      standIns.add(Tensor.of(new Placeholder("input", input)));
    }
    return Tensor.shapes(layer.trace(standIns, new Call(name, weights, false, 0)));
  }

  @Override
  public String label() {
    return layer.className();
  }
}
