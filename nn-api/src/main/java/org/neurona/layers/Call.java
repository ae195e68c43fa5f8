package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.Tensor;

/**
 * What a layer has at hand while its forward formula is written down: its weights, whether it trains, random numbers,
 * and where to leave extra losses and new values of weights.
 */
public final class Call {
  private final String layerName;
  private final Map<String, Tensor> weights;
  private final boolean training;
  private final long firstStream;
  private final List<Tensor> losses = new ArrayList<>();
  private final Map<String, Tensor> updates = new LinkedHashMap<>();
  private int streams;

  /**
   * The surroundings of one application of a layer; made by models and engines.
   *
   * @param layerName the layer's name in its model
   * @param weights its weights by name
   * @param training whether the formula is for training
   * @param firstStream tells this application's random numbers from those of others
   */
  public Call(String layerName, Map<String, Tensor> weights, boolean training, long firstStream) {
    this.layerName = layerName;
    this.weights = Map.copyOf(weights);
    this.training = training;
    this.firstStream = firstStream;
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

  /** Whether the formula is for training: dropout drops and batch statistics count. */
  public boolean training() {
    return training;
  }

  /** Random numbers, uniform in {@code [0, 1)}, other ones in each step, reproducible by the model's seed. */
  public Tensor randomUniform(Shape shape) {
    return Tensor.of(new RandomUniform(shape, firstStream + streams++));
  }

  /** Adds a scalar to the loss that training minimises. */
  public void addLoss(Tensor loss) {
    if (loss.rank() != 0) {
      throw new IllegalArgumentException("Layer " + layerName + " adds a loss that is no scalar but " + loss.shape());
    }
    losses.add(loss);
  }

  /** Gives a weight a new value at the end of each training step, as moving averages need. */
  public void update(String weight, Tensor value) {
    if (!weight(weight).shape().equals(value.shape())) {
      throw new IllegalArgumentException("Layer " + layerName + " updates weight " + weight + " of shape "
          + weight(weight).shape() + " with shape " + value.shape());
    }
    updates.put(weight, value);
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
