package org.neurona.io.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.safetensors.Listing;
import org.neurona.layers.Weight;

/** The weights of a model as tensors of PyTorch, both ways. */
public final class TorchWeights {
  private final Model model;
  private final Map<String, Link> byWeight = new LinkedHashMap<>();
  private final Predicate<String> ignored;

  /**
   * What a mapping says for a model.
   *
   * @param ignored which tensors and weights, by their names and paths, are left alone
   * @throws IllegalArgumentException if a tensor or weight is linked twice, or a weight is neither linked nor ignored
   */
  public TorchWeights(Model model, List<Link> links, Predicate<String> ignored) {
    this.model = model;
    this.ignored = ignored;
    Map<String, String> weightOf = new HashMap<>();
    for (Link link : links) {
      String path = link.weight().path();
      if (byWeight.put(path, link) != null) {
        throw new IllegalArgumentException("The weight " + path + " is mapped twice");
      }
      for (String tensor : link.tensors()) {
        String other = weightOf.put(tensor, path);
        if (other != null) {
          throw new IllegalArgumentException("The tensor " + tensor + " is mapped twice: to " + other + " and to "
              + path);
        }
      }
    }
    List<String> left = model.graph().weights().stream().map(Weight::path)
        .filter(path -> !byWeight.containsKey(path) && !isIgnored(path)).toList();
    if (!left.isEmpty()) {
      throw new IllegalArgumentException("The mapping says nothing of the weights " + Listing.of(left, ", ")
          + ". Map their layers, or ignore(...) them");
    }
  }

  private boolean isIgnored(String path) {
    return ignored.test(path) || ignored.test(path.substring(0, path.lastIndexOf('/')));
  }

  /** The tensors, in the order of the model's weights. */
  public Map<String, NDArray> tensors() {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    List<NDArray> values = model.getWeights();
    for (int i = 0; i < values.size(); i++) {
      Link link = byWeight.get(model.graph().weights().get(i).path());
      if (link != null) {
        List<NDArray> given = link.toTensors(values.get(i));
        for (int tensor = 0; tensor < given.size(); tensor++) {
          tensors.put(link.tensors().get(tensor), given.get(tensor));
        }
      }
    }
    return tensors;
  }

  /**
   * Gives the model its weights.
   *
   * @throws IllegalArgumentException if tensors are missing, have other shapes, or are neither linked nor ignored;
   *     lists all of them
   */
  public void give(Map<String, NDArray> tensors) {
    List<String> mismatches = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(tensors.keySet());
    for (Link link : byWeight.values()) {
      for (String name : link.tensors()) {
        left.remove(name);
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
          mismatches.add("the tensor " + name + " for weight " + link.weight().path() + " is not in the file");
        } else if (!tensor.shape().equals(link.tensorShape())) {
          mismatches.add("tensor " + name + " has shape " + tensor.shape() + ", but for weight " + link.weight().path()
              + " of shape " + link.weight().spec().shape() + " it must have " + link.tensorShape());
        }
      }
    }
    left.removeIf(ignored);
    left.forEach(name -> mismatches.add("the mapping says nothing of tensor " + name + " of shape "
        + tensors.get(name).shape()));
    if (!mismatches.isEmpty()) {
      throw new IllegalArgumentException(Listing.of(mismatches, "; "));
    }
    List<NDArray> values = new ArrayList<>(model.getWeights());
    for (int i = 0; i < values.size(); i++) {
      Link link = byWeight.get(model.graph().weights().get(i).path());
      if (link != null) {
        values.set(i, link.toWeight(link.tensors().stream().map(tensors::get).toList()));
      }
    }
    model.setWeights(values);
  }
}
