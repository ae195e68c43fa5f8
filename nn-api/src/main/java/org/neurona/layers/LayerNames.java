package org.neurona.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names of a model's layers: the given ones, and {@code dense}, {@code dense_1} ... for the others. */
final class LayerNames {
  private LayerNames() {}

  /**
   * A name for each layer. Counters are the model's own, so that names do not depend on what else a program built.
   *
   * @throws IllegalArgumentException if two layers were given the same name
   */
  static List<String> unique(List<? extends Layer> layers) {
    Set<String> taken = new HashSet<>();
    for (Layer layer : layers) {
      if (layer.name() != null && !taken.add(layer.name())) {
        throw new IllegalArgumentException("All layers added to a model should have unique names. Name '"
            + layer.name() + "' is already the name of a layer in this model.");
      }
    }
    Map<String, Integer> counters = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Layer layer : layers) {
      String name = layer.name();
      while (name == null) {
        String base = snakeCase(layer.className());
        int count = counters.merge(base, 1, Integer::sum) - 1;
        String candidate = count == 0 ? base : base + "_" + count;
        name = taken.add(candidate) ? candidate : null;
      }
      names.add(name);
    }
    return names;
  }

  /** Keras' {@code to_snake_case}: {@code MaxPooling2D} is {@code max_pooling2d}. */
  static String snakeCase(String className) {
    return className.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
