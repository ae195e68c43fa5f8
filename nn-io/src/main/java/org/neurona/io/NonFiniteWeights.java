package org.neurona.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurona.Model;
import org.neurona.layers.Weight;

/** Tells of weights that are NaN or infinite: files may hold them, and predictions are then seldom numbers. */
final class NonFiniteWeights {
  private NonFiniteWeights() {}

  /** Logs which weights of a model that was loaded have such numbers, and how many. */
  static void warn(Model model, Path file) {
    List<String> found = new ArrayList<>();
    List<Weight> weights = model.isBuilt() ? model.graph().weights() : List.of();
    for (int i = 0; i < weights.size(); i++) {
      int count = model.countNonFinite(i);
      if (count > 0) {
        found.add(weights.get(i).path() + " (" + count + " of " + weights.get(i).spec().shape().size() + ")");
      }
    }
    if (!found.isEmpty()) {
      System.getLogger(NonFiniteWeights.class.getName()).log(System.Logger.Level.WARNING,
          file + ": weights that are NaN or infinite: " + String.join(", ", found));
    }
  }
}
