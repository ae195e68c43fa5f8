package org.neurona.layers;

import java.util.Map;
import java.util.WeakHashMap;

/**
 * What belongs to an instance of a layer in whatever models it stands: whether training changes its weights, and where
 * these are once an engine holds them.
 *
 * <p>This is how weights are shared. A layer is a declaration and never changes; its weights belong to the models that
 * use it. An instance has one state, and models that have the instance in common find the same weights by it, as in
 * Keras: one that is applied twice, a model that is a layer of another, and a model between tensors of another one's
 * layers. What one of them trains, all of them compute with. A {@link Layer#copy copy} of a layer, and whatever a fluent
 * method returns, is another instance, and has weights of its own.
 */
public final class LayerState {
  private static final Map<Layer, LayerState> STATES = new WeakHashMap<>();

  private volatile boolean trainable;
  private volatile LayerWeights weights;
  private volatile String name;

  private LayerState(boolean trainable) {
    this.trainable = trainable;
  }

  /** The state of a layer. */
  public static LayerState of(Layer layer) {
    synchronized (STATES) {
      LayerState state = STATES.get(layer);
      if (state == null) {
        state = new LayerState(layer.trainable());
        STATES.put(layer, state);
      }
      return state;
    }
  }

  /** Whether training changes the layer's weights: as declared, unless a model has said otherwise. */
  public boolean isTrainable() {
    return trainable;
  }

  /** Lets training change the layer's weights or leave them alone, in models that are compiled from now on. */
  public void setTrainable(boolean trainable) {
    this.trainable = trainable;
  }

  /** The name that the first model found for a layer that was given none, or null. */
  String name() {
    return name;
  }

  /** Keeps a name that a model found, if it is the first. */
  void keepName(String found) {
    name = name == null ? found : name;
  }

  /** The layer's weights, or null until an engine holds them. */
  public LayerWeights weights() {
    return weights;
  }

  /** Says where the layer's weights are; for engines. */
  public void hold(LayerWeights weights) {
    this.weights = weights;
  }
}
