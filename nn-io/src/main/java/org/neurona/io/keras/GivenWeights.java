package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurona.DType;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.keras.VariableGroup.Key;
import org.neurona.layers.Layer;
import org.neurona.layers.Weight;
import org.neurona.layers.WeightSpec;

/** The weights of a file for a model, of which all that don't fit are said at once. */
final class GivenWeights {
  private static final int LISTED = 12;

  private final List<Given> layers = new ArrayList<>();

  /** What a file has for a layer. */
  private record Given(String label, List<Weight> expected, List<NDArray> arrays) {
    boolean fits() {
      boolean fits = arrays.size() == expected.size();
      for (int i = 0; i < expected.size() && fits; i++) {
        fits = arrays.get(i).shape().equals(expected.get(i).spec().shape());
      }
      return fits;
    }
  }

  /**
   * Takes what a file has for a layer.
   *
   * @param path the layer's name in the model, behind those of the models that it is in
   * @param expected the layer's weights, in the file's order
   * @param arrays what the file has; nothing where it has the layer in another place, or not at all
   */
  void add(Layer layer, String path, List<Weight> expected, List<NDArray> arrays) {
    layers.add(new Given(layer.label(path), expected, List.copyOf(arrays)));
  }

  /**
   * Gives the model what was taken.
   *
   * @param partly whether weights that were not given stay as they are
   * @throws IllegalArgumentException if the model has other weights; the message says which
   */
  void give(Model model, boolean partly) {
    Map<Key, NDArray> given = new HashMap<>();
    for (Given layer : layers) {
      if (layer.fits()) {
        for (int i = 0; i < layer.expected().size(); i++) {
          given.putIfAbsent(Key.of(layer.expected().get(i)), layer.arrays().get(i));
        }
      }
    }
    List<String> mismatches = new ArrayList<>();
    for (Given layer : layers) {
      check(layer, given, mismatches);
    }
    if (!mismatches.isEmpty()) {
      List<String> listed = mismatches.subList(0, Math.min(LISTED, mismatches.size()));
      throw new IllegalArgumentException(String.join("; ", listed)
          + (mismatches.size() > LISTED ? "; and " + (mismatches.size() - LISTED) + " more" : ""));
    }
    List<NDArray> kept = partly ? model.getWeights() : null;
    List<NDArray> all = new ArrayList<>();
    for (Weight weight : model.graph().weights()) {
      NDArray array = given.get(Key.of(weight));
      if (array == null && !partly) {
        throw new IllegalArgumentException("the file has no weight " + weight.path());
      }
      all.add(array == null ? kept.get(all.size()) : floating(array));
    }
    model.setWeights(all);
  }

  private static NDArray floating(NDArray array) {
    return array.dtype().isFloating() ? array : array.astype(DType.FLOAT32);
  }

  private static void check(Given layer, Map<Key, NDArray> given, List<String> mismatches) {
    if (layer.fits() || layer.arrays().isEmpty()
        && layer.expected().stream().allMatch(weight -> given.containsKey(Key.of(weight)))) {
      return;
    }
    if (layer.arrays().size() != layer.expected().size()) {
      mismatches.add(layer.label() + " expects " + layer.expected().size() + " weights, the file has "
          + layer.arrays().size());
      return;
    }
    for (int i = 0; i < layer.arrays().size(); i++) {
      WeightSpec spec = layer.expected().get(i).spec();
      if (!layer.arrays().get(i).shape().equals(spec.shape())) {
        mismatches.add(layer.label() + " weight " + spec.name() + " has shape " + spec.shape()
            + ", the file's has shape " + layer.arrays().get(i).shape());
      }
    }
  }
}
