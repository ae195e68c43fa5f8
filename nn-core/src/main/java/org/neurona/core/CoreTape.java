package org.neurona.core;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.Gradients;
import org.neurona.core.plan.ModelTrace;
import org.neurona.layers.LayerState;
import org.neurona.layers.RandomStreams;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.Tape;

/** Formulas outside of a model's own steps, planned anew for each request. */
final class CoreTape implements Tape {
  private final Backend backend;
  private final Map<ModelRuntime, ModelFormula> formulas = new IdentityHashMap<>();
  private final Map<Variable, Tensor> reads = new LinkedHashMap<>();
  private final RandomStreams streams = new RandomStreams();
  private final List<Assignment> pending = new ArrayList<>();
  private Storage storage;
  private long seed;
  private long step;

  CoreTape(Backend backend) {
    this.backend = backend;
    this.storage = backend.allocate(List.of());
  }

  @Override
  public List<Tensor> call(ModelRuntime model, Set<LayerState> frozen, List<Tensor> inputs, boolean training) {
    ModelTrace trace = formula(model, frozen).call(inputs, training);
    // Of several calls the last one's moving averages stay.
    trace.updates().forEach(update -> {
      pending.removeIf(earlier -> earlier.variable() == update.variable());
      pending.add(update);
    });
    return trace.outputs();
  }

  @Override
  public List<Tensor> weights(ModelRuntime model, Set<LayerState> frozen) {
    return formula(model, frozen).trainableWeights();
  }

  @Override
  public List<Tensor> losses(ModelRuntime model, Set<LayerState> frozen) {
    return formula(model, frozen).losses();
  }

  @Override
  public List<Tensor> gradients(Tensor scalar, List<Tensor> by) {
    return Gradients.of(scalar, by);
  }

  @Override
  public List<NDArray> values(List<Tensor> tensors, Map<Tensor, NDArray> fed) {
    Executable executable = backend.compile(new Graph(List.copyOf(fed.keySet()), tensors, pending), storage);
    fed.forEach(executable::feed);
    executable.run(seed, step);
    pending.clear();
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      values.add(executable.output(i));
    }
    return values;
  }

  private ModelFormula formula(ModelRuntime model, Set<LayerState> frozen) {
    return formulas.computeIfAbsent(model, unused -> {
      CoreRuntime runtime = (CoreRuntime) model;
      if (formulas.isEmpty()) {
        seed = runtime.seed();
        step = runtime.nextTape();
      }
      storage = storage.and(runtime.storage());
      return runtime.formula(frozen, reads, streams);
    });
  }
}
