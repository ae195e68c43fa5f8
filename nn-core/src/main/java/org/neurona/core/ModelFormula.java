package org.neurona.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.core.plan.ModelTrace;
import org.neurona.layers.LayerGraph;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** A model as a part of a formula: called any number of times, always on the same weights. */
final class ModelFormula {
  private final LayerGraph graph;
  private final ModelWeights weights;
  private final Map<Variable, Tensor> reads = new LinkedHashMap<>();
  private final List<Tensor> layerLosses = new ArrayList<>();

  ModelFormula(LayerGraph graph, ModelWeights weights) {
    this.graph = graph;
    this.weights = weights;
  }

  /**
   * Writes the model out for some tensors.
   *
   * @param call tells the random numbers of this call from those of others in the same formula
   */
  ModelTrace call(List<Tensor> inputs, boolean training, int call) {
    ModelTrace trace = ModelTrace.of(graph, weights::of, inputs, reads, training, call);
    layerLosses.addAll(trace.losses());
    return trace;
  }

  /** The trainable weights. */
  List<Tensor> trainableWeights() {
    return weights.trainable().stream().map(this::read).toList();
  }

  /** The penalties on weights, and what layers added in the calls so far. */
  List<Tensor> losses() {
    List<Tensor> losses = new ArrayList<>();
    weights.penalties().forEach((variable, regularizer) -> losses.add(regularizer.call(read(variable))));
    losses.addAll(layerLosses);
    return losses;
  }

  private Tensor read(Variable variable) {
    return reads.computeIfAbsent(variable, unread -> Tensor.of(new ReadVariable(unread)));
  }
}
