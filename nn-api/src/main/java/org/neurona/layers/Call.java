package org.neurona.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.Tensor;

/**
 * What a layer has at hand while its forward formula is written down: its weights, the masks of its inputs, whether it
 * trains, random numbers, and where to leave extra losses and new values of weights.
 */
public final class Call {
  private final String layerName;
  private final Map<String, Tensor> weights;
  private final List<Tensor> masks;
  private final boolean training;
  private final boolean trainable;
  private final long firstStream;
  private final List<Tensor> losses = new ArrayList<>();
  private final Map<String, Tensor> updates = new LinkedHashMap<>();
  private int streams;
  /** The layer around this one, and what its names of this one's weights begin with; null for a layer of a model. */
  private Call around;
  private String prefix = "";

  /**
   * The surroundings of one application of a trainable layer to inputs without masks; made by models and engines.
   *
   * @param layerName the layer's name in its model
   * @param weights its weights by name
   * @param training whether the formula is for training
   * @param firstStream tells this application's random numbers from those of others
   */
  public Call(String layerName, Map<String, Tensor> weights, boolean training, long firstStream) {
    this(layerName, weights, List.of(), training, true, firstStream);
  }

  /**
   * The surroundings of one application of a layer; made by models and engines.
   *
   * @param layerName the layer's name in its model
   * @param weights its weights by name
   * @param masks the mask of each input, or null for an input without one; a shorter list leaves out the rest
   * @param training whether the formula is for training
   * @param trainable whether training changes the layer's weights
   * @param firstStream tells this application's random numbers from those of others
   */
  public Call(String layerName, Map<String, Tensor> weights, List<Tensor> masks, boolean training, boolean trainable,
      long firstStream) {
    this.layerName = layerName;
    this.weights = Map.copyOf(weights);
    this.masks = Arrays.asList(masks.toArray(Tensor[]::new)); // List.copyOf refuses null
    this.training = training;
    this.trainable = trainable;
    this.firstStream = firstStream;
  }

  /**
   * The surroundings of a layer inside this one, which has some of this one's weights.
   *
   * @param prefix what the names of the inner layer's weights begin with here; empty if they are the same
   * @param inner the inner layer
   * @param masks the mask of each of its inputs, or null for an input without one
   */
  public Call within(String prefix, Layer inner, List<Tensor> masks) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    weights.forEach((name, weight) -> {
      if (name.startsWith(prefix)) {
        own.put(name.substring(prefix.length()), weight);
      }
    });
    Call call = new Call(layerName, own, masks, training, trainable && inner.trainable(), firstStream);
    call.around = this;
    call.prefix = prefix;
    return call;
  }

  /** The layer's name in its model. */
  public String layerName() {
    return layerName;
  }

  /**
   * A weight that the layer declared.
   *
   * @throws IllegalArgumentException if it declared none of that name
   */
  public Tensor weight(String name) {
    Tensor weight = weights.get(name);
    if (weight == null) {
      throw new IllegalArgumentException("Layer " + layerName + " declares no weight \"" + name + "\", only "
          + weights.keySet().stream().sorted().toList());
    }
    return weight;
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

  /** Whether the formula is for training: dropout drops and batch statistics count. */
  public boolean training() {
    return training;
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
   * Random numbers, uniform in {@code [0, 1)}, other ones in each step.
   *
   * @param seed the seed that they are reproducible by, or null for the model's
   */
  public Tensor randomUniform(Shape shape, Long seed) {
    return around != null ? around.randomUniform(shape, seed)
        : Tensor.of(new RandomUniform(shape, firstStream + streams++, seed));
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
      throw new IllegalArgumentException("Layer " + layerName + " adds a loss that is no scalar but " + loss.shape());
    }
    if (around != null) {
      around.addLoss(loss);
    } else {
      losses.add(loss);
    }
  }

  /** Gives a weight a new value at the end of each training step, as moving averages need. */
  public void update(String weight, Tensor value) {
    if (!weight(weight).shape().equals(value.shape())) {
      throw new IllegalArgumentException("Layer " + layerName + " updates weight " + weight + " of shape "
          + weight(weight).shape() + " with shape " + value.shape());
    }
    if (around != null) {
      around.update(prefix + weight, value);
    } else {
      updates.put(weight, value);
    }
  }

  /** The losses that the formula added. */
  public List<Tensor> losses() {
    return Collections.unmodifiableList(losses);
  }

  /** The new values of weights that the formula gave, by name. */
  public Map<String, Tensor> updates() {
    return Collections.unmodifiableMap(updates);
  }
}
