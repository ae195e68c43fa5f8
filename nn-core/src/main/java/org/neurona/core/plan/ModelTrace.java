package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.layers.Call;
import org.neurona.layers.Input;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.ops.Placeholder;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * A model's layers written out as operations, for one number of rows.
 *
 * @param inputs the placeholders of the model's inputs
 * @param outputs the model's outputs
 * @param masks the mask of each output, or null for one without
 * @param reads for each variable the tensor by which the formula reads it
 * @param losses what layers add to the loss
 * @param updates what layers make of their own weights at the end of a training step
 * @param made what each application of a layer gives
 */
public record ModelTrace(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> masks, Map<Variable, Tensor> reads,
    List<Tensor> losses, List<Assignment> updates, List<List<Tensor>> made) {
  /** Random streams of one layer; more than any layer uses. */
  private static final long STREAMS = 1L << 20;

  /**
   * Writes a model out.
   *
   * @param graph the layers
   * @param variables the variables of each layer, in the order of its weights
   * @param rows how many rows a batch has
   * @param training whether for training or for inference
   */
  public static ModelTrace of(LayerGraph graph, Function<LayerGraph.Member, List<Variable>> variables, int rows,
      boolean training) {
    List<Tensor> inputs = graph.inputs().stream()
        .map(source -> Tensor.of(new Placeholder(graph.name(source), graph.shape(source).withDim(0, rows)))).toList();
    return of(graph, variables, inputs, new LinkedHashMap<>(), training, 0);
  }

  /**
   * Writes a model out for tensors that are there already.
   *
   * @param graph the layers
   * @param variables the variables of each layer, in the order of its weights
   * @param inputs what its inputs are
   * @param reads the tensors by which variables are read so far; grows
   * @param training whether for training or for inference
   * @param call how many times the model was written out into the same formula before: its random numbers differ
   */
  public static ModelTrace of(LayerGraph graph, Function<LayerGraph.Member, List<Variable>> variables,
      List<Tensor> inputs, Map<Variable, Tensor> reads, boolean training, int call) {
    List<Tensor> losses = new ArrayList<>();
    List<Assignment> updates = new ArrayList<>();
    List<List<Tensor>> made = new ArrayList<>();
    List<List<Tensor>> masks = new ArrayList<>();
    long applicationsBefore = (long) call * graph.applications().size();
    for (Application application : graph.applications()) {
      LayerGraph.Member member = application.member();
      if (member.layer() instanceof Input) {
        made.add(List.of(inputs.get(graph.inputs().indexOf(new Source(made.size(), 0)))));
        masks.add(Collections.singletonList(null));
        continue;
      }
      List<Variable> own = variables.apply(member);
      Map<String, Tensor> weights = new LinkedHashMap<>();
      for (int i = 0; i < own.size(); i++) {
        Tensor read = reads.computeIfAbsent(own.get(i), variable -> Tensor.of(new ReadVariable(variable)));
        weights.put(member.weights().get(i).name(), read);
      }
      List<Tensor> taken = pick(application.inputs(), made);
      List<Tensor> takenMasks = pick(application.inputs(), masks);
      Call surroundings = new Call(member.name(), weights, takenMasks, training, member.layer().trainable(),
          (applicationsBefore + made.size()) * STREAMS);
      List<Tensor> given = member.layer().trace(taken, surroundings);
      made.add(given);
      masks.add(member.layer().masks(taken, takenMasks, given.size(), member.name()));
      losses.addAll(surroundings.losses());
      surroundings.updates()
          .forEach((name, value) -> updates.add(new Assignment(variableOf(own, member, name), value)));
    }
    return new ModelTrace(inputs, pick(graph.outputs(), made), pick(graph.outputs(), masks), reads, losses, updates, made);
  }

  private static List<Tensor> pick(List<Source> sources, List<List<Tensor>> made) {
    return sources.stream().map(source -> made.get(source.application()).get(source.output())).toList();
  }

  private static Variable variableOf(List<Variable> own, LayerGraph.Member member, String name) {
    for (int i = 0; i < own.size(); i++) {
      if (member.weights().get(i).name().equals(name)) {
        return own.get(i);
      }
    }
    throw new IllegalArgumentException(member.name() + " has no weight " + name);
  }
}
