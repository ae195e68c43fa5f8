package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.ModelLayer;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.layers.BaseAttention;
import org.neurona.layers.BaseMultiHeadAttention;
import org.neurona.layers.BaseRNN;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Layer;
import org.neurona.layers.RNNCell;
import org.neurona.layers.StackedRNNCells;

/**
 * What Keras gives a layer by name when it is called, {@code kwargs} in files: some are inputs of our layers, in the
 * order of {@link #INPUTS}, and some are settings of theirs.
 */
final class CallArguments {
  private static final String ATTENTION_MASK = "attention_mask";
  private static final String MASK = "mask";
  private static final String INITIAL_STATE = "initial_state";
  /** Arguments that are tensors, in the order in which our layers take them. */
  static final List<String> INPUTS =
      List.of("inputs", "sequences", "query", "value", "key", INITIAL_STATE, ATTENTION_MASK);
  /** Arguments that say how a layer computes, which is a setting here. */
  static final Set<String> SETTINGS = Set.of("use_causal_mask", "return_attention_scores");

  private CallArguments() {}

  // ---- reading

  /**
   * Adds the settings that the calls of a layer say.
   *
   * @param entry the layer in a functional model, with its {@code inbound_nodes}
   * @param known its config; grows
   */
  static void addSettings(Map<?, ?> entry, Configurable prototype, Map<String, Object> known, String label,
      Findings findings) {
    if (!(entry.get("inbound_nodes") instanceof List<?> nodes) || !(prototype instanceof BaseAttention)) {
      return;
    }
    for (String key : SETTINGS) {
      List<Boolean> values = nodes.stream().map(node -> isTrue(node, key)).distinct().toList();
      if (values.size() > 1) {
        findings.unsupported(label + " is called with and without " + key);
      } else if (values.contains(true)) {
        known.put(key, true);
      }
    }
  }

  private static boolean isTrue(Object node, String key) {
    return node instanceof Map<?, ?> call && call.get("kwargs") instanceof Map<?, ?> arguments
        && Boolean.TRUE.equals(arguments.get(key));
  }

  /** The place of an attention mask is behind the keys, which are the values where none are given. */
  static <T> void prepare(String argument, List<T> inputs) {
    if (argument.equals(ATTENTION_MASK) && inputs.size() == 2) {
      inputs.add(inputs.get(1));
    }
  }

  // ---- writing

  /**
   * A call as Keras writes it.
   *
   * @param tensors the layer's inputs
   * @return {@code args} and {@code kwargs}
   */
  static Map<String, Object> call(Layer layer, List<Object> tensors) {
    Map<String, Object> named = new LinkedHashMap<>();
    List<Object> args = new ArrayList<>(tensors);
    if (layer instanceof BaseMultiHeadAttention<?> && tensors.size() > 3) {
      named.put(ATTENTION_MASK, args.remove(3));
    } else if (takesStates(layer) && tensors.size() > 1) {
      named.put(INITIAL_STATE, List.copyOf(args.subList(1, args.size())));
      args = args.subList(0, 1);
    } else if (layer instanceof RNNCell cell) {
      args = List.of(tensors.get(0), states(cell, tensors.subList(1, tensors.size())));
    } else if (tensors.size() > 1 && !(layer instanceof BaseMultiHeadAttention<?>)) {
      args = List.of(tensors); // called with a list of tensors
    }
    if (layer instanceof ModelLayer) {
      named.put(MASK, tensors.size() == 1 ? null : Collections.nCopies(tensors.size(), null));
    } else if (layer instanceof BaseAttention<?>) {
      for (Setting<?> setting : layer.config().settings()) {
        if (SETTINGS.contains(setting.key()) && Boolean.TRUE.equals(layer.config().get(setting))) {
          named.put(setting.key(), true);
        }
      }
    }
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("args", args);
    call.put("kwargs", named);
    return call;
  }

  /** The states of a cell, or those of each of a stack. */
  private static List<Object> states(RNNCell cell, List<Object> states) {
    if (!(cell instanceof StackedRNNCells stack)) {
      return states;
    }
    List<Object> nested = new ArrayList<>();
    int next = 0;
    for (RNNCell each : stack.cells()) {
      int end = next + each.stateShapes().size();
      nested.add(states(each, states.subList(next, end)));
      next = end;
    }
    return nested;
  }

  /**
   * What Keras builds a layer for, before it reads its weights.
   *
   * @param shapes the shapes of its inputs
   */
  static Map<String, Object> buildConfig(Layer layer, List<Object> shapes) {
    Map<String, Object> named = new LinkedHashMap<>();
    if (layer instanceof BaseMultiHeadAttention<?>) {
      List<String> names = List.of("query_shape", "value_shape", "key_shape");
      for (int i = 0; i < Math.min(names.size(), shapes.size()); i++) {
        named.put(names.get(i), shapes.get(i));
      }
    } else if (takesStates(layer) && shapes.size() > 1) {
      named.put("sequences_shape", shapes.get(0));
      named.put("initial_state_shape", List.copyOf(shapes.subList(1, shapes.size())));
    }
    Object first = shapes.size() == 1 || layer instanceof RNNCell ? shapes.get(0) : shapes;
    return named.isEmpty() ? SerializedObjects.map("input_shape", first)
        : SerializedObjects.map("shapes_dict", named);
  }

  private static boolean takesStates(Layer layer) {
    return layer instanceof BaseRNN<?> || layer instanceof Bidirectional;
  }
}
