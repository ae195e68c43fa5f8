package org.neurona.core;

import java.util.ArrayList;
import java.util.List;
import org.neurona.core.plan.FormulaVariables;
import org.neurona.core.plan.ModelTrace;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.RandomStreams;
import org.neurona.ops.Tensor;

/** A model as a part of a formula: called any number of times, always on the same weights. */
final class ModelFormula {
  private final LayerGraph graph;
  private final ModelWeights weights;
  private final FormulaVariables variables;
  private final RandomStreams streams;
  private final List<Tensor> layerLosses = new ArrayList<>();

  /**
   * A model in a formula.
   *
   * @param weights its weights, by variables that are those of other models with the same weights as well
   * @param variables the variables of the whole formula so far; grows
   * @param streams the random numbers of the formula
   */
  ModelFormula(LayerGraph graph, ModelWeights weights, FormulaVariables variables, RandomStreams streams) {
    this.graph = graph;
    this.weights = weights;
    this.variables = variables;
    this.streams = streams;
  }

  /** Writes the model out for some tensors. */
  ModelTrace call(List<Tensor> inputs, boolean training) {
    ModelTrace trace = ModelTrace.of(graph, weights::of, weights.frozen(), inputs, variables, training, streams);
    layerLosses.addAll(trace.losses());
    return trace;
  }

  /** The trainable weights. */
  List<Tensor> trainableWeights() {
    return weights.trainable().stream().map(variables::read).toList();
  }

  /** The penalties on weights, and what layers added in the calls so far. */
  List<Tensor> losses() {
    List<Tensor> losses = new ArrayList<>();
    weights.penalties().forEach((variable, regularizer) -> losses.add(regularizer.call(variables.value(variable))));
    losses.addAll(layerLosses);
    return losses;
  }
}
