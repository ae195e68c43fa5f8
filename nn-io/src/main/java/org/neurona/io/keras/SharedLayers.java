package org.neurona.io.keras;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph.Member;

/**
 * What Keras has no place for in models within models: which layers of two models are one, and the models' seeds. A
 * layer is named by its place: {@code base/dense}.
 *
 * @param first the first place of each layer that comes again, by the place where it does
 * @param seeds the seeds of models within, by their places, where they are not 0
 */
record SharedLayers(Map<String, String> first, Map<String, Long> seeds) {
  private static final String SHARED = "shared";
  private static final String SEEDS = "seeds";

  /** Nothing to say. */
  static SharedLayers none() {
    return new SharedLayers(Map.of(), Map.of());
  }

  /** What there is to say of a model. */
  static SharedLayers of(Model model) {
    SharedLayers shared = new SharedLayers(new LinkedHashMap<>(), new LinkedHashMap<>());
    shared.visit(model, "", new IdentityHashMap<>());
    return shared;
  }

  private void visit(Model model, String around, Map<Object, String> seen) {
    for (Member member : LayerOrder.own().of(model)) {
      String place = place(around, member.name());
      Layer layer = member.layer();
      String before = layer instanceof Input ? null
          : seen.putIfAbsent(layer instanceof ModelLayer nested ? nested.model() : layer, place);
      if (before != null) {
        // A layer has one name in Keras; where it has another one here, it is another one after a load.
        if (layer instanceof ModelLayer || ("/" + before).endsWith("/" + member.name())) {
          first.put(place, before);
        }
      } else if (layer instanceof ModelLayer nested) {
        if (nested.model().seed() != 0) {
          seeds.put(place, nested.model().seed());
        }
        visit(nested.model(), place, seen);
      }
    }
  }

  /** The place of a layer of a model that is in some place. */
  static String place(String around, String name) {
    return around.isEmpty() ? name : around + "/" + name;
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    if (!first.isEmpty()) {
      plain.put(SHARED, first);
    }
    if (!seeds.isEmpty()) {
      plain.put(SEEDS, seeds);
    }
    return plain;
  }

  static SharedLayers read(Map<?, ?> plain) {
    Map<String, String> first = new HashMap<>();
    Map<String, Long> seeds = new HashMap<>();
    if (plain.containsKey(SHARED)) {
      Map<?, ?> places = KerasJson.require(plain, SHARED, Map.class, Extras.KEY);
      places.forEach((place, before) -> first.put((String) place, String.valueOf(before)));
    }
    if (plain.containsKey(SEEDS)) {
      Map<?, ?> places = KerasJson.require(plain, SEEDS, Map.class, Extras.KEY);
      for (Map.Entry<?, ?> seed : places.entrySet()) {
        if (!(seed.getValue() instanceof Long value)) {
          throw new IllegalArgumentException("the part " + Extras.KEY + " is damaged: " + plain);
        }
        seeds.put((String) seed.getKey(), value);
      }
    }
    return new SharedLayers(first, seeds);
  }
}
