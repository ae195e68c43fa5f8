package org.neurona;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.ops.Tensor;

/**
 * A model whose layers follow one another, as Keras' {@code Sequential}:
 *
 * <pre>{@code
 * var model = new Sequential();
 * model.add(new Flatten(28, 28));
 * model.add(new Dense(300, "relu"));
 * model.add(new Dense(10, "softmax"));
 * }</pre>
 *
 * <p>The shape of the input comes from a first {@link Input}, from the first layer's input shape, or from the first data.
 */
public final class Sequential extends Model {
  private final List<Layer> layers = new ArrayList<>();
  /** The shape of the input that data or another model gave, batch axis first; null before. */
  private Shape given;

  /** A model with these layers. */
  public Sequential(Layer... layers) {
    this(Arrays.asList(layers));
  }

  /** A model with these layers. */
  public Sequential(List<? extends Layer> layers) {
    super("Sequential", "sequential");
    // Not one by one: each add() connects all layers again.
    for (Layer layer : layers.subList(Math.min(1, layers.size()), layers.size())) {
      requireNoInput(layer);
    }
    requireUniqueNames(layers);
    Shape shape = layers.isEmpty() ? null : declaredShape(layers.get(0));
    if (shape != null && !(layers.get(0) instanceof Input && layers.size() == 1)) {
      connect(graph(List.copyOf(layers), shape));
    }
    this.layers.addAll(layers);
  }

  /**
   * Adds a layer behind the others. Weights that are there stay as they are; what an optimizer keeps is forgotten.
   *
   * @return this model
   * @throws IllegalArgumentException if a layer has that name already, or an input comes anywhere but first
   * @throws IllegalStateException if the model is a layer of another
   */
  public Sequential add(Layer layer) {
    if (!layers.isEmpty()) {
      requireNoInput(layer);
    }
    if (layer instanceof ModelLayer nested && nested.model() == this) {
      throw new IllegalArgumentException("Model \"" + name() + "\" can't be a layer of itself");
    }
    List<Layer> all = new ArrayList<>(layers);
    all.add(layer);
    become("A layer can't be added to", all);
    return this;
  }

  /** Adds a model as a layer, with which this one shares its weights. */
  public Sequential add(Model model) {
    return add(model.asLayer());
  }

  /**
   * Removes the last layer. The weights of the others stay as they are; what an optimizer keeps is forgotten.
   *
   * @return the layer, which keeps its weights
   * @throws IllegalStateException if there is none, or the model is a layer of another
   */
  public Layer pop() {
    if (layers().isEmpty()) {
      throw new IllegalStateException("There is no layer to remove from model \"" + name() + "\"");
    }
    Layer last = layers.get(layers.size() - 1);
    become("A layer can't be removed from", List.copyOf(layers.subList(0, layers.size() - 1)));
    return last;
  }

  private void become(String failure, List<Layer> all) {
    if (isInner()) {
      throw new IllegalStateException(failure + " model \"" + name() + "\": it is a layer of another model");
    }
    requireUniqueNames(all);
    Shape declared = all.isEmpty() ? null : declaredShape(all.get(0));
    Shape shape = declared == null && !all.isEmpty() ? given : declared;
    if (shape != null && !(all.get(0) instanceof Input && all.size() == 1)) {
      connect(graph(all, shape));
    } else {
      disconnect();
    }
    layers.clear();
    layers.addAll(all);
  }

  /** The shape of the input that a first layer declares, batch axis first, or null. */
  private static Shape declaredShape(Layer first) {
    if (first instanceof ModelLayer nested && nested.model().isBuilt() && nested.graph().inputs().size() == 1) {
      return nested.graph().shape(nested.graph().inputs().get(0));
    }
    return first.inputShape() == null ? null : first.inputShape().prepend(Shape.UNKNOWN);
  }

  /** The layers, without the {@link Input}. */
  @Override
  public List<Layer> layers() {
    return layers.stream().filter(layer -> !(layer instanceof Input)).toList();
  }

  @Override
  List<Layer> declaredLayers() {
    return layers();
  }

  /** The layers, with an {@link Input} wherever the shape of the input is known. */
  List<Layer> withInput() {
    return isBuilt() ? super.layers() : List.copyOf(layers);
  }

  @Override
  public Sequential cloneModel() {
    return (Sequential) super.cloneModel();
  }

  /**
   * Builds the model for rows of this shape.
   *
   * @throws IllegalStateException if it has no layers
   * @throws IllegalArgumentException if another shape was declared, or the model has weights for another
   * @throws ShapeMismatchException if a layer can't take what comes to it
   */
  public Sequential build(int... rowDims) {
    Shape wanted = Shape.of(rowDims);
    boolean settled = hasRuntime() || !layers.isEmpty() && layers.get(0).inputShape() != null;
    if (!settled || !isBuilt()) {
      connectFor(List.of(wanted.prepend(Shape.UNKNOWN)));
      return this;
    }
    Shape configured = graph().inputShapes().get(0);
    if (!configured.equals(wanted.prepend(Shape.UNKNOWN))) {
      throw new IllegalArgumentException("Sequential model '" + name() + "' has already been configured to use input "
          + "shape " + configured + ". You cannot build it with input shape " + wanted.prepend(Shape.UNKNOWN));
    }
    return this;
  }

  @Override
  void connectFor(List<Shape> inputs) {
    if (layers().isEmpty()) {
      throw new IllegalStateException("Sequential model " + name()
          + " cannot be built because it has no layers. Call `model.add(layer)`.");
    }
    if (inputs.size() != 1) {
      throw new IllegalArgumentException("A Sequential model has 1 input, got " + inputs.size());
    }
    connect(graph(layers, inputs.get(0)));
    given = inputs.get(0);
  }

  private static LayerGraph graph(List<Layer> layers, Shape shape) {
    boolean declared = layers.get(0) instanceof Input;
    Tensor input = declared ? layers.get(0).apply() : Input.ofBatchShape(shape).apply();
    Tensor output = input;
    for (Layer layer : layers.subList(declared ? 1 : 0, layers.size())) {
      output = layer.apply(output);
    }
    return LayerGraph.between(List.of(input), List.of(output));
  }

  private void requireNoInput(Layer layer) {
    if (layer instanceof Input) {
      throw new IllegalArgumentException("Sequential model '" + name() + "' has layers already: an Input comes first");
    }
  }

  private static void requireUniqueNames(List<? extends Layer> layers) {
    Map<String, Layer> named = new HashMap<>();
    for (Layer layer : layers) {
      Layer other = layer.name() == null ? null : named.putIfAbsent(layer.name(), layer);
      if (other != null && other != layer) {
        throw new IllegalArgumentException("All layers added to a Sequential model should have unique names. Name '"
            + layer.name() + "' is already the name of a layer in this model.");
      }
    }
  }
}
