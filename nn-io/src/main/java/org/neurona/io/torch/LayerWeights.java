package org.neurona.io.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Shape;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.Weight;

/** The weights of a layer, or of one direction of it, by their names there; and which of them were asked for. */
public final class LayerWeights {
  private final String layer;
  private final Layer declared;
  private final Map<String, Weight> weights = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private LayerWeights(String layer, Layer declared) {
    this.layer = layer;
    this.declared = declared;
  }

  /**
   * The weights of a layer, those of a layer within a wrapper as if they were the wrapper's; of a
   * {@link org.neurona.layers.Bidirectional} one those that go forward, and then those that go backward.
   *
   * @param layer its name, or its path in models within the model
   * @throws IllegalArgumentException if there is no such layer, or it has no weights
   */
  public static List<LayerWeights> of(LayerGraph graph, String layer) {
    Layer declared = graph.member(layer).layer();
    Map<String, LayerWeights> parts = new LinkedHashMap<>();
    for (Weight weight : graph.weights()) {
      if (weight.path().startsWith(layer + "/")) {
        String below = weight.path().substring(layer.length() + 1);
        int slash = below.lastIndexOf('/') + 1;
        parts.computeIfAbsent(below.substring(0, slash), unused -> new LayerWeights(layer, declared)).weights
            .put(below.substring(slash), weight);
      }
    }
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("Layer \"" + layer + "\" has no weights to be mapped");
    }
    return new ArrayList<>(parts.values());
  }

  /** The layer's name. */
  String layer() {
    return layer;
  }

  /** The declaration. */
  Layer declared() {
    return declared;
  }

  /** Whether there is a weight of a name, which is looked at then. */
  boolean has(String name) {
    asked.add(name);
    return weights.containsKey(name);
  }

  /**
   * The weight of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  Weight get(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException("Layer \"" + layer + "\" has no weight " + name + " to be mapped, it has "
          + String.join(", ", weights.keySet()));
    }
    return weights.get(name);
  }

  /** The shape of the weight of a name. */
  Shape shape(String name) {
    return get(name).spec().shape();
  }

  /**
   * Fails if there is a weight that was not asked for.
   *
   * @param kind what the layer was taken for
   */
  void requireAllAsked(String kind) {
    Set<String> left = new LinkedHashSet<>(weights.keySet());
    left.removeAll(asked);
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("Layer \"" + layer + "\" is not what `" + kind + "` maps: its weight "
          + left.iterator().next() + " has no counterpart there");
    }
  }
}
