package org.neurona.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.ModelTrace;
import org.neurona.core.plan.StepGraphs.StepGraph;
import org.neurona.data.Batch;
import org.neurona.data.Rows;
import org.neurona.layers.Call;
import org.neurona.layers.LayerGraph;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * Finds where the numbers of a step first were not finite. In the order in which a step makes them: weights, data, what
 * layers put out, losses. Gradients go through the layers backwards, so that of weights that are not finite the last is
 * where it began.
 */
final class NonFiniteSearch {
  private final LayerGraph graph;
  private final ModelWeights weights;
  private final Storage storage;
  private final ModelTrace trace;
  private final StepGraph step;
  private final List<String> losses;

  /**
   * A search.
   *
   * @param trace the model, as the step had it
   * @param step its losses
   * @param losses the names of the outputs that have one
   */
  NonFiniteSearch(LayerGraph graph, ModelWeights weights, Storage storage, ModelTrace trace, StepGraph step,
      List<String> losses) {
    this.graph = graph;
    this.weights = weights;
    this.storage = storage;
    this.trace = trace;
    this.step = step;
    this.losses = losses;
  }

  /** The place, or empty. The function runs a graph on the batch, as the step was run. */
  Optional<String> search(Batch batch, Function<Graph, Executable> run) {
    return inWeights().or(() -> inData(batch)).or(() -> inValues(run));
  }

  private Optional<String> inWeights() {
    for (int i = weights.variables().size() - 1; i >= 0; i--) {
      Variable variable = weights.variables().get(i);
      if (storage.countNonFinite(variable) > 0) {
        int slash = variable.path().lastIndexOf('/');
        return Optional.of("weight '" + variable.path().substring(slash + 1) + "' of layer '"
            + variable.path().substring(0, slash) + "', as it was before this step");
      }
    }
    return Optional.empty();
  }

  private Optional<String> inData(Batch batch) {
    for (int i = 0; i < batch.x().size(); i++) {
      if (!isFinite(batch.x().get(i))) {
        return Optional.of("the data for input '" + graph.name(graph.inputs().get(i)) + "'");
      }
    }
    for (int i = 0; i < batch.y().size(); i++) {
      if (!isFinite(batch.y().get(i))) {
        return Optional.of("the targets of output '" + graph.name(graph.outputs().get(i)) + "'");
      }
    }
    boolean weighted = batch.sampleWeights() != null;
    return weighted && !isFinite(batch.sampleWeights()) ? Optional.of("the weights of the rows") : Optional.empty();
  }

  private Optional<String> inValues(Function<Graph, Executable> run) {
    List<Tensor> tensors = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Call.Made made : trace.made()) {
      for (Tensor output : made.outputs()) {
        tensors.add(output);
        names.add("the output of layer '" + made.path() + "'");
      }
    }
    List<Tensor> results = step.graph().outputs();
    for (int i = 0; i < losses.size(); i++) {
      tensors.add(results.get(1 + i));
      names.add("the loss of output '" + losses.get(i) + "'");
    }
    tensors.add(results.get(0));
    names.add("what weights and layers add to the loss");
    Executable executable = run.apply(new Graph(step.graph().placeholders(), tensors, List.of()));
    for (int i = 0; i < tensors.size(); i++) {
      if (executable.output(i).countNonFinite() > 0) {
        return Optional.of(names.get(i));
      }
    }
    return Optional.empty();
  }

  private static boolean isFinite(Rows rows) {
    double[] values = new double[rows.shape().size()];
    rows.copyTo(values, 0);
    return Arrays.stream(values).allMatch(Double::isFinite);
  }
}
