package org.neurona.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.config.SnakeCase;

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
        String base = SnakeCase.of(layer.className());
        int count = counters.merge(base, 1, Integer::sum) - 1;
        String candidate = count == 0 ? base : base + "_" + count;
        name = taken.add(candidate) ? candidate : null;
      }
      names.add(name);
    }
    return names;
  }
}
