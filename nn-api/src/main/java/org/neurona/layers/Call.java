package org.neurona.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.regularizers.Regularizer;

/**
 * What a layer has at hand while its forward formula is written down: its weights and states, the masks of its inputs, whether it
 * trains, random numbers, and where to leave extra losses and new values of weights.
 *
 * <p>A layer that is made of others writes their formulas down with calls {@link #within} its own. It declares their
 * weights with names like {@code forward/kernel}, and the call within {@code forward/} has {@code kernel}.
 */
public final class Call {
  private final Formula formula;
  private final String path;
  private final List<Tensor> masks;
  private final boolean trainable;
  private final long firstStream;
  private final Map<String, Tensor> weights = new HashMap<>();
  private List<Tensor> outputMasks;
  private int streams;

  /** What all calls of one formula have in common; weights and states have their paths. */
  private record Formula(Map<String, Variable> variables, Function<Variable, Tensor> values, boolean training,
      Set<LayerState> frozen, RandomStreams streams, List<Tensor> losses, Map<Variable, Tensor> updates,
      List<Made> made) {
    Formula(Map<String, Variable> variables, Function<Variable, Tensor> values, boolean training,
        Set<LayerState> frozen, RandomStreams streams) {
      this(Map.copyOf(variables), values, training, frozen, streams, new ArrayList<>(), new LinkedHashMap<>(),
          new ArrayList<>());
    }

    /** A formula of one layer, whose weights are tensors of a test or a stand-in. */
    static Formula of(String layerName, Map<String, Tensor> weights, boolean training) {
      Map<String, Variable> variables = new LinkedHashMap<>();
      Map<Variable, Tensor> values = new HashMap<>();
      for (Map.Entry<String, Tensor> weight : weights.entrySet()) {
        Variable variable = new Variable(join(layerName, weight.getKey()), weight.getValue().shape(), false);
        variables.put(variable.path(), variable);
        values.put(variable, weight.getValue());
      }
      return new Formula(variables, new Given(values), training, Set.of(), new RandomStreams());
    }
  }

  /** Values that are there already; no lambda, for each model asks layers for their shapes before it runs. */
  private record Given(Map<Variable, Tensor> values) implements Function<Variable, Tensor> {
    @Override
    public Tensor apply(Variable variable) {
      return values.get(variable);
    }
  }

  /**
   * What an application of a layer gave.
   *
   * @param path the layer: {@code dense}, or {@code base/dense} inside of another
   * @param outputs its outputs
   */
  public record Made(String path, List<Tensor> outputs) {
    /** Copies the list. */
    public Made {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * The surroundings of one application of a trainable layer to inputs without masks.
   *
   * @param layerName the layer's name in its model
   * @param weights its weights and states by name
   * @param training whether the formula is for training
   * @param firstStream tells this application's random numbers from those of others
   */
  public Call(String layerName, Map<String, Tensor> weights, boolean training, long firstStream) {
    this(Formula.of(layerName, weights, training), layerName, List.of(), true, firstStream);
  }

  private Call(Formula formula, String path, List<Tensor> masks, boolean trainable, long firstStream) {
    this.formula = formula;
    this.path = path;
    this.masks = Arrays.asList(masks.toArray(new Tensor[0])); // List.copyOf refuses null
    this.trainable = trainable;
    this.firstStream = firstStream;
  }

  /**
   * The surroundings of a whole model; for models and engines.
   *
   * @param variables the weights and states of all layers by their paths: {@code dense/kernel}; what stands in several
   *     places has several
   * @param values the value that each has where the formula begins
   * @param training whether the formula is for training
   * @param frozen the layers whose weights training leaves alone
   * @param streams where random numbers come from
   */
  public static Call ofModel(Map<String, Variable> variables, Function<Variable, Tensor> values, boolean training,
      Set<LayerState> frozen, RandomStreams streams) {
    return new Call(new Formula(variables, values, training, frozen, streams), "", List.of(), true, 0);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }

  /**
   * The surroundings of a layer inside this one, which has some of this one's weights.
   *
   * @param prefix what the names of the inner layer's weights begin with here: {@code forward/}; empty if they are the
   *     same
   * @param inner the inner layer
   * @param masks the mask of each of its inputs, or null for one without; a shorter list leaves out the rest
   */
  public Call within(String prefix, Layer inner, List<Tensor> masks) {
    String inside = prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix;
    return within(inside, inner.trainable(), masks);
  }

  private Call within(String name, boolean trains, List<Tensor> inputMasks) {
    String inside = name.isEmpty() ? path : join(path, name);
    return new Call(formula, inside, inputMasks, trainable && trains, formula.streams().next());
  }

  /** The surroundings of a layer of a model, which may have been frozen when that was compiled. */
  Call within(LayerGraph.Member member, List<Tensor> inputMasks) {
    return within(member.name(), !formula.frozen().contains(LayerState.of(member.layer())), inputMasks);
  }

  /** Leaves the random numbers of an application out that has no formula. */
  void skip() {
    formula.streams().next();
  }

  /** The layer's name in its model; behind those of the layers that it is in: {@code base/dense}. */
  public String layerName() {
    return path;
  }

  /**
   * A weight, or a state, that the layer declared.
   *
   * @throws IllegalArgumentException if it declared none of that name
   */
  public Tensor weight(String name) {
    if (!weights.containsKey(name)) {
      weights.put(name, read(name));
    }
    return weights.get(name);
  }

  /** As the application before left it, where one layer is applied several times and updates its weights. */
  private Tensor read(String name) {
    Variable variable = variable(name);
    Tensor updated = formula.updates().get(variable);
    return updated == null ? formula.values().apply(variable) : updated;
  }

  private Variable variable(String name) {
    Variable variable = formula.variables().get(join(path, name));
    if (variable == null) {
      String prefix = join(path, "");
      throw new IllegalArgumentException("Layer " + path + " declares no weight \"" + name + "\", only "
          + formula.variables().keySet().stream().filter(key -> key.startsWith(prefix))
              .map(key -> key.substring(prefix.length())).sorted().toList());
    }
    return variable;
  }

  /**
   * The mask of an input: 1 where a step counts and 0 where it is to be skipped, of the input's leading axes
   * {@code (batch, time)}; null for an input without one.
   */
  public Tensor mask(int input) {
    return input < masks.size() ? masks.get(input) : null;
  }

  /** The mask of the first input, or null. */
  public Tensor mask() {
    return mask(0);
  }

  /**
   * Says what the masks of the outputs are, for a layer that finds them while it writes its formula down; others
   * override {@link Layer#computeMask}.
   *
   * @param masks a mask or null for each output; a shorter list leaves the rest without
   */
  public void maskOutputs(List<Tensor> masks) {
    outputMasks = masks;
  }

  /** What {@link #maskOutputs} was given, or null. */
  List<Tensor> outputMasks() {
    return outputMasks;
  }

  /** Whether the formula is for training: dropout drops and batch statistics count. */
  public boolean training() {
    return formula.training();
  }

  /**
   * Whether training changes the layer's weights. A frozen layer that keeps statistics of batches, as Keras'
   * BatchNormalization does, uses those that it has, in training too.
   */
  public boolean trainable() {
    return trainable;
  }

  /** Random numbers, uniform in {@code [0, 1)}, other ones in each step, reproducible by the model's seed. */
  public Tensor randomUniform(Shape shape) {
    return randomUniform(shape, null);
  }

  /**
   * Random numbers, uniform in {@code [0, 1)}, other ones in each step. With a seed they are the same wherever the layer
   * stands, whatever the model's seed is, and other layers with that seed draw the same; they are not those that Keras
   * draws for it.
   *
   * @param seed the seed that they are reproducible by, or null for the model's
   */
  public Tensor randomUniform(Shape shape, Long seed) {
    long stream = seed == null ? firstStream + streams++ : formula.streams().nextOf(path);
    return Tensor.of(new RandomUniform(shape, stream, seed));
  }

  /**
   * Random numbers of the standard normal distribution, other ones in each step: Box and Muller's {@code
   * sqrt(-2 ln(1 - u)) cos(2 pi v)} of uniform u and v (1958).
   *
   * @param seed the seed that they are reproducible by, or null for the model's
   */
  public Tensor randomNormal(Shape shape, Long seed) {
    Tensor radius = Ops.sqrt(Ops.multiply(Ops.log(Ops.subtract(1, randomUniform(shape, seed))), -2));
    return Ops.multiply(radius, Ops.cos(Ops.multiply(randomUniform(shape, seed), 2 * Math.PI)));
  }

  /** Adds a scalar to the loss that training minimises. */
  public void addLoss(Tensor loss) {
    if (loss.rank() != 0) {
      throw new IllegalArgumentException("Layer " + path + " adds a loss that is no scalar but " + loss.shape());
    }
    formula.losses().add(loss);
  }

  /**
   * Adds a penalty on an output to the loss, divided by the rows of the batch, so that it weighs the same in batches of
   * any size: Keras' {@code activity_regularizer}.
   *
   * @param regularizer the penalty, or null for none
   * @param output the output, the batch axis first
   */
  public void addPenalty(Regularizer regularizer, Tensor output) {
    if (regularizer != null) {
      addLoss(Ops.divide(regularizer.call(output), Math.abs(output.dim(0)))); // 1 where the rows are not known yet
    }
  }

  /**
   * Gives a weight or a state a new value at the end of each step whose formula this is, as moving averages need; only
   * in training where the layer asks {@link #training} before. Layers within, and further applications, read the new
   * value.
   */
  public void update(String weight, Tensor value) {
    if (!weight(weight).shape().equals(value.shape())) {
      throw new IllegalArgumentException("Layer " + path + " updates weight " + weight + " of shape "
          + weight(weight).shape() + " with shape " + value.shape());
    }
    formula.updates().put(variable(weight), value);
  }

  /** Notes what the layer gave. */
  void made(List<Tensor> outputs) {
    formula.made().add(new Made(path, outputs));
  }

  /** The losses that the formula added, with those of all layers of the model. */
  public List<Tensor> losses() {
    return Collections.unmodifiableList(formula.losses());
  }

  /** The new values of weights and states that the formula gave, with those of all layers of the model. */
  public Map<Variable, Tensor> updates() {
    return Collections.unmodifiableMap(formula.updates());
  }

  /** What each application of a layer gave, in the order in which they were written; layers inside others first. */
  public List<Made> made() {
    return Collections.unmodifiableList(formula.made());
  }
}
