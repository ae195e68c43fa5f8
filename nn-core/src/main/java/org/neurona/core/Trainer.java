package org.neurona.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.CustomStep;
import org.neurona.core.plan.ModelTrace;
import org.neurona.core.plan.StepGraphs;
import org.neurona.core.plan.StepGraphs.StepGraph;
import org.neurona.core.plan.WeightUpdates;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.data.Rows;
import org.neurona.layers.LayerGraph;
import org.neurona.losses.Loss;
import org.neurona.ops.Variable;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Slot;
import org.neurona.regularizers.Regularizer;
import org.neurona.schedules.LearningRateSchedule;
import org.neurona.spi.Compilation;
import org.neurona.spi.Compilation.Target;
import org.neurona.spi.ModelRuntime.BatchMonitor;
import org.neurona.training.TrainStep;

/** A compiled model: its optimizer's state and its steps of training and evaluation. */
final class Trainer {
  /** What a step is made for. */
  private record StepKey(boolean training, boolean updating, boolean guarded, int rows, List<Shape> targets,
      boolean weighted) {
    /** Whether a batch like the one before needs the same step. */
    boolean isFor(boolean training, boolean updating, boolean guarded, Batch batch) {
      boolean same = this.training == training && this.updating == updating && this.guarded == guarded
          && rows == batch.size() && targets.size() == batch.y().size() && weighted == (batch.sampleWeights() != null);
      for (int i = 0; same && i < targets.size(); i++) {
        same = targets.get(i).equals(batch.y().get(i).shape());
      }
      return same;
    }
  }

  private record Step(Executable executable, StepGraph graph) {}

  private final Backend backend;
  private final LayerGraph graph;
  private final ModelWeights weights;
  private final Storage storage;
  private final Compilation compilation;
  private final Totals.Names names;
  private final long seed;
  private final Map<Variable, Regularizer> penalties;
  private final WeightUpdates weightUpdates;
  private final List<Variable> slots = new ArrayList<>();
  private final Storage slotStorage;
  private final StepCache<StepKey, Step> steps = new StepCache<>(this::make);
  private StepKey lastKey;
  private final Map<Boolean, Step> gradientSteps = new HashMap<>();
  private float[] targetValues = new float[0];
  private double learningRate;
  private long iterations;
  private long epochs;
  private boolean guarded;
  /** The batch of the last step, while steps are guarded. */
  private Batch lastBatch;

  Trainer(Backend backend, LayerGraph graph, ModelWeights weights, Compilation compilation, long seed) {
    this.backend = backend;
    this.graph = graph;
    this.weights = weights;
    this.compilation = compilation;
    this.names = Totals.Names.of(compilation);
    this.seed = seed;
    this.learningRate = compilation.optimizer().learningRate();
    this.penalties = weights.penalties();
    this.weightUpdates =
        new WeightUpdates(compilation.optimizer(), weights.trainable(), weights.constraints());
    weightUpdates.slots().values().forEach(own -> slots.addAll(own.values()));
    this.slotStorage = backend.allocate(slots);
    this.storage = weights.storage().and(slotStorage);
    initialize();
  }

  private void initialize() {
    weightUpdates.slots().forEach((variable, own) -> {
      for (Slot slot : compilation.optimizer().slotsOf(variable.path(), variable.shape())) {
        slotStorage.set(own.get(slot.name()), NDArray.full(slot.shape(), (float) slot.initialValue()));
      }
    });
  }

  /** Totals for one pass over data. */
  Totals totals() {
    return new Totals(names);
  }

  /** Trains on a batch. */
  void train(Batch batch, Totals totals) {
    Step step = steps.get(key(batch, true));
    lastBatch = guarded ? batch : null;
    feed(step, batch);
    step(step);
    totals.add(step.executable(), step.graph(), batch.size());
  }

  private void step(Step step) {
    Optimizer optimizer = compilation.optimizer();
    double rate = learningRate();
    if (!Double.isFinite(rate)) {
      throw new IllegalStateException("The learning rate of step " + iterations + " is " + rate
          + ", from the schedule " + optimizer.learningRateSchedule());
    }
    double[] coefficients = optimizer.coefficientsAt(rate, optimizer.updatesIn(iterations) + 1);
    for (int i = 0; i < coefficients.length; i++) {
      step.executable().feed(step.graph().coefficients().get(i), coefficients[i]);
    }
    step.executable().run(seed, iterations);
    iterations++;
  }

  /** Makes a step of gradients from elsewhere. */
  void apply(List<NDArray> gradients) {
    Step step = gradientSteps.computeIfAbsent(compilation.optimizer().updatesAt(iterations), updating -> {
      StepGraph graph = StepGraphs.update(weightUpdates, updating);
      return new Step(backend.compile(graph.graph(), storage), graph);
    });
    for (int i = 0; i < gradients.size(); i++) {
      step.executable().feed(step.graph().inputs().get(i), gradients.get(i));
    }
    step(step);
  }

  /** The loss and the metrics over a data set. */
  Map<String, Double> evaluate(Dataset data, int batchSize, BatchMonitor monitor) {
    Totals totals = totals();
    try (Pass batches = Pass.over(data.batches(batchSize, null))) {
      for (int number = 0; batches.hasNext(); number++) {
        monitor.onBatchBegin(number);
        Batch batch = batches.next();
        Step step = steps.get(key(batch, false));
        feed(step, batch);
        step.executable().run(seed, iterations);
        totals.add(step.executable(), step.graph(), batch.size());
        if (monitor != BatchMonitor.SILENT) {
          monitor.onBatchEnd(number, totals.logs());
        }
      }
    }
    return totals.logs();
  }

  private StepKey key(Batch batch, boolean training) {
    if (batch.y().size() != compilation.outputs().size()) {
      throw new IllegalArgumentException("The model has " + compilation.outputs().size() + " outputs, but the data has "
          + batch.y().size() + " targets");
    }
    boolean updating = training && compilation.optimizer().updatesAt(iterations);
    if (lastKey != null && lastKey.isFor(training, updating, training && guarded, batch)) {
      return lastKey;
    }
    Shape[] targets = new Shape[batch.y().size()];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = batch.y().get(i).shape();
    }
    lastKey = new StepKey(training, updating, training && guarded, batch.size(), List.of(targets),
        batch.sampleWeights() != null);
    return lastKey;
  }

  private void feed(Step step, Batch batch) {
    for (int i = 0; i < batch.x().size(); i++) {
      step.executable().feed(step.graph().inputs().get(i), batch.x().get(i));
    }
    for (int i = 0; i < batch.y().size(); i++) {
      checkTargets(compilation.outputs().get(i), batch.y().get(i), graph.shape(graph.outputs().get(i)));
      step.executable().feed(step.graph().targets().get(i), batch.y().get(i));
    }
    if (batch.sampleWeights() != null) {
      step.executable().feed(step.graph().sampleWeights(), batch.sampleWeights());
    }
  }

  private void checkTargets(Target target, Rows rows, Shape output) {
    Loss loss = target.loss();
    if (loss == null) {
      return;
    }
    int size = rows.shape().size();
    if (targetValues.length < size) {
      targetValues = new float[size];
    }
    rows.copyTo(targetValues, 0);
    loss.checkTargets(targetValues, 0, size, output);
  }

  private Step make(StepKey key) {
    StepGraph step = graph(key);
    step = key.guarded() ? StepGraphs.guarded(step) : step;
    return new Step(backend.compile(step.graph(), storage), step);
  }

  private StepGraph graph(StepKey key) {
    if (key.training() && compilation.trainStep() != TrainStep.STANDARD) {
      return CustomStep.graph(graph, weights::of, weights.frozen(), key.rows(), compilation, penalties, key.targets(),
          key.weighted(), weightUpdates, key.updating());
    }
    ModelTrace trace = ModelTrace.of(graph, weights::of, weights.frozen(), key.rows(), key.training());
    return key.training()
        ? StepGraphs.training(trace, compilation, penalties, key.targets(), key.weighted(), weightUpdates,
            key.updating())
        : StepGraphs.evaluation(trace, compilation, penalties, key.targets(), key.weighted());
  }

  /** The variables of the optimizer's slots. */
  List<Variable> slots() {
    return slots;
  }

  /** Where the optimizer's slots live. */
  Storage slotStorage() {
    return slotStorage;
  }

  /** How many training steps were made. */
  long iterations() {
    return iterations;
  }

  /** How many epochs were begun. */
  long epochs() {
    return epochs;
  }

  /** The order of the next epoch's rows. */
  SeededRandom nextShuffle() {
    return new SeededRandom(seed, SeededRandom.Use.SHUFFLE, epochs++);
  }

  /** The order of the rows of the epoch that was begun last. */
  SeededRandom lastShuffle() {
    return new SeededRandom(seed, SeededRandom.Use.SHUFFLE, epochs - 1);
  }

  /** Gives totals what others had after some batches, of which this is one. */
  void restore(Totals totals, Batch batch, List<NDArray> state) {
    totals.restore(state, steps.get(key(batch, true)).graph());
  }

  /** Whether steps whose loss is not finite leave weights and slots as they were, from the next one on. */
  void guard(boolean guarded) {
    this.guarded = guarded;
    lastBatch = null;
  }

  /** Where the numbers of the last guarded step first were not finite. */
  Optional<String> firstNotFinite() {
    if (lastBatch == null) {
      throw new IllegalStateException("There was no guarded step");
    }
    ModelTrace trace = ModelTrace.of(graph, weights::of, weights.frozen(), lastBatch.size(), true);
    StepGraph step = StepGraphs.evaluation(trace, compilation, penalties,
        lastBatch.y().stream().map(Rows::shape).toList(), lastBatch.sampleWeights() != null);
    List<String> losses = IntStream.range(0, graph.outputs().size())
        .filter(i -> compilation.outputs().get(i).loss() != null).mapToObj(i -> graph.name(graph.outputs().get(i)))
        .toList();
    return new NonFiniteSearch(graph, weights, storage, trace, step, losses).search(lastBatch, looking -> {
      Executable executable = backend.compile(looking, storage);
      feed(new Step(executable, step), lastBatch);
      executable.run(seed, iterations - 1);
      return executable;
    });
  }

  double learningRate() {
    LearningRateSchedule schedule = compilation.optimizer().learningRateSchedule();
    return schedule.isConstant() ? learningRate : schedule.at(iterations);
  }

  void setLearningRate(double learningRate) {
    if (!compilation.optimizer().learningRateSchedule().isConstant()) {
      throw new IllegalStateException("This optimizer was created with a `LearningRateSchedule` object as its "
          + "`learningRate`, hence its learning rate is not settable. If you need the learning rate to be settable, "
          + "you should instantiate the optimizer with a number as `learningRate`.");
    }
    this.learningRate = learningRate;
  }

  /** Lets the running means of the weights become the weights, where the optimizer keeps them. */
  void finish() {
    String slot = compilation.optimizer().finalSlot();
    if (slot != null && iterations > 0) {
      weightUpdates.slots().forEach((variable, own) -> storage.set(variable, storage.get(own.get(slot))));
    }
  }

  /** Goes on from what another trainer counted. */
  void restore(long iterations, long epochs, double learningRate) {
    this.iterations = iterations;
    this.epochs = epochs;
    this.learningRate = learningRate;
  }
}
