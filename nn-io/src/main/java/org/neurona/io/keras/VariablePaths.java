package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;

/** Which part of a layer holds which of its variables, in files of the Keras 3 layout. */
final class VariablePaths {
  /** The parts in the order in which their variables follow one another. */
  static final List<String> ORDER = List.of("cell", "forward_layer", "backward_layer", "layer", "query_dense",
      "key_dense",
      "value_dense", "output_dense");

  private static final Map<String, String> CELLS =
      Map.of("LSTM", "lstm_cell", "GRU", "gru_cell", "SimpleRNN", "simple_rnn_cell");

  private VariablePaths() {}

  /**
   * A part of a layer.
   *
   * @param path where it is below the layer: {@code cell}; empty for the layer itself
   * @param name the name that it is given
   * @param count how many of the layer's variables it has
   */
  record Part(String path, String name, int count) {}

  /**
   * The parts of a layer, each after those that it is in.
   *
   * @param count the number of the layer's variables
   * @throws IllegalArgumentException if the parts of such a layer are not known
   */
  static List<Part> parts(Layer layer, String name, int count) {
    String cell = CELLS.get(layer.className());
    if (cell != null) {
      return List.of(new Part("", name, 0), new Part("cell", cell, count));
    }
    switch (layer.className()) {
      case "MultiHeadAttention" -> {
        List<Part> parts = new ArrayList<>(List.of(new Part("", name, 0)));
        List<String> dense = List.of("query", "key", "value", "attention_output");
        for (int i = 0; i < dense.size(); i++) {
          parts.add(new Part(ORDER.get(ORDER.indexOf("query_dense") + i), dense.get(i), count / dense.size()));
        }
        return parts;
      }
      case "TimeDistributed" -> {
        return within("layer", name, inner(layer, "layer"), null, count);
      }
      case "Bidirectional" -> {
        List<Part> parts = new ArrayList<>(within("forward_layer", name, inner(layer, "layer"), "forward_", count / 2));
        List<Part> back = within("backward_layer", name, inner(layer, "layer"), "backward_", count / 2);
        parts.addAll(back.subList(1, back.size()));
        return parts;
      }
      default -> {
        return Collections.singletonList(new Part("", name, count));
      }
    }
  }

  private static List<Part> within(String path, String name, Layer inner, String prefix, int count) {
    String base = inner.name() == null ? LayerGraph.defaultName(inner.className()) : inner.name();
    List<Part> parts = new ArrayList<>(List.of(new Part("", name, 0)));
    // Keras names the layer of a file for its direction already.
    String directed = prefix == null ? base : prefix + base.replaceFirst("^(forward|backward)_", "");
    for (Part part : parts(inner, directed, count)) {
      parts.add(new Part(part.path().isEmpty() ? path : path + "/" + part.path(), part.name(), part.count()));
    }
    return parts;
  }

  /** The layer that a layer has in it. */
  private static Layer inner(Layer layer, String key) {
    return layer.config().settings().stream().filter(setting -> setting.key().equals(key))
        .map(setting -> layer.config().get(setting)).filter(Layer.class::isInstance).map(Layer.class::cast).findFirst()
        .orElseThrow(() -> new IllegalArgumentException(layer.className() + " has no layer in it"));
  }
}
