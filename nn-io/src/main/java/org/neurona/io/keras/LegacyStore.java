package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.io.hdf5.Hdf5Group;

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
   * The arrays of each layer of a model, by the model's names: by name where all of the file's layers with weights are
   * in the model, in order otherwise, as Keras does.
   *
   * @param layers names and classes of the layers that have weights, in order
   */
  Map<String, List<NDArray>> layers(List<LayerName> layers, int version) {
    Map<String, List<NDArray>> byName = all();
    byName.values().removeIf(List::isEmpty);
    Set<String> known = Set.copyOf(layers.stream().map(LayerName::name).toList());
    boolean inOrder = !known.containsAll(byName.keySet());
    if (inOrder && byName.size() != layers.size()) {
      throw new IllegalArgumentException("Layer count mismatch when loading weights from file. Model expected "
          + layers.size() + " layers, found " + byName.size() + " saved layers.");
    }
    List<List<NDArray>> ordered = List.copyOf(byName.values());
    Map<String, List<NDArray>> result = new LinkedHashMap<>();
    for (int i = 0; i < layers.size(); i++) {
      LayerName layer = layers.get(i);
      List<NDArray> arrays = inOrder ? ordered.get(i) : byName.get(layer.name());
      if (arrays != null) {
        result.put(layer.name(), version == 1 ? Keras1Arrays.convert(layer.className(), arrays) : arrays);
      }
    }
    return result;
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
