package org.neurona.layers;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.config.SnakeCase;
import java.util.function.Function;

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
    return unique(layers, layer -> LayerState.of(layer).name());
  }

  /**
   * A name for each layer as if it stood in no other model.
   *
   * @throws IllegalArgumentException if two layers were given the same name
   */
  static List<String> automatic(List<? extends Layer> layers) {
    return unique(layers, layer -> null);
  }

  private static List<String> unique(List<? extends Layer> layers, Function<Layer, String> elsewhere) {
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
      String known = names[i] == null ? elsewhere.apply(layers.get(i)) : null;
      names[i] = known != null && taken.add(known) ? known : names[i];
    }
    Map<String, Integer> counters = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      while (names[i] == null) {
        String base = SnakeCase.of(layers.get(i).className());
        int count = counters.merge(base, 1, Integer::sum) - 1;
        String candidate = count == 0 ? base : base + "_" + count;
        names[i] = taken.add(candidate) ? candidate : null;
      }
    }
    return List.of(names);
  }
}
