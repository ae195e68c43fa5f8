package org.neurona.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Storage;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.layers.LayerGraph;
import org.neurona.ops.Variable;
import org.neurona.spi.Compilation;
import org.neurona.spi.Engine;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.TrainingState;

/** A model with numbers. The lock is that of the object: one call at a time. */
final class CoreRuntime implements ModelRuntime {
  private final CoreEngine engine;
  private final LayerGraph graph;
  private final long seed;
  private final ModelWeights weights;
  private final Storage storage;
  private final InferenceSteps inference;
  private Trainer trainer;
  private boolean initialized;
  private long tapes;

  CoreRuntime(CoreEngine engine, LayerGraph graph, long seed) {
    this.engine = engine;
    this.graph = graph;
    this.seed = seed;
    this.weights = new ModelWeights(graph);
    this.storage = engine.backend().allocate(weights.variables());
    this.inference = new InferenceSteps(engine.backend(), graph, weights, storage);
  }

  /** Gives the weights their first values, unless others came before: a model from a file needs none of its own. */
  private void initialize() {
    if (initialized) {
      return;
    }
    for (int i = 0; i < weights.variables().size(); i++) {
      storage.set(weights.variables().get(i), weights.initialValue(i, seed));
    }
    initialized = true;
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public synchronized List<NDArray> weights() {
    initialize();
    return weights.variables().stream().map(storage::get).toList();
  }

  @Override
  public synchronized void setWeights(List<NDArray> values) {
    initialized = true;
    for (int i = 0; i < values.size(); i++) {
      storage.set(weights.variables().get(i), values.get(i));
    }
  }

  @Override
  public synchronized void compile(Compilation compilation) {
    trainer = new Trainer(engine.backend(), graph, weights, storage, compilation, seed);
  }

  @Override
  public synchronized void fit(FitRun run) {
    initialize();
    try {
      new TrainingLoop(trainer, run).run();
    } finally {
      trainer.guard(false);
    }
    trainer.finish();
  }

  @Override
  public synchronized Map<String, Double> trainOnBatch(Batch batch) {
    initialize();
    Totals totals = trainer.totals();
    trainer.train(batch, totals);
    return totals.logs();
  }

  @Override
  public synchronized void applyGradients(List<NDArray> gradients) {
    initialize();
    trainer.apply(gradients);
  }

  @Override
  public synchronized Map<String, Double> evaluate(Dataset data, int batchSize, BatchMonitor monitor) {
    initialize();
    return trainer.evaluate(data, batchSize, monitor);
  }

  @Override
  public synchronized List<NDArray> predict(Dataset data, int batchSize, BatchMonitor monitor) {
    initialize();
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
    return parts.stream().map(list -> list.size() == 1 ? list.get(0) : NDArray.concatenate(list)).toList();
  }

  @Override
  public synchronized double learningRate() {
    return trainer.learningRate();
  }

  @Override
  public synchronized void setLearningRate(double learningRate) {
    trainer.setLearningRate(learningRate);
  }

  @Override
  public synchronized TrainingState trainingState() {
    Map<String, NDArray> slots = new LinkedHashMap<>();
    for (Variable slot : trainer.slots()) {
      slots.put(slot.path(), trainer.slotStorage().get(slot));
    }
    return new TrainingState(trainer.iterations(), trainer.epochs(), trainer.learningRate(), slots);
  }

  @Override
  public synchronized void restore(TrainingState state) {
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

  /** The model as a part of formulas outside of it. */
  synchronized ModelFormula formula() {
    initialize();
    return new ModelFormula(graph, weights);
  }

  /** Where the weights live. */
  Storage storage() {
    return storage;
  }

  /** The seed of weights, shuffling and dropout. */
  long seed() {
    return seed;
  }

  /** A number for the random numbers of a new tape; negative, as those of training steps are not. */
  synchronized long nextTape() {
    return -++tapes;
  }
}
