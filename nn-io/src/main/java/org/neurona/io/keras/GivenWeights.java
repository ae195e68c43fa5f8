package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.DType;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.WeightSpec;

/** Gives a model the weights of a file, and says of all that don't fit which they are. */
final class GivenWeights {
  private static final int LISTED = 12;

  private GivenWeights() {}

  /**
   * Gives them.
   *
   * @param byLayer the arrays of each layer, by the model's names
   * @param partly whether layers that the file does not have keep their weights
   * @throws IllegalArgumentException if the model has other weights; the message says which
   */
  static void give(Model model, Map<String, List<NDArray>> byLayer, boolean partly) {
    List<String> mismatches = new ArrayList<>();
    for (Member member : model.graph().members()) {
      List<NDArray> given = byLayer.get(member.name());
      if (given != null || !partly) {
        check(member, given == null ? List.of() : given, mismatches);
      }
    }
    if (!mismatches.isEmpty()) {
      List<String> listed = mismatches.subList(0, Math.min(LISTED, mismatches.size()));
      throw new IllegalArgumentException(String.join("; ", listed)
          + (mismatches.size() > LISTED ? "; and " + (mismatches.size() - LISTED) + " more" : ""));
    }
    List<NDArray> kept = partly ? model.getWeights() : null;
    List<NDArray> all = new ArrayList<>();
    for (Member member : model.graph().members()) {
      List<NDArray> given = byLayer.get(member.name());
      for (int i = 0; i < member.weights().size(); i++) {
        all.add(given == null ? kept.get(all.size()) : floating(given.get(i)));
      }
    }
    model.setWeights(all);
  }

  private static NDArray floating(NDArray array) {
    return array.dtype().isFloating() ? array : array.astype(DType.FLOAT32);
  }

  private static void check(Member member, List<NDArray> given, List<String> mismatches) {
    String label = member.layer().label(member.name());
    if (given.size() != member.weights().size()) {
      mismatches.add(label + " expects " + member.weights().size() + " weights, the file has " + given.size());
      return;
    }
    for (int i = 0; i < given.size(); i++) {
      WeightSpec spec = member.weights().get(i);
      if (!given.get(i).shape().equals(spec.shape())) {
        mismatches.add(label + " weight " + spec.name() + " has shape " + spec.shape() + ", the file's has shape "
            + given.get(i).shape());
      }
    }
  }
}
