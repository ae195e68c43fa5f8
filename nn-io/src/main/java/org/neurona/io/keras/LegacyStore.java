package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.io.hdf5.Hdf5Group;
import org.neurona.io.keras.VariableGroup.Variable;

/**
 * The layout of weights in {@code .h5} files of every version: a group for each layer, whose attribute {@code
 * weight_names} gives the arrays in order.
 */
final class LegacyStore {
  private static final String WEIGHT_NAMES = "weight_names";
  private static final String LAYER_NAMES = "layer_names";

  private final Hdf5Group weights;

  LegacyStore(Hdf5Group root) {
    this.weights = root.group("model_weights").orElse(root);
  }

  /** Whether a file has this layout. */
  static boolean isOne(Hdf5Group root) {
    return root.group("model_weights").orElse(root).texts(LAYER_NAMES).isPresent();
  }

  /** The arrays of each layer that the file has, by the file's names. */
  Map<String, List<NDArray>> all() {
    List<String> names = weights.texts(LAYER_NAMES)
        .orElseThrow(() -> new IllegalArgumentException("the file has no layer_names"));
    Map<String, List<NDArray>> layers = new LinkedHashMap<>();
    for (String name : names) {
      Hdf5Group group = weights.group(name)
          .orElseThrow(() -> new IllegalArgumentException("the group of layer \"" + name + "\" is missing"));
      if (layers.put(name, arrays(group)) != null) {
        throw new IllegalArgumentException("two layers are called \"" + name + "\"");
      }
    }
    return layers;
  }

  private static List<NDArray> arrays(Hdf5Group group) {
    List<NDArray> arrays = new ArrayList<>();
    for (String name : group.texts(WEIGHT_NAMES).orElse(List.of())) {
      arrays.add(group.array(name));
    }
    return arrays;
  }

  /**
   * Gives the layers of a model their arrays: by name where all of the file's layers with weights are in the model, in
   * order otherwise, as Keras does.
   *
   * @param layers the model's layers
   * @param version the Keras that wrote the file: 1, 2 or 3
   */
  void read(List<VariableGroup> layers, int version, GivenWeights weights) {
    List<VariableGroup> wanted = layers.stream().filter(layer -> !layer.all().isEmpty()).toList();
    Map<String, List<NDArray>> byName = all();
    byName.values().removeIf(List::isEmpty);
    Set<String> known = Set.copyOf(wanted.stream().map(VariableGroup::name).toList());
    boolean inOrder = !known.containsAll(byName.keySet());
    if (inOrder && byName.size() != wanted.size()) {
      throw new IllegalArgumentException("Layer count mismatch when loading weights from file. Model expected "
          + wanted.size() + " layers, found " + byName.size() + " saved layers.");
    }
    List<List<NDArray>> ordered = List.copyOf(byName.values());
    for (int i = 0; i < wanted.size(); i++) {
      VariableGroup layer = wanted.get(i);
      List<NDArray> arrays = inOrder ? ordered.get(i) : byName.getOrDefault(layer.name(), List.of());
      give(layer, arrays, version, weights);
    }
  }

  /** Gives layers of the file's names their arrays, and no others. */
  void readByName(List<VariableGroup> layers, int version, GivenWeights weights) {
    Map<String, List<NDArray>> all = all();
    for (VariableGroup layer : layers) {
      List<NDArray> arrays = all.getOrDefault(layer.name(), List.of());
      if (!arrays.isEmpty()) {
        give(layer, arrays, version, weights);
      }
    }
  }

  private static void give(VariableGroup layer, List<NDArray> written, int version, GivenWeights weights) {
    String className = layer.layer().className();
    List<NDArray> arrays = version == 1 ? Keras1Arrays.convert(className, written)
        : CudnnArrays.convert(className, written);
    List<Variable> repeated = layer.variables("", true);
    List<Variable> variables = arrays.size() == repeated.size() ? repeated : layer.variables("", false);
    weights.add(layer.layer(), layer.name(), order(variables).stream().map(Variable::weight).toList(), arrays);
  }

  /** Keras' order in these files: what training changes, and then what it does not. */
  static List<Variable> order(List<Variable> variables) {
    List<Variable> ordered = new ArrayList<>(variables.stream().filter(Variable::trainable).toList());
    variables.stream().filter(variable -> !variable.trainable()).forEach(ordered::add);
    return ordered;
  }

  /** The optimizer's arrays by name, in order; empty if there are none. */
  static Map<String, NDArray> optimizer(Hdf5Group root) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    root.group("optimizer_weights").ifPresent(group -> {
      for (String name : group.texts(WEIGHT_NAMES).orElse(List.of())) {
        arrays.put(name, group.array(name));
      }
    });
    return arrays;
  }
}
