package org.neurona.core.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Gradients;
import org.neurona.layers.Call;
import org.neurona.layers.Layer;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** A layer written down for an input, with numbers for its weights, on an engine. */
final class LayerValues {
  private final Layer layer;
  private final Backend backend;
  private final boolean training;
  private final List<NDArray> weights = new ArrayList<>();

  private LayerValues(Layer layer, Backend backend, boolean training) {
    this.layer = layer;
    this.backend = backend;
    this.training = training;
  }

  static LayerValues atInference(Layer layer, Backend backend) {
    return new LayerValues(layer, backend, false);
  }

  static LayerValues inTraining(Layer layer, Backend backend) {
    return new LayerValues(layer, backend, true);
  }

  LayerValues weights(NDArray... numbers) {
    weights.addAll(List.of(numbers));
    return this;
  }

  /** The output for some inputs. */
  NDArray of(NDArray... inputs) {
    return computed(0, 0, false, inputs).get(0);
  }

  /** The output in a step of training with a seed, and the gradient of its sum by the first input. */
  List<NDArray> of(long seed, long step, NDArray input) {
    return computed(seed, step, true, input);
  }

  private List<NDArray> computed(long seed, long step, boolean gradient, NDArray... inputs) {
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    List<Tensor> placeholders = new ArrayList<>();
    for (NDArray input : inputs) {
      Tensor placeholder = Tensor.of(new Placeholder("x", input.shape()));
      placeholders.add(placeholder);
      fed.put(placeholder, input);
    }
    Map<String, Tensor> own = new LinkedHashMap<>();
    List<Shape> shapes = placeholders.stream().map(Tensor::shape).toList();
    for (WeightSpec spec : layer.declareWeights(shapes, "")) {
      Tensor weight = Tensor.of(new Placeholder(spec.name(), spec.shape()));
      fed.put(weight, weights.get(own.size()));
      own.put(spec.name(), weight);
    }
    List<Tensor> results = new ArrayList<>(layer.trace(placeholders, new Call("layer", own, training, 0)));
    if (gradient) {
      results.addAll(Gradients.of(Ops.sum(results.get(0)), List.of(placeholders.get(0))));
    }
    Executable executable = backend.compile(new Graph(List.copyOf(fed.keySet()), results, List.of()),
        backend.allocate(List.of()));
    fed.forEach(executable::feed);
    executable.run(seed, step);
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      values.add(executable.output(i));
    }
    return values;
  }
}
