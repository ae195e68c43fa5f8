package org.neurona;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.callbacks.ProgbarLogger;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Rows;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.WeightSpec;
import org.neurona.losses.Loss;
import org.neurona.metrics.Metric;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Optimizer;
import org.neurona.spi.Engine;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.ModelRuntime.BatchMonitor;
import org.neurona.spi.TrainingState;

/**
 * Layers between inputs and outputs, their weights, and how they are trained: Keras' functional {@code Model}.
 *
 * <pre>{@code
 * Tensor in = Input.of(784);
 * Tensor hidden = new Dense(64, "relu").apply(in);
 * Model model = new Model(in, new Dense(10, "softmax").apply(hidden));
 * }</pre>
 *
 * <p>Weights get their first values when the model is first used, from the model's seed, so that two runs of a program
 * give the same bits. A model may be used from several threads; calls wait for each other.
 */
public class Model {
  private static final System.Logger LOG = System.getLogger(Model.class.getName());

  private LayerGraph graph;
  private String name;
  private long seed;
  private String engineName;
  private int threads;
  private ModelRuntime runtime;
  private CompileOptions compiled;
  private History history;
  private volatile boolean stop;

  /** A model with one input and one output. */
  public Model(Tensor input, Tensor output) {
    this(List.of(input), List.of(output));
  }

  /**
   * A model with any number of inputs and outputs.
   *
   * @param inputs tensors from {@link org.neurona.layers.Input}
   * @param outputs what layers made of them
   * @throws IllegalArgumentException if an output needs another input, or two layers have one name
   */
  public Model(List<Tensor> inputs, List<Tensor> outputs) {
    this("functional");
    this.graph = LayerGraph.between(inputs, outputs);
  }

  /** A model whose layers are connected later, by {@link #connect}. */
  Model(String name) {
    this.name = name;
  }

  // ---- what the model is

  /** The model's name: {@code functional} or {@code sequential} unless set. */
  public final String name() {
    return name;
  }

  /** Sets the model's name, for {@link #summary}. */
  public final Model name(String name) {
    this.name = name;
    return this;
  }

  /** The seed of initial weights, shuffling and dropout; 0 unless set. */
  public final long seed() {
    return seed;
  }

  /**
   * Sets the seed of initial weights, shuffling and dropout.
   *
   * @throws IllegalStateException if the model has weights already
   */
  public final Model seed(long seed) {
    requireNoWeights("seed");
    this.seed = seed;
    return this;
  }

  /**
   * Chooses the engine: {@code simd}, {@code scalar}, {@code commons-math}, or {@code auto} for the fastest that runs
   * here. Without it the system property {@code neurona.engine} decides.
   *
   * @throws IllegalStateException if the model has weights already
   */
  public final Model engine(String engine) {
    requireNoWeights("engine");
    this.engineName = engine;
    return this;
  }

  /**
   * Limits the number of threads; 0 for the system property {@code neurona.threads} or one for each core. The results
   * don't depend on it.
   *
   * @throws IllegalStateException if the model has weights already
   */
  public final Model threads(int threads) {
    requireNoWeights("threads");
    if (threads < 0) {
      throw new IllegalArgumentException("threads must be >= 0. Received: threads=" + threads);
    }
    this.threads = threads;
    return this;
  }

  /** The engine that the model runs on. */
  public final Engine engine() {
    return runtime("engine").engine();
  }

  /** Whether the shapes of all layers are known. */
  public final boolean isBuilt() {
    return graph != null;
  }

  /**
   * The layers and their connections.
   *
   * @throws IllegalStateException if the model is not built
   */
  public final LayerGraph graph() {
    if (graph == null) {
      throw new IllegalStateException("Model \"" + name + "\" has not been built yet: the shape of its input is not known."
          + " Start it with new Input(...), or call build(...) or fit(...)");
    }
    return graph;
  }

  /** The number of weights, trainable and not. */
  public final long countParams() {
    return graph().members().stream().flatMap(member -> member.weights().stream())
        .mapToLong(weight -> weight.shape().size()).sum();
  }

  /** Prints {@link #summaryText} to standard output. */
  public final void summary() {
    System.out.print(summaryText());
  }

  /** The layers with shapes and numbers of weights, as Keras prints them in 80 columns. */
  public String summaryText() {
    return Summary.of(this, List.of());
  }

  // ---- training and use

  /**
   * Prepares for training, by Keras' names.
   *
   * @throws IllegalArgumentException if a name is unknown; the message lists the known ones
   */
  public final void compile(String optimizer, String loss, String... metrics) {
    compile(new CompileOptions().optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /** Prepares for training. */
  public final void compile(Optimizer optimizer, Loss loss) {
    compile(new CompileOptions().optimizer(optimizer).loss(loss));
  }

  /** Prepares for training, with metrics by Keras' names. */
  public final void compile(Optimizer optimizer, Loss loss, String... metrics) {
    compile(new CompileOptions().optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /** Prepares for training. */
  public final void compile(Optimizer optimizer, Loss loss, Metric... metrics) {
    compile(new CompileOptions().optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /** Prepares for training, with an optimizer object and the rest by Keras' names. */
  public final void compile(Optimizer optimizer, String loss, String... metrics) {
    compile(new CompileOptions().optimizer(optimizer).loss(loss).metrics(metrics));
  }

  /** Prepares for training; an earlier optimizer's state is forgotten. */
  public final void compile(CompileOptions options) {
    if (graph != null) {
      options.forOutputs(outputNames());
    }
    compiled = options;
    if (runtime != null) {
      runtime.compile(options.forOutputs(outputNames()));
    }
  }

  /** Whether {@link #compile} was called. */
  public final boolean isCompiled() {
    return compiled != null;
  }

  /** What {@link #compile} was given, or null. */
  public final CompileOptions compileOptions() {
    return compiled;
  }

  /** Trains on arrays for one epoch in batches of 32. */
  public final History fit(NDArray x, NDArray y) {
    return fit(x, y, new FitOptions());
  }

  /** Trains on arrays. */
  public final History fit(NDArray x, NDArray y, FitOptions options) {
    return fit(Dataset.of(x, y), options);
  }

  /** Trains a model with several inputs or outputs on arrays. */
  public final History fit(List<NDArray> x, List<NDArray> y, FitOptions options) {
    return fit(Dataset.of(x, y), options);
  }

  /**
   * Trains.
   *
   * @return the loss and the metrics of each epoch
   * @throws IllegalStateException if the model is not compiled
   * @throws IllegalArgumentException if the data does not fit the model
   */
  public final History fit(Dataset data, FitOptions options) {
    requireCompiled("fit");
    options.requireFit(data);
    connectFor("fit", data);
    int outputs = graph.outputs().size();
    Dataset checked = DataCheck.forModel("fit", options.weighted(data), graph, outputs);
    Dataset[] parts = options.split(checked);
    Dataset validation = parts[1] == null ? null
        : DataCheck.forModel("fit: validation", options.limitedValidation(parts[1]), graph, outputs);
    if (!options.classWeight().isEmpty() && outputs > 1) {
      throw new IllegalArgumentException(
          "`classWeight` is only supported for models with a single output. The model has " + outputs);
    }
    Dataset training = options.weightedByClass(parts[0], graph.shape(graph.outputs().get(0)));
    warnOfBatchSize(training, options);
    ModelRuntime running = runtime("fit");
    stop = false;
    history = new History();
    CallbackList callbacks = callbacks(
        Stream.concat(options.callbacks().stream(), Stream.of(history)).toList(),
        new FitParameters(options.verbose(), options.epochs(), options.steps(training)));
    FitRun run = options.run(training, validation, callbacks);
    try (Shutdown shutdown = new Shutdown(callbacks.awaitEnd())) {
      callbacks.interruptWhen(shutdown::isRequested);
      callbacks.onTrainBegin();
      running.fit(run);
      callbacks.onTrainEnd();
    }
    return history;
  }

  /** What the last {@link #fit} returned, or null. */
  public final History history() {
    return history;
  }

  /** Ends {@link #fit} after the batch that runs now; for callbacks. */
  public final void stopTraining() {
    stop = true;
  }

  /**
   * Trains on one batch.
   *
   * @return the loss and the metrics of this batch
   */
  public final Map<String, Double> trainOnBatch(NDArray x, NDArray y) {
    return trainOnBatch(List.of(x), List.of(y));
  }

  /** Trains a model with several inputs or outputs on one batch. */
  public final Map<String, Double> trainOnBatch(List<NDArray> x, List<NDArray> y) {
    requireCompiled("trainOnBatch");
    ArrayDataset data = Dataset.of(x, y);
    connectFor("trainOnBatch", data);
    ArrayDataset checked = (ArrayDataset) DataCheck.forModel("trainOnBatch", data, graph, graph.outputs().size());
    return trainOnBatch(
        new Batch(checked.xs().stream().map(Rows::all).toList(), checked.ys().stream().map(Rows::all).toList(), null));
  }

  /**
   * Trains on one batch, as {@link Dataset#batches} gives it: for a training loop of one's own.
   *
   * @throws IllegalStateException if the model is not compiled, or not built
   */
  public final Map<String, Double> trainOnBatch(Batch batch) {
    requireCompiled("trainOnBatch");
    return runtime("trainOnBatch").trainOnBatch(batch);
  }

  /**
   * Makes a training step of gradients that were computed elsewhere: Keras' {@code optimizer.apply}.
   *
   * @param gradients an array for each trainable weight, in their order
   * @throws IllegalStateException if the model is not compiled
   * @throws IllegalArgumentException if their number or a shape is not the model's
   * @see GradientTape
   */
  public final void applyGradients(List<NDArray> gradients) {
    requireCompiled("applyGradients");
    List<WeightSpec> trained = graph().members().stream().flatMap(member -> member.weights().stream())
        .filter(WeightSpec::trainable).toList();
    if (gradients.size() != trained.size()) {
      throw new IllegalArgumentException("applyGradients: model \"" + name + "\" has " + trained.size()
          + " trainable weights. Received: " + gradients.size() + " gradients");
    }
    for (int i = 0; i < trained.size(); i++) {
      if (!gradients.get(i).shape().equals(trained.get(i).shape())) {
        throw new ShapeMismatchException("applyGradients: gradient " + i + " (of weight " + trained.get(i).name() + ")",
            "shape " + trained.get(i).shape(), gradients.get(i).shape());
      }
    }
    runtime("applyGradients").applyGradients(gradients);
  }

  /** The loss and the metrics over arrays, by name. */
  public final Map<String, Double> evaluate(NDArray x, NDArray y) {
    return evaluate(Dataset.of(x, y));
  }

  /** The loss and the metrics over a data set, by name. */
  public final Map<String, Double> evaluate(Dataset data) {
    return evaluate(data, new EvaluateOptions());
  }

  /**
   * The loss and the metrics over a data set, by name.
   *
   * @throws IllegalStateException if the model is not compiled
   * @throws IllegalArgumentException if the data does not fit the model
   */
  public final Map<String, Double> evaluate(Dataset data, EvaluateOptions options) {
    requireCompiled("evaluate");
    connectFor("evaluate", data);
    Dataset checked = DataCheck.forModel("evaluate", options.limited(data), graph, graph.outputs().size());
    CallbackList callbacks = callbacks(options.callbacks(),
        new FitParameters(options.verbose(), 1, checked.steps(options.batchSize())));
    BatchMonitor monitor = callbacks.onTestBegin();
    Map<String, Double> logs = runtime("evaluate").evaluate(checked, options.batchSize(), monitor);
    callbacks.onTestEnd(logs);
    return Collections.unmodifiableMap(new TreeMap<>(logs));
  }

  /** The output for each row of an array. */
  public final NDArray predict(NDArray x) {
    return predict(x, new EvaluateOptions());
  }

  /**
   * The output for each row of an array.
   *
   * @throws IllegalStateException if the model has several outputs
   */
  public final NDArray predict(NDArray x, EvaluateOptions options) {
    List<NDArray> outputs = predict(List.of(x), options);
    if (outputs.size() != 1) {
      throw new IllegalStateException("The model has " + outputs.size() + " outputs: use predict(List)");
    }
    return outputs.get(0);
  }

  /** Each output for each row of some arrays. */
  public final List<NDArray> predict(List<NDArray> x) {
    return predict(x, new EvaluateOptions());
  }

  /** Each output for each row of some arrays. */
  public final List<NDArray> predict(List<NDArray> x, EvaluateOptions options) {
    return predict(new ArrayDataset(x, List.of(), null), options);
  }

  /**
   * Each output for each row of a data set, whose targets are not looked at.
   *
   * @throws IllegalArgumentException if the data does not fit the model
   */
  public final List<NDArray> predict(Dataset data, EvaluateOptions options) {
    connectFor("predict", data);
    Dataset checked = DataCheck.forModel("predict", options.limited(data), graph, 0);
    CallbackList callbacks = callbacks(options.callbacks(),
        new FitParameters(options.verbose(), 1, checked.steps(options.batchSize())));
    callbacks.onPredictBegin();
    List<NDArray> outputs = runtime("predict").predict(checked, options.batchSize(), callbacks.predictBatches());
    callbacks.onPredictEnd();
    return outputs;
  }

  // ---- weights and state

  /** Copies of all weights, layer by layer: kernel, bias, kernel, bias ... */
  public final List<NDArray> getWeights() {
    return runtime("getWeights").weights();
  }

  /**
   * Replaces all weights.
   *
   * @throws IllegalArgumentException if their number or a shape is not the model's
   */
  public final void setWeights(List<NDArray> weights) {
    ModelRuntime running = runtime("setWeights");
    List<WeightSpec> specs = graph.members().stream().flatMap(member -> member.weights().stream()).toList();
    if (weights.size() != specs.size()) {
      throw new IllegalArgumentException("You called `setWeights(weights)` on model '" + name
          + "' with a weight list of length " + weights.size() + ", but the model was expecting " + specs.size()
          + " weights.");
    }
    int index = 0;
    for (LayerGraph.Member member : graph.members()) {
      for (WeightSpec spec : member.weights()) {
        Shape got = weights.get(index++).shape();
        if (!got.equals(spec.shape())) {
          throw new IllegalArgumentException("Layer " + member.name() + " weight " + spec.name() + " of shape "
              + spec.shape() + " is not compatible with provided weight shape " + got + ".");
        }
      }
    }
    running.setWeights(weights);
  }

  /**
   * Copies of one layer's weights.
   *
   * @throws IllegalArgumentException if there is no layer of that name
   */
  public final List<NDArray> getWeights(String layer) {
    int[] range = weightRange(layer);
    return List.copyOf(getWeights().subList(range[0], range[1]));
  }

  /**
   * Replaces one layer's weights.
   *
   * @throws IllegalArgumentException if there is no layer of that name, or their number or a shape is not the layer's
   */
  public final void setWeights(String layer, List<NDArray> weights) {
    int[] range = weightRange(layer);
    if (weights.size() != range[1] - range[0]) {
      throw new IllegalArgumentException("You called `setWeights(weights)` on layer '" + layer
          + "' with a weight list of length " + weights.size() + ", but the layer was expecting "
          + (range[1] - range[0]) + " weights.");
    }
    List<NDArray> all = new ArrayList<>(getWeights());
    for (int i = 0; i < weights.size(); i++) {
      all.set(range[0] + i, weights.get(i));
    }
    setWeights(all);
  }

  /** The learning rate of the next training step. */
  public final double learningRate() {
    requireCompiled("learningRate");
    return runtime("learningRate").learningRate();
  }

  /** Sets the learning rate from the next training step on. */
  public final void learningRate(double learningRate) {
    requireCompiled("learningRate");
    runtime("learningRate").setLearningRate(learningRate);
  }

  /** What training keeps besides the weights: steps, epochs, the optimizer's arrays. For files. */
  public final TrainingState trainingState() {
    requireCompiled("trainingState");
    return runtime("trainingState").trainingState();
  }

  /**
   * Goes on from a state that another model of the same layers and optimizer was in.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  public final void restore(TrainingState state) {
    requireCompiled("restore");
    runtime("restore").restore(state);
  }

  /** Whether the weights have their values, and an engine holds them. */
  final boolean hasRuntime() {
    return runtime != null;
  }

  // ---- inside

  /** Connects the layers once the shape of the input is known. */
  final void connect(LayerGraph connected) {
    if (compiled != null) {
      compiled.forOutputs(connected.outputs().stream().map(connected::name).toList());
    }
    graph = connected;
  }

  /** Connects the layers for inputs of these shapes, if they are not; a functional model always is. */
  void connectFor(List<Shape> rowShapes) {}

  private void connectFor(String call, Dataset data) {
    if (graph != null) {
      return;
    }
    List<Shape> shapes = data.inputShapes();
    if (shapes.isEmpty()) {
      throw DataCheck.empty(call);
    }
    connectFor(shapes);
  }

  /** The model with numbers, which get their first values now if they have none. */
  final ModelRuntime runtime(String call) {
    if (runtime == null) {
      if (graph == null) {
        throw new IllegalStateException(call + ": " + unbuiltMessage());
      }
      runtime = Engines.find(engineName, threads).build(graph, seed);
      if (compiled != null) {
        runtime.compile(compiled.forOutputs(outputNames()));
      }
    }
    return runtime;
  }

  private String unbuiltMessage() {
    return "model \"" + name + "\" has no weights yet, for the shape of its input is not known. Start it with "
        + "new Input(...), or call build(...) or fit(...) first";
  }

  private CallbackList callbacks(List<Callback> users, FitParameters parameters) {
    List<Callback> all = new ArrayList<>(users);
    if (parameters.verbose() > 0) {
      all.add(new ProgbarLogger());
    }
    return new CallbackList(all, this, parameters, () -> stop);
  }

  private List<String> outputNames() {
    return graph.outputs().stream().map(graph::name).toList();
  }

  private int[] weightRange(String layer) {
    int start = 0;
    for (LayerGraph.Member member : graph().members()) {
      int end = start + member.weights().size();
      if (member.name().equals(layer)) {
        return new int[] {start, end};
      }
      start = end;
    }
    throw new IllegalArgumentException("No such layer: " + layer + ". Existing layers are: "
        + String.join(", ", graph.members().stream().map(LayerGraph.Member::name).toList()));
  }

  private void requireCompiled(String call) {
    if (compiled == null) {
      throw new IllegalStateException("You must call `compile()` before calling `" + call + "()`.");
    }
  }

  private void requireNoWeights(String setting) {
    if (runtime != null) {
      throw new IllegalStateException(setting + " must be set before the model's weights get their first values");
    }
  }

  private void warnOfBatchSize(Dataset data, FitOptions options) {
    data.rows().ifPresent(rows -> {
      if (options.isBatchSizeGiven() && options.batchSize() > rows) {
        LOG.log(System.Logger.Level.WARNING,
            "fit: batchSize {0} is larger than the data, {1} samples: each epoch is one batch of {1}",
            Integer.toString(options.batchSize()), Integer.toString(rows));
      }
    });
  }
}
