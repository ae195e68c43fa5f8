package org.neurona.io.safetensors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.DType;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.layers.Weight;

/** A model's weights by their paths, {@code dense/kernel}, which is what tensors of files are called. */
public final class TensorsByName {
  private TensorsByName() {}

  /** The weights of a model that is built. */
  public static Map<String, NDArray> of(Model model) {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    List<NDArray> values = model.getWeights();
    for (int i = 0; i < values.size(); i++) {
      tensors.put(model.graph().weights().get(i).path(), values.get(i));
    }
    return tensors;
  }

  /**
   * Gives a model its weights.
   *
   * @param partly whether layers that are not among the tensors keep their weights, and tensors of no layer are left
   * @throws IllegalArgumentException if the model has other weights; the message says which
   */
  public static void give(Model model, Map<String, NDArray> tensors, boolean partly) {
    List<Weight> weights = model.graph().weights();
    Set<Object> there = new LinkedHashSet<>();
    weights.stream().filter(weight -> tensors.containsKey(weight.path())).forEach(weight -> there.add(weight.owner()));
    List<NDArray> kept = partly ? model.getWeights() : null;
    Set<String> left = new LinkedHashSet<>(tensors.keySet());
    List<String> mismatches = new ArrayList<>();
    List<NDArray> given = new ArrayList<>();
    for (Weight weight : weights) {
      NDArray tensor = tensors.get(weight.path());
      left.remove(weight.path());
      if (tensor == null && partly && !there.contains(weight.owner())) {
        given.add(kept.get(given.size()));
      } else if (tensor == null) {
        mismatches.add("weight " + weight.path() + " of shape " + weight.spec().shape() + " is not in the file");
      } else if (!tensor.shape().equals(weight.spec().shape())) {
        mismatches.add("weight " + weight.path() + " has shape " + weight.spec().shape() + ", the file's has shape "
            + tensor.shape());
      } else {
        given.add(tensor.dtype().isFloating() ? tensor : tensor.astype(DType.FLOAT32));
      }
    }
    if (!partly) {
      left.forEach(name -> mismatches.add("the file has a tensor " + name + " of shape " + tensors.get(name).shape()
          + ", for which the model has no weight"));
    }
    if (!mismatches.isEmpty()) {
      throw new IllegalArgumentException(Listing.of(mismatches, "; "));
    }
    model.setWeights(given);
  }
}
