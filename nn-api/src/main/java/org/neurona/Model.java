package org.neurona;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.callbacks.ProgbarLogger;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Rows;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerState;
import org.neurona.layers.LayerWeights;
import org.neurona.layers.Weight;
import org.neurona.losses.Loss;
import org.neurona.metrics.Metric;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Optimizer;
import org.neurona.spi.Engine;
import org.neurona.spi.Engines;
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
 *
 * <p>A model is a layer too: {@code base.apply(x)}, or {@code new Sequential(base.asLayer(), new Dense(1))}. It may be
 * built from tensors of another model, to look inside: {@code new Model(model.input(), model.output("dense"))}. Models
 * with a layer in common share its weights ({@link LayerState}), so that what one of them learns the others know.
 */
public class Model {

  private final String kind;
  private LayerGraph graph;
  private String name;
  private long seed;
  private String engineName;
  private int threads;
  private ModelRuntime runtime;
  private CompileOptions compiled;
  /** The layers that training leaves alone since the model was compiled; null where they are not known yet. */
  private Set<LayerState> frozen;
  private ModelLayer asLayer;
  private boolean inner;
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
    this("Functional", "functional");
    this.graph = LayerGraph.between(inputs, outputs);
  }

  /** A model whose layers are connected later, by {@link #connect}. */
  Model(String kind, String name) {
    this.kind = kind;
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

  /** Keras' class name: {@code Functional} or {@code Sequential}. */
  final String className() {
    return kind;
  }

  /** The name that was given, or null. */
  final String givenName() {
    return name.equals(kind.toLowerCase(Locale.ROOT)) ? null : name;
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
    long count = 0;
    for (Weight weight : graph().weights()) {
      count += weight.spec().shape().size();
    }
    return count;
  }

  /** Prints {@link #summaryText} to standard output. */
  public final void summary() {
    System.out.print(summaryText());
  }

  /** Prints {@link #summaryText(SummaryOptions)} to standard output. */
  public final void summary(SummaryOptions options) {
    System.out.print(summaryText(options));
  }

  /** The layers with shapes and numbers of weights, as Keras prints them in 80 columns. */
  public final String summaryText() {
    return summaryText(new SummaryOptions());
  }

  /** The layers with shapes and numbers of weights, as Keras prints them. */
  public final String summaryText(SummaryOptions options) {
    return Summary.of(this, options);
  }

  // ---- the model as a layer, and its layers

  /**
   * The model as a layer, for what takes layers: {@code new Sequential(base.asLayer(), new Dense(1))}. Always the same
   * one.
   */
  public final ModelLayer asLayer() {
    if (asLayer == null) {
      asLayer = new ModelLayer(this);
    }
    return asLayer;
  }

  /**
   * Applies the model to tensors, as a layer of another: the weights are shared.
   *
   * @throws IllegalArgumentException if the tensors are not what the model's inputs take
   * @throws IllegalStateException if the model has several outputs: {@link #applyAll} gives them
   */
  public final Tensor apply(Tensor... inputs) {
    return asLayer().apply(inputs);
  }

  /** Applies the model to tensors, as a layer of another. */
  public final Tensor apply(List<Tensor> inputs) {
    return asLayer().apply(inputs);
  }

  /** Applies the model to tensors, as a layer of another, and returns all outputs. */
  public final List<Tensor> applyAll(Tensor... inputs) {
    return asLayer().applyAll(inputs);
  }

  /** The layers, each once; with those for the inputs, as in Keras, but in a {@link Sequential}. */
  public List<Layer> layers() {
    return graph().members().stream().map(LayerGraph.Member::layer).toList();
  }

  /**
   * The layer of a name: {@code dense}, or {@code base/dense} in a model within this one.
   *
   * @throws IllegalArgumentException if there is none
   */
  public final Layer getLayer(String name) {
    return graph().member(name).layer();
  }

  /**
   * One of the {@link #layers}; negative indices count from the end.
   *
   * @throws IllegalArgumentException if there are not so many
   */
  public final Layer getLayer(int index) {
    List<Layer> layers = layers();
    int place = index < 0 ? index + layers.size() : index;
    if (place < 0 || place >= layers.size()) {
      throw new IllegalArgumentException("Was asked to retrieve layer at index " + index + " but model only has "
          + layers.size() + " layers.");
    }
    return layers.get(place);
  }

  /** The symbolic inputs, to build other models from. */
  public final List<Tensor> inputs() {
    return graph().inputs().stream().map(graph::tensor).toList();
  }

  /** The symbolic outputs, to build other models from. */
  public final List<Tensor> outputs() {
    return graph().outputs().stream().map(graph::tensor).toList();
  }

  /**
   * The symbolic input.
   *
   * @throws IllegalStateException if there are several
   */
  public final Tensor input() {
    return only("inputs", inputs());
  }

  /**
   * The symbolic output.
   *
   * @throws IllegalStateException if there are several
   */
  public final Tensor output() {
    return only("outputs", outputs());
  }

  /**
   * What a layer of this model gives, where it is applied first: Keras' {@code model.get_layer("dense").output}.
   *
   * @throws IllegalArgumentException if there is no layer of that name
   * @throws IllegalStateException if the layer has several outputs
   */
  public final Tensor output(String layer) {
    return only("outputs", outputs(layer));
  }

  /**
   * All that a layer of this model gives, where it is applied first. For layers of a model within this one, ask that.
   *
   * @throws IllegalArgumentException if there is no layer of that name
   */
  public final List<Tensor> outputs(String layer) {
    return graph().tensors(graph.member(layer));
  }

  private Tensor only(String what, List<Tensor> tensors) {
    if (tensors.size() != 1) {
      throw new IllegalStateException("Model \"" + name + "\": there are " + tensors.size() + " " + what
          + ", not one: use " + what + "()");
    }
    return tensors.get(0);
  }

  /**
   * A model of the same architecture and settings, not compiled, with weights of its own that get new first values:
   * Keras' {@code clone_model}.
   */
  public Model cloneModel() {
    return new ModelCopy().of(this);
  }

  /** Takes over what another model was told about itself. */
  final void settingsOf(Model other) {
    name = other.name;
    seed = other.seed;
    engineName = other.engineName;
    threads = other.threads;
  }

  // ---- freezing

  /** Whether training may change the model's weights; true unless set. */
  public final boolean trainable() {
    return LayerState.of(asLayer()).isTrainable();
  }

  /**
   * Lets training change all weights, or leave all alone, here and in every model with the same layers. As in Keras, it
   * is said to each layer, those of models within this one too, and has an effect when a model is compiled next.
   *
   * @return this model
   */
  public final Model trainable(boolean trainable) {
    setTrainable(asLayer(), trainable);
    return this;
  }

  /** Whether training may change a layer's weights. */
  public final boolean isTrainable(String layer) {
    return LayerState.of(getLayer(layer)).isTrainable();
  }

  /**
   * Lets training change a layer's weights or leave them alone, here and in every model with the layer, from the next
   * compile on.
   *
   * @param layer its name: {@code dense}, or {@code base/dense} in a model within this one
   * @throws IllegalArgumentException if there is none
   */
  public final void setTrainable(String layer, boolean trainable) {
    setTrainable(getLayer(layer), trainable);
  }

  private static void setTrainable(Layer layer, boolean trainable) {
    LayerState.of(layer).setTrainable(trainable);
    if (layer instanceof ModelLayer nested) {
      LayerState.of(nested.model().asLayer()).setTrainable(trainable);
      nested.model().declaredLayers().forEach(inside -> setTrainable(inside, trainable));
    }
  }

  /** The layers, known before they are connected. */
  List<Layer> declaredLayers() {
    return layers();
  }

  /** The layers whose weights training leaves alone, as things are now. */
  final Set<LayerState> frozen() {
    return graph().frozen(trainable());
  }

  /** Whether layers were frozen or thawed since the model was compiled, which has no effect before it is again. */
  public final boolean trainableChanged() {
    return frozen != null && !frozen().equals(frozen);
  }

  /** Not kept: to get one takes as long as to build a small model. */
  private static System.Logger log() {
    return System.getLogger(Model.class.getName());
  }

  private void warnOfTrainable(String call) {
    if (trainableChanged()) {
      log().log(System.Logger.Level.WARNING, call + ": Discrepancy between trainable weights and collected trainable "
          + "weights, did you set `model.trainable` without calling `model.compile` after?");
    }
    if (trainedWeights().isEmpty()) {
      log().log(System.Logger.Level.WARNING, call + ": The model does not have any trainable weights.");
    }
  }

  /** The weights that training changes since the model was compiled. */
  private List<Weight> trainedWeights() {
    return graph.weights().stream()
        .filter(weight -> weight.spec().trainable() && !frozen.contains(weight.owner())).toList();
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

  /**
   * Prepares for training; an earlier optimizer's state is forgotten. Which layers are trained is settled here.
   *
   * @throws IllegalArgumentException if a loss, a loss weight or a metric is for an output that the model lacks
   */
  public final void compile(CompileOptions options) {
    if (graph != null) {
      options.forOutputs(outputNames());
    }
    compiled = options;
    frozen = graph == null ? null : frozen();
    if (runtime != null) {
      runtime.compile(options.forOutputs(outputNames()), frozen);
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
    if (options.stepsPerEpoch().isEmpty()) {
      BatchSizeCheck.require("fit", training, options.batchSize(), graph);
    }
    if (validation != null) {
      BatchSizeCheck.require("fit: validation", validation, options.validationBatchSize(), graph);
    }
    ModelRuntime running = runtime("fit");
    warnOfTrainable("fit");
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
    return trainOnBatch(new Batch(rows(checked.xs()), rows(checked.ys()), null));
  }

  private static List<Rows> rows(List<NDArray> arrays) {
    Rows[] rows = new Rows[arrays.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Rows.all(arrays.get(i));
    }
    return List.of(rows);
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
    ModelRuntime running = runtime("applyGradients");
    List<Weight> trained = trainedWeights();
    if (gradients.size() != trained.size()) {
      throw new IllegalArgumentException("applyGradients: model \"" + name + "\" has " + trained.size()
          + " trainable weights. Received: " + gradients.size() + " gradients");
    }
    for (int i = 0; i < trained.size(); i++) {
      Shape expected = trained.get(i).spec().shape();
      if (!gradients.get(i).shape().equals(expected)) {
        throw new ShapeMismatchException("applyGradients: gradient " + i + " (of weight " + trained.get(i).path() + ")",
            "shape " + expected, gradients.get(i).shape());
      }
    }
    running.applyGradients(gradients);
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
    BatchSizeCheck.require("evaluate", checked, options.batchSize(), graph);
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
    BatchSizeCheck.require("predict", checked, options.batchSize(), graph);
    CallbackList callbacks = callbacks(options.callbacks(),
        new FitParameters(options.verbose(), 1, checked.steps(options.batchSize())));
    callbacks.onPredictBegin();
    List<NDArray> outputs = runtime("predict").predict(checked, options.batchSize(), callbacks.predictBatches());
    callbacks.onPredictEnd();
    return outputs;
  }

  // ---- data by name

  /**
   * Arrays for training or evaluation, given by the names of the input and output layers: Keras' dictionaries.
   *
   * @throws IllegalArgumentException if an array is missing, or is for no input or output of the model
   */
  public final ArrayDataset named(Map<String, NDArray> x, Map<String, NDArray> y) {
    return Dataset.of(inputsByName("x", x), NamedArrays.inOrder("y", "output", y, graphNames(graph().outputs())));
  }

  /** Trains on arrays by the names of the input and output layers. */
  public final History fit(Map<String, NDArray> x, Map<String, NDArray> y, FitOptions options) {
    return fit(named(x, y), options);
  }

  /** The loss and the metrics over arrays by the names of the input and output layers. */
  public final Map<String, Double> evaluate(Map<String, NDArray> x, Map<String, NDArray> y) {
    return evaluate(named(x, y));
  }

  /** Each output, by the name of its layer, for each row of arrays by the names of the input layers. */
  public final Map<String, NDArray> predict(Map<String, NDArray> x) {
    List<NDArray> outputs = predict(inputsByName("x", x));
    Map<String, NDArray> named = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      named.put(outputNames().get(i), outputs.get(i));
    }
    return named;
  }

  private List<NDArray> inputsByName(String argument, Map<String, NDArray> x) {
    return NamedArrays.inOrder(argument, "input", x, graphNames(graph().inputs()));
  }

  /** The names of the layers; several outputs of one layer are told apart: {@code base}, {@code base_1}. */
  private List<String> graphNames(List<LayerGraph.Source> sources) {
    List<String> names = new ArrayList<>();
    for (LayerGraph.Source source : sources) {
      String name = graph.name(source);
      for (int i = 1; names.contains(name); i++) {
        name = graph.name(source) + "_" + i;
      }
      names.add(name);
    }
    return names;
  }

  // ---- weights and state

  /** Copies of all weights, layer by layer: kernel, bias, kernel, bias ... */
  public final List<NDArray> getWeights() {
    return runtime("getWeights").weights();
  }

  /**
   * How many numbers of one weight are NaN or infinite.
   *
   * @param index its place in {@link #getWeights()}
   * @throws IndexOutOfBoundsException if there is none
   */
  public final int countNonFinite(int index) {
    return runtime("countNonFinite").countNonFinite(index);
  }

  /**
   * A copy of one weight, for what looks at them one after the other.
   *
   * @param index its place in {@link #getWeights()}
   * @throws IndexOutOfBoundsException if there is none
   */
  public final NDArray getWeight(int index) {
    return runtime("getWeight").weight(index);
  }

  /**
   * Replaces all weights.
   *
   * @throws IllegalArgumentException if their number or a shape is not the model's
   */
  public final void setWeights(List<NDArray> weights) {
    ModelRuntime running = runtime("setWeights");
    List<Weight> expected = graph.weights();
    if (weights.size() != expected.size()) {
      throw new IllegalArgumentException("You called `setWeights(weights)` on model '" + name
          + "' with a weight list of length " + weights.size() + ", but the model was expecting " + expected.size()
          + " weights.");
    }
    for (int i = 0; i < weights.size(); i++) {
      String path = expected.get(i).path();
      Shape shape = expected.get(i).spec().shape();
      if (!weights.get(i).shape().equals(shape)) {
        throw new IllegalArgumentException("Layer " + path.substring(0, path.lastIndexOf('/')) + " weight "
            + path.substring(path.lastIndexOf('/') + 1) + " of shape " + shape
            + " is not compatible with provided weight shape " + weights.get(i).shape() + ".");
      }
    }
    running.setWeights(weights);
  }

  /**
   * Copies of one layer's weights.
   *
   * @param layer its name: {@code dense}, or {@code base/dense} in a model within this one
   * @throws IllegalArgumentException if there is no layer of that name
   */
  public final List<NDArray> getWeights(String layer) {
    List<Integer> places = graph().places(graph.member(layer));
    List<NDArray> all = getWeights();
    return places.stream().map(all::get).toList();
  }

  /**
   * Replaces one layer's weights.
   *
   * @param layer its name: {@code dense}, or {@code base/dense} in a model within this one
   * @throws IllegalArgumentException if there is no layer of that name, or their number or a shape is not the layer's
   */
  public final void setWeights(String layer, List<NDArray> weights) {
    List<Integer> places = graph().places(graph.member(layer));
    if (weights.size() != places.size()) {
      throw new IllegalArgumentException("You called `setWeights(weights)` on layer '" + layer
          + "' with a weight list of length " + weights.size() + ", but the layer was expecting "
          + places.size() + " weights.");
    }
    List<NDArray> all = new ArrayList<>(getWeights());
    for (int i = 0; i < weights.size(); i++) {
      all.set(places.get(i), weights.get(i));
    }
    setWeights(all);
  }

  /**
   * Copies of what stateful layers keep from one batch to the next, layer by layer: what {@link #getWeights} has not.
   */
  public final List<NDArray> getStates() {
    runtime("getStates");
    return keepers().flatMap(keeper -> keeper.weights().states().stream()).toList();
  }

  /**
   * Replaces what stateful layers keep from one batch to the next.
   *
   * @throws IllegalArgumentException if the number of arrays or a shape is not the model's
   */
  public final void setStates(List<NDArray> states) {
    List<Shape> expected = getStates().stream().map(NDArray::shape).toList();
    List<Shape> given = states.stream().map(NDArray::shape).toList();
    if (!given.equals(expected)) {
      throw new IllegalArgumentException("setStates: model \"" + name + "\" keeps states of shapes " + expected
          + ". Received: " + given);
    }
    Iterator<NDArray> next = states.iterator();
    keepers().forEach(keeper -> keeper.weights().setStates(
        keeper.weights().states().stream().map(state -> next.next()).toList()));
  }

  /**
   * Sets what stateful layers keep from one batch to the next to 0, so that the next batch begins anew; here and in every
   * model with the same layers. Keras 3's {@code reset_state} of each layer, the {@code reset_states} of models before.
   */
  public final void resetStates() {
    asLayer().resetStates();
  }

  /** The layers that keep something from one batch to the next. */
  private Stream<LayerState> keepers() {
    return graph.states().stream().map(Weight::owner).distinct();
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
    runtime = null;
    frozen = null;
  }

  /** Forgets how the layers were connected. */
  final void disconnect() {
    graph = null;
    runtime = null;
    frozen = null;
  }

  /** Connects the layers, if they are not, for inputs that come from another model's layers. */
  final void connectAsLayer(List<Shape> inputs) {
    if (graph == null) {
      connectFor(inputs);
    }
    inner = true;
  }

  /** Whether the model is a layer of another. */
  final boolean isInner() {
    return inner;
  }

  /** Connects the layers for inputs of these shapes, batch axis first, if they are not; a functional model always is. */
  void connectFor(List<Shape> inputs) {}

  private void connectFor(String call, Dataset data) {
    if (graph != null) {
      return;
    }
    List<Shape> shapes = data.inputShapes();
    if (shapes.isEmpty()) {
      throw DataCheck.empty(call);
    }
    connectFor(shapes.stream().map(row -> row.prepend(Shape.UNKNOWN)).toList());
  }

  /** The model with numbers, which get their first values now if they have none. */
  final ModelRuntime runtime(String call) {
    if (runtime == null) {
      if (graph == null) {
        throw new IllegalStateException(call + ": " + unbuiltMessage());
      }
      runtime = Engines.find(engineInCommon(), threads).build(graph, seed);
      if (compiled != null) {
        frozen = frozen == null ? frozen() : frozen;
        runtime.compile(compiled.forOutputs(outputNames()), frozen);
      }
    }
    return runtime;
  }

  /** The engine that was chosen, or, where none was, that of a model with the same layers. */
  private String engineInCommon() {
    if (engineName != null && !engineName.equals("auto")) {
      return engineName;
    }
    for (Weight weight : graph.weights()) {
      LayerWeights held = weight.owner().weights();
      if (held != null) {
        return held.engine();
      }
    }
    return engineName;
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
    return graphNames(graph.outputs());
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
        log().log(System.Logger.Level.WARNING,
            "fit: batchSize {0} is larger than the data, {1} samples: each epoch is one batch of {1}",
            Integer.toString(options.batchSize()), Integer.toString(rows));
      }
    });
  }
}
