package org.neurona.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.neurona.NDArray;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.FormulaVariables;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerState;
import org.neurona.layers.RandomStreams;
import org.neurona.ops.Variable;
import org.neurona.spi.Compilation;
import org.neurona.spi.Engine;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.TrainingState;

/** A model with numbers. One call at a time to it, and to others with which it shares weights. */
final class CoreRuntime implements ModelRuntime {
  private final CoreEngine engine;
  private final LayerGraph graph;
  private final long seed;
  private final ModelWeights weights;
  private final List<SharedLock> locks;
  private final InferenceSteps inference;
  private Trainer trainer;
  private long tapes;

  CoreRuntime(CoreEngine engine, LayerGraph graph, long seed) {
    this.engine = engine;
    this.graph = graph;
    this.seed = seed;
    this.weights = ModelWeights.of(graph, engine.backend());
    List<SharedLock> all = new ArrayList<>(weights.locks());
    all.add(new SharedLock());
    this.locks = SharedLock.inOrder(all);
    this.inference = new InferenceSteps(engine.backend(), graph, weights);
  }

  private <T> T alone(Supplier<T> action) {
    return SharedLock.whileHolding(locks, action);
  }

  private void alone(Runnable action) {
    alone(() -> {
      action.run();
      return null;
    });
  }

  /** The same with weights that have values. A model from a file needs no first values of its own. */
  private <T> T initialized(Supplier<T> action) {
    return alone(() -> {
      weights.initialize(seed);
      return action.get();
    });
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public List<NDArray> weights() {
    return initialized(() -> weights.variables().stream().map(weights.storage()::get).toList());
  }

  @Override
  public NDArray weight(int index) {
    return initialized(() -> weights.storage().get(weights.variables().get(index)));
  }

  @Override
  public int countNonFinite(int index) {
    return initialized(() -> weights.storage().countNonFinite(weights.variables().get(index)));
  }

  @Override
  public void setWeights(List<NDArray> values) {
    alone(() -> weights.set(values));
  }

  @Override
  public void compile(Compilation compilation, Set<LayerState> frozen) {
    alone(() -> trainer = new Trainer(engine.backend(), graph, weights.frozen(frozen), compilation, seed));
  }

  @Override
  public void fit(FitRun run) {
    initialized(() -> {
      try {
        new TrainingLoop(trainer, run).run();
      } finally {
        trainer.guard(false);
      }
      trainer.finish();
      return null;
    });
  }

  @Override
  public Map<String, Double> trainOnBatch(Batch batch) {
    return initialized(() -> {
      Totals totals = trainer.totals();
      trainer.train(batch, totals);
      return totals.logs();
    });
  }

  @Override
  public void applyGradients(List<NDArray> gradients) {
    initialized(() -> {
      trainer.apply(gradients);
      return null;
    });
  }

  @Override
  public Map<String, Double> evaluate(Dataset data, int batchSize, BatchMonitor monitor) {
    return initialized(() -> trainer.evaluate(data, batchSize, monitor));
  }

  @Override
  public List<NDArray> predict(Dataset data, int batchSize, BatchMonitor monitor) {
    return initialized(() -> outputs(data, batchSize, monitor));
  }

  private List<NDArray> outputs(Dataset data, int batchSize, BatchMonitor monitor) {
    List<List<NDArray>> parts = new ArrayList<>();
    for (int i = 0; i < graph.outputs().size(); i++) {
      parts.add(new ArrayList<>());
    }
    try (Pass batches = Pass.over(data.batches(batchSize, null))) {
      for (int number = 0; batches.hasNext(); number++) {
        monitor.onBatchBegin(number);
        Executable step = inference.run(batches.next());
        for (int i = 0; i < parts.size(); i++) {
          parts.get(i).add(step.output(i));
        }
        monitor.onBatchEnd(number, Map.of());
      }
    }
    List<NDArray> whole = new ArrayList<>();
    for (List<NDArray> ofOutput : parts) {
      whole.add(ofOutput.size() == 1 ? ofOutput.get(0) : NDArray.concatenate(ofOutput));
    }
    return whole;
  }

  @Override
  public double learningRate() {
    return alone(() -> trainer.learningRate());
  }

  @Override
  public void setLearningRate(double learningRate) {
    alone(() -> trainer.setLearningRate(learningRate));
  }

  @Override
  public TrainingState trainingState() {
    return alone(() -> {
      Map<String, NDArray> slots = new LinkedHashMap<>();
      for (Variable slot : trainer.slots()) {
        slots.put(slot.path(), trainer.slotStorage().get(slot));
      }
      return new TrainingState(trainer.iterations(), trainer.epochs(), trainer.learningRate(), slots);
    });
  }

  @Override
  public void restore(TrainingState state) {
    alone(() -> resume(state));
  }

  private void resume(TrainingState state) {
    List<String> expected = trainer.slots().stream().map(Variable::path).toList();
    if (!List.copyOf(state.slots().keySet()).equals(expected)) {
      throw new IllegalArgumentException("The optimizer keeps " + expected + ", but the training state has "
          + state.slots().keySet());
    }
    for (Variable slot : trainer.slots()) {
      NDArray value = state.slots().get(slot.path());
      if (!value.shape().equals(slot.shape())) {
        throw new IllegalArgumentException("The optimizer keeps " + slot.path() + " of shape " + slot.shape()
            + ", but the training state has shape " + value.shape());
      }
    }
    trainer.slots().forEach(slot -> trainer.slotStorage().set(slot, state.slots().get(slot.path())));
    trainer.restore(state.iterations(), state.epochs(), state.learningRate());
  }

  /**
   * The model as a part of formulas outside of it.
   *
   * @param frozen the layers whose weights are not trained
   * @param variables the variables of the whole formula so far; grows
   * @param streams the random numbers of the formula
   */
  ModelFormula formula(Set<LayerState> frozen, FormulaVariables variables, RandomStreams streams) {
    return initialized(() -> new ModelFormula(graph, weights.inCommon(frozen), variables, streams));
  }

  /** Where the weights of {@link #formula} live. */
  Storage storage() {
    return weights.memory();
  }

  /** The seed of weights, shuffling and dropout. */
  long seed() {
    return seed;
  }

  /** A number for the random numbers of a new tape; negative, as those of training steps are not. */
  long nextTape() {
    return alone(() -> -++tapes);
  }
}
