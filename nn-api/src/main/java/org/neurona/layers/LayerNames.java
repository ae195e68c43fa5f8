package org.neurona.layers;

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
   * A name for each layer. Counters are the model's own, so that names do not depend on what else a program built; but
   * a layer that comes from another model keeps the name that it has there, where that is free.
   *
   * @throws IllegalArgumentException if two layers were given the same name
   */
  static List<String> unique(List<? extends Layer> layers) {
    return unique(layers, true);
  }

  /**
   * A name for each layer as if it stood in no other model.
   *
   * @throws IllegalArgumentException if two layers were given the same name
   */
  static List<String> automatic(List<? extends Layer> layers) {
    return unique(layers, false);
  }

  private static List<String> unique(List<? extends Layer> layers, boolean keepsNames) {
    String[] names = new String[layers.size()];
    Set<String> taken = new HashSet<>();
    for (int i = 0; i < names.length; i++) {
      names[i] = layers.get(i).name();
      if (names[i] != null && !taken.add(names[i])) {
        throw new IllegalArgumentException("All layers added to a model should have unique names. Name '"
            + names[i] + "' is already the name of a layer in this model.");
      }
    }
    for (int i = 0; i < names.length; i++) {
      String known = names[i] == null && keepsNames ? LayerState.of(layers.get(i)).name() : null;
      names[i] = known != null && taken.add(known) ? known : names[i];
    }
    Map<String, Integer> counters = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      while (names[i] == null) {
        String base = SnakeCase.of(layers.get(i).className());
        int count = counters.getOrDefault(base, 0);
        counters.put(base, count + 1);
        String candidate = count == 0 ? base : base + "_" + count;
        names[i] = taken.add(candidate) ? candidate : null;
      }
    }
    return List.of(names);
  }
}
