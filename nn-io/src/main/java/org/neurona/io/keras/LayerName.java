package org.neurona.io.keras;

import java.util.List;
import org.neurona.Model;
import org.neurona.layers.LayerGraph.Member;

/**
 * What a layer is called.
 *
 * @param name its name in the model
 * @param className Keras' class
 */
record LayerName(String name, String className) {
  /** The layers of a model that is built. */
  static List<LayerName> of(Model model) {
    return model.graph().members().stream().map(LayerName::of).toList();
  }

  static LayerName of(Member member) {
    return new LayerName(member.name(), member.layer().className());
  }
}
