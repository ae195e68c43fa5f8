package org.neurona.io.json;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Model;
import org.neurona.Shape;
import org.neurona.io.json.ArrayJson.Named;
import org.neurona.layers.Weight;

/** The weights of a file, for a model that may or may not have the same. */
final class NamedWeights {
  private static final int LISTED = 12;

  private NamedWeights() {}

  /**
   * Gives a model its weights, after a check that spares it from being built for a file that does not fit.
   *
   * @param named whether names must agree as well, as they do in a file that holds the model itself
   * @throws IllegalArgumentException if the model has other weights; the message says which
   */
  static void give(Model model, List<Named> weights, boolean named) {
    List<String> names = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (Weight weight : model.graph().weights()) {
      names.add(weight.path());
      shapes.add(weight.spec().shape());
    }
    require(names.size() == weights.size(), "the model has " + names.size() + " weights (" + some(names)
        + "), the file has " + weights.size() + " (" + some(weights.stream().map(Named::name).toList()) + ")");
    for (int i = 0; i < names.size(); i++) {
      Named given = weights.get(i);
      require(!named || given.name().equals(names.get(i)),
          "expected weight " + names.get(i) + ", but the file's is " + given.name());
      require(given.value().shape().equals(shapes.get(i)), "weight " + names.get(i) + " has shape " + shapes.get(i)
          + ", but the file's " + given.name() + " has shape " + given.value().shape());
    }
    model.setWeights(weights.stream().map(Named::value).toList());
  }

  private static String some(List<String> names) {
    String listed = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() > LISTED ? listed + ", ..." : listed;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
