package org.neurona.io.keras;

import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.NestedLayer;

/** Models within models, which files of Keras can't hold here yet. */
final class NestedModels {
  private static final List<String> CLASSES = List.of("Sequential", "Functional", "Model");

  private NestedModels() {}

  /**
   * Fails if there is one, also within a wrapper.
   *
   * @throws IllegalArgumentException if there is; the message names the layer and what to do
   */
  static void refuse(Model model) {
    for (Member member : model.graph().members()) {
      if (member.layer() instanceof NestedLayer || holdsModel(member.layer().config().toMap())) {
        throw new IllegalArgumentException("Layer \"" + member.name() + "\" is a model or holds one, and Neurona does "
            + "not write or read models within models in Keras' files yet. Save the model as .json");
      }
    }
  }

  private static boolean holdsModel(Object plain) {
    return plain instanceof Map<?, ?> map
        ? map.get("class_name") instanceof String name && CLASSES.contains(name)
            || map.values().stream().anyMatch(NestedModels::holdsModel)
        : plain instanceof List<?> list && list.stream().anyMatch(NestedModels::holdsModel);
  }
}
