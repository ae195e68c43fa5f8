package org.neurona.core;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.FormulaVariables;
import org.neurona.core.plan.Gradients;
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
  private final FormulaVariables variables = new FormulaVariables();
  private final RandomStreams streams = new RandomStreams();
  /** What models have made of their own weights in calls, and no request has carried out yet. */
  private final Set<Variable> pending = new LinkedHashSet<>();
  private final Set<Variable> kept = new HashSet<>();
  /** The memory of the models, and that of what the formula reads where a request has changed it. */
  private Storage storage;
  private Storage before;
  private long seed;
  private long step;

  CoreTape(Backend backend) {
    this.backend = backend;
    this.storage = backend.allocate(List.of());
    this.before = storage;
  }

  @Override
  public List<Tensor> call(ModelRuntime model, Set<LayerState> frozen, List<Tensor> inputs, boolean training) {
    Map<Variable, Tensor> known = Map.copyOf(variables.updates());
    List<Tensor> outputs = formula(model, frozen).call(inputs, training).outputs();
    variables.updates().forEach((variable, value) -> {
      if (known.get(variable) != value) {
        pending.add(variable);
      }
    });
    return outputs;
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
    Map<Variable, Variable> written = new IdentityHashMap<>();
    List<Assignment> assignments = new ArrayList<>();
    for (Variable variable : pending) {
      keep(variable);
      Variable target = new Variable(variable.path(), variable.shape(), false);
      written.put(target, variable);
      assignments.add(new Assignment(target, variables.value(variable)));
    }
    Executable executable = backend.compile(new Graph(List.copyOf(fed.keySet()), tensors, assignments),
        storage.and(before).and(storage.named(written)));
    fed.forEach(executable::feed);
    executable.run(seed, step);
    pending.clear();
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      values.add(executable.output(i));
    }
    return values;
  }

  /** Lets the formula go on reading a variable as it is now, so that all requests see the same numbers. */
  private void keep(Variable variable) {
    if (kept.add(variable)) {
      Storage copy = backend.allocate(List.of(variable));
      copy.set(variable, storage.get(variable));
      before = before.and(copy);
    }
  }

  private ModelFormula formula(ModelRuntime model, Set<LayerState> frozen) {
    return formulas.computeIfAbsent(model, unused -> {
      CoreRuntime runtime = (CoreRuntime) model;
      if (formulas.isEmpty()) {
        seed = runtime.seed();
        step = runtime.nextTape();
      }
      storage = storage.and(runtime.storage());
      return runtime.formula(frozen, variables, streams);
    });
  }
}
