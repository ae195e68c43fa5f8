package org.neurona.core;

import java.util.List;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.ModelTrace;
import org.neurona.data.Batch;
import org.neurona.layers.LayerGraph;
import org.neurona.ops.Tensor;

/** The forward pass of a model, made ready for each number of rows that comes. */
final class InferenceSteps {
  private record Step(Executable executable, List<Tensor> inputs) {}

  private final Backend backend;
  private final LayerGraph graph;
  private final ModelWeights weights;
  private final StepCache<Integer, Step> steps = new StepCache<>(this::make);

  InferenceSteps(Backend backend, LayerGraph graph, ModelWeights weights) {
    this.backend = backend;
    this.graph = graph;
    this.weights = weights;
  }

  /** Runs a batch; the outputs are the model's. */
  Executable run(Batch batch) {
    Step step = steps.get(batch.size());
    for (int i = 0; i < step.inputs().size(); i++) {
      step.executable().feed(step.inputs().get(i), batch.x().get(i));
    }
    step.executable().run(0, 0);
    return step.executable();
  }

  private Step make(int rows) {
    ModelTrace trace = ModelTrace.of(graph, weights::of, weights.frozen(), rows, false);
    Graph forward = new Graph(trace.inputs(), trace.outputs(), trace.updates());
    return new Step(backend.compile(forward, weights.storage()), trace.inputs());
  }
}
