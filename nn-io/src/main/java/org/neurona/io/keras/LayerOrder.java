package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.Sequential;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph.Member;

/**
 * Which layers of a model a file has, and in which order: the one that names of variables follow. That of the models
 * themselves, unless a file says otherwise.
 */
final class LayerOrder {
  private final Map<Model, Map<String, Integer>> given = new IdentityHashMap<>();

  /** The models' own order. */
  static LayerOrder own() {
    return new LayerOrder();
  }

  /** Takes a file's order of a model's layers. */
  void put(Model model, List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (String name : names) {
      places.put(name, places.size());
    }
    given.put(model, places);
  }

  /** The layers; Keras does not count a Sequential's input among them. */
  List<Member> of(Model model) {
    Map<String, Integer> places = given.getOrDefault(model, Map.of());
    SortedMap<Integer, List<Member>> byPlace = new TreeMap<>();
    for (Member member : model.graph().members()) {
      if (!(isSequential(model) && member.layer() instanceof Input)) {
        int place = places.getOrDefault(member.name(), places.size());
        if (!byPlace.containsKey(place)) {
          byPlace.put(place, new ArrayList<>());
        }
        byPlace.get(place).add(member);
      }
    }
    List<Member> members = new ArrayList<>();
    for (List<Member> same : byPlace.values()) {
      members.addAll(same);
    }
    return members;
  }

  /** Whether a model is a Sequential to Keras, which has no layer in it twice. */
  static boolean isSequential(Model model) {
    return model instanceof Sequential && model.graph().applications().size() == model.graph().members().size();
  }

  /** Keras' class of a layer. */
  static String className(Layer layer) {
    return layer instanceof ModelLayer nested && nested.model().isBuilt() && !isSequential(nested.model())
        ? "Functional" : layer.className();
  }
}
