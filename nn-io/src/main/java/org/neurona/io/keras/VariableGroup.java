package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerState;
import org.neurona.layers.Weight;

/**
 * Where the variables of a layer are in files of the Keras 3 layout: a group that has those of the layer itself, and in
 * it a group for each part, which are the layers of a model, or what Keras makes a layer of.
 *
 * @param path where the group is in the one around it: {@code layers/dense_1}, {@code cell}
 * @param name what Keras calls it
 * @param layer the layer; null for a part that is no layer here
 * @param trainable whether training changes the weights, as things are now
 * @param own the weights of the layer itself, in Keras' order
 * @param inside the parts, in the order in which Keras counts their weights
 */
record VariableGroup(String path, String name, Layer layer, boolean trainable, List<Weight> own,
    List<VariableGroup> inside) {
  private static final Map<String, String> CELLS =
      Map.of("LSTM", "lstm_cell", "GRU", "gru_cell", "SimpleRNN", "simple_rnn_cell");
  /** Layers with others inside. Asked for by name, for a process loads the classes that it asks for by type. */
  private static final Set<String> HOLDERS =
      Set.of("RNN", "StackedRNNCells", "TimeDistributed", "Bidirectional", "SpectralNormalization");
  private static final List<String> PROJECTIONS = List.of("query", "key", "value", "attention_output");
  private static final List<String> PROJECTION_PATHS = List.of("query_dense", "key_dense", "value_dense",
      "output_dense");

  /** The groups of a model's layers. */
  static List<VariableGroup> of(Model model, LayerOrder order) {
    Map<Member, List<Weight>> weights = new IdentityHashMap<>();
    for (Member member : model.graph().members()) {
      weights.put(member, model.graph().weights(member));
    }
    return layers(model, order, true, weights);
  }

  private static List<VariableGroup> layers(Model model, LayerOrder order, boolean trainable,
      Map<Member, List<Weight>> weights) {
    Map<String, Integer> used = new HashMap<>();
    List<VariableGroup> groups = new ArrayList<>();
    for (Member member : order.of(model)) {
      groups.add(of("layers/" + counted(LayerOrder.className(member.layer()), used), member.name(), member.layer(),
          trainable, weights.get(member), order));
    }
    return groups;
  }

  /** Groups are not called as the layers are, but after their classes, counted in the layers' order. */
  static String counted(String className, Map<String, Integer> used) {
    String base = LayerGraph.defaultName(className);
    int count = used.getOrDefault(base, 0);
    used.put(base, count + 1);
    return count == 0 ? base : base + "_" + count;
  }

  static VariableGroup of(String path, String name, Layer layer, boolean around, List<Weight> weights,
      LayerOrder order) {
    boolean trainable = around && LayerState.of(layer).isTrainable();
    if (HOLDERS.contains(layer.className())) {
      return HolderGroup.of(path, name, layer, trainable, weights, order);
    }
    List<Weight> own = List.of();
    List<VariableGroup> inside = new ArrayList<>();
    if (layer instanceof ModelLayer nested) {
      inside.addAll(layers(nested.model(), order, trainable, split(nested.model(), weights)));
    } else if (CELLS.containsKey(layer.className())) {
      inside.add(new VariableGroup("cell", CELLS.get(layer.className()), null, trainable, weights, List.of()));
    } else if (layer.className().equals("MultiHeadAttention")) {
      inside.addAll(projections("", trainable, weights));
    } else if (layer.className().equals("GroupedQueryAttention")) {
      inside.addAll(projections("_", trainable, weights));
    } else {
      own = weights;
    }
    return new VariableGroup(path, name, layer, trainable, List.copyOf(own), List.copyOf(inside));
  }

  /** The weights of each layer of a model, in which they come one layer after the other. */
  private static Map<Member, List<Weight>> split(Model model, List<Weight> weights) {
    Map<Member, List<Weight>> split = new IdentityHashMap<>();
    int next = 0;
    for (Member member : model.graph().members()) {
      split.put(member, weights.subList(next, next + member.weights().size()));
      next += member.weights().size();
    }
    return split;
  }

  private static List<VariableGroup> projections(String prefix, boolean trainable, List<Weight> weights) {
    int each = weights.size() / PROJECTIONS.size();
    List<VariableGroup> groups = new ArrayList<>();
    for (int i = 0; i < PROJECTIONS.size(); i++) {
      groups.add(new VariableGroup(prefix + PROJECTION_PATHS.get(i), PROJECTIONS.get(i), null, trainable,
          weights.subList(each * i, each * (i + 1)), List.of()));
    }
    return groups;
  }

  /** Whether the parts are layers of a model. */
  boolean isModel() {
    return layer instanceof ModelLayer;
  }

  /** Every weight of the group and of its parts, as often as it is written. */
  List<Weight> all() {
    List<Weight> all = new ArrayList<>(own);
    for (VariableGroup part : inside) {
      all.addAll(part.all());
    }
    return all;
  }

  /**
   * Tells weights apart that are no one's but their layer's.
   *
   * @param owner the layer's state
   * @param index which of its weights
   */
  record Key(LayerState owner, int index) {
    static Key of(Weight weight) {
      return new Key(weight.owner(), weight.index());
    }

    // What a record has of these by itself takes milliseconds at the first call.

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && owner == key.owner && index == key.index;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(owner) + index;
    }
  }

  /**
   * A variable by the name that Keras' {@code .h5} files have for it.
   *
   * @param weight the weight
   * @param path its name there: {@code lstm/lstm_cell/kernel}
   * @param trainable whether training changes it
   */
  record Variable(Weight weight, String path, boolean trainable) {}

  /**
   * The variables of the group and of its parts, as Keras' {@code layer.weights} lists them.
   *
   * @param scope what comes before the names of a model's layers: its own name, where it is a Sequential
   * @param repeated whether a layer that stands in several places comes as often, as Keras has it that reads what
   *     Neurona writes
   */
  List<Variable> variables(String scope, boolean repeated) {
    Map<Place, Variable> variables = new LinkedHashMap<>();
    collect(scope, false, repeated, null, variables);
    if (variables.values().stream().map(Variable::path).distinct().count() < variables.size()) {
      // Two models inside have layers of the same names.
      variables.clear();
      collect("", true, repeated, null, variables);
    }
    return List.copyOf(variables.values());
  }

  /**
   * A weight in a layer of a model.
   *
   * @param place tells the places apart in which a layer stands; null where they don't count
   * @param key the weight
   */
  private record Place(String place, Key key) {}

  private void collect(String scope, boolean whole, boolean repeated, String around, Map<Place, Variable> variables) {
    String below = scope + name + "/";
    String place = !repeated ? null : isModel() ? around + "/" + path : around;
    for (Weight weight : own) {
      String last = weight.spec().name().substring(weight.spec().name().lastIndexOf('/') + 1);
      variables.put(new Place(place, Key.of(weight)),
          new Variable(weight, below + last, trainable && weight.spec().trainable()));
    }
    for (VariableGroup part : inside) {
      part.collect(whole || !isModel() ? below : scopeOf(((ModelLayer) layer).model(), name), whole, repeated,
          repeated && isModel() ? place + "/" + part.path() : place, variables);
    }
  }

  /** What comes before the names of a model's layers in {@code .h5} files. */
  static String scopeOf(Model model, String name) {
    return LayerOrder.isSequential(model) ? name + "/" : "";
  }
}
