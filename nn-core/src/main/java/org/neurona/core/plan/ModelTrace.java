package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.layers.Call;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerState;
import org.neurona.layers.RandomStreams;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * A model's layers written out as operations, for one number of rows.
 *
 * @param inputs the placeholders of the model's inputs
 * @param outputs the model's outputs
 * @param masks the mask of each output, or null for one without
 * @param variables the weights and states that the formula reads, and what layers make of them themselves
 * @param losses what layers add to the loss
 * @param made what each application of a layer gives, inputs left out
 */
public record ModelTrace(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> masks, FormulaVariables variables,
    List<Tensor> losses, List<Call.Made> made) {
  /**
   * Writes a model out.
   *
   * @param graph the layers
   * @param variables the variables of each layer, in the order of its weights and then its states
   * @param rows how many rows a batch has
   * @param training whether for training or for inference
   */
  public static ModelTrace of(LayerGraph graph, Function<LayerGraph.Member, List<Variable>> variables, int rows,
      boolean training) {
    return of(graph, variables, Set.of(), rows, training);
  }

  /**
   * Writes a model out.
   *
   * @param graph the layers
   * @param variables the variables of each layer, in the order of its weights and then its states
   * @param frozen the layers whose weights training leaves alone
   * @param rows how many rows a batch has
   * @param training whether for training or for inference
   */
  public static ModelTrace of(LayerGraph graph, Function<LayerGraph.Member, List<Variable>> variables,
      Set<LayerState> frozen, int rows, boolean training) {
    return of(graph, variables, frozen, inputs(graph, rows), new FormulaVariables(), training, new RandomStreams());
  }

  /** Placeholders for the inputs of a model. */
  static List<Tensor> inputs(LayerGraph graph, int rows) {
    List<Tensor> inputs = new ArrayList<>();
    for (LayerGraph.Source source : graph.inputs()) {
      inputs.add(Tensor.of(new Placeholder(graph.name(source), graph.shape(source).withDim(0, rows))));
    }
    return inputs;
  }

  /**
   * Writes a model out for tensors that are there already.
   *
   * @param graph the layers
   * @param variables the variables of each layer, in the order of its weights and then its states
   * @param frozen the layers whose weights training leaves alone
   * @param inputs what its inputs are
   * @param formula the variables of the whole formula so far; grows
   * @param training whether for training or for inference
   * @param streams the random numbers of the whole formula, in which models may be written out several times
   */
  public static ModelTrace of(LayerGraph graph, Function<LayerGraph.Member, List<Variable>> variables,
      Set<LayerState> frozen, List<Tensor> inputs, FormulaVariables formula, boolean training,
      RandomStreams streams) {
    Map<String, Variable> byPath = new LinkedHashMap<>();
    for (LayerGraph.Member member : graph.members()) {
      List<Variable> own = variables.apply(member);
      List<WeightSpec> declared = new ArrayList<>(member.weights());
      declared.addAll(member.states());
      for (int i = 0; i < own.size(); i++) {
        byPath.put(member.name() + "/" + declared.get(i).name(), own.get(i));
        formula.read(own.get(i));
      }
    }
    Call call = Call.ofModel(byPath, formula::value, training, frozen, streams);
    LayerGraph.Traced traced = graph.trace(inputs, Collections.nCopies(inputs.size(), null), call);
    for (Map.Entry<Variable, Tensor> update : call.updates().entrySet()) {
      formula.update(update.getKey(), update.getValue());
    }
    return new ModelTrace(inputs, traced.outputs(), traced.masks(), formula, call.losses(), call.made());
  }

  /** For each variable the tensor by which the formula reads it. */
  public Map<Variable, Tensor> reads() {
    return variables.reads();
  }

  /** What layers make of their own weights and states at the end of a step. */
  public List<Assignment> updates() {
    List<Assignment> updates = new ArrayList<>();
    for (Map.Entry<Variable, Tensor> update : variables.updates().entrySet()) {
      updates.add(new Assignment(update.getKey(), update.getValue()));
    }
    return updates;
  }
}
