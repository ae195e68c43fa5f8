package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How the layers of a functional model are connected, in both of Keras' ways to write it: lists of names and numbers up
 * to Keras 2, calls with tensors among their arguments in Keras 3.
 */
final class Connections {
  private static final String TENSOR = "__keras_tensor__";
  private static final String TRAINING = "training";
  private static final Set<String> MASKS = Set.of("mask", "query_mask", "value_mask", "key_mask");
  private final Findings findings;
  private final MaskOperations masks;
  private final int version;

  Connections(Findings findings, MaskOperations masks, int version) {
    this.findings = findings;
    this.masks = masks;
    this.version = version;
  }

  /**
   * An output of a layer.
   *
   * @param layer the layer's name
   * @param node which of its applications
   * @param output which of its outputs
   */
  record Ref(String layer, int node, int output) {}

  /** The inputs of each application of a layer. */
  List<List<Ref>> inbound(Map<?, ?> entry, String label) {
    List<List<Ref>> applications = new ArrayList<>();
    for (Object node : KerasJson.require(entry, "inbound_nodes", List.class, label)) {
      List<Ref> inputs = new ArrayList<>();
      if (node instanceof Map<?, ?> call) {
        tensors(call.get("args"), inputs, label);
        if (call.get("kwargs") instanceof Map<?, ?> arguments) {
          arguments(arguments, inputs, label);
        }
      } else {
        listed(node, inputs, label);
      }
      applications.add(inputs);
    }
    return applications;
  }

  /** Tensors wherever they are among a call's positional arguments. */
  private void tensors(Object value, List<Ref> inputs, String label) {
    if (value instanceof Map<?, ?> map && TENSOR.equals(map.get("class_name"))) {
      inputs.add(ref(KerasJson.require(map, "config", Map.class, label).get("keras_history"), label));
    } else if (value instanceof List<?> list) {
      list.forEach(item -> tensors(item, inputs, label));
    } else if (value != null) {
      findings.unsupported(label + " is called with " + KerasObjects.shortened(value));
    }
  }

  private void arguments(Map<?, ?> arguments, List<Ref> inputs, String label) {
    for (String input : CallArguments.INPUTS) {
      if (arguments.get(input) != null) {
        CallArguments.prepare(input, inputs);
        tensors(arguments.get(input), inputs, label);
      }
    }
    for (Map.Entry<?, ?> argument : arguments.entrySet()) {
      Object key = argument.getKey();
      Object value = argument.getValue();
      boolean isKnown = CallArguments.INPUTS.contains(key)
          || CallArguments.SETTINGS.contains(key) && value instanceof Boolean
          || MASKS.contains(key) && (masks.isMask(value) || Boolean.FALSE.equals(value))
          // In Keras 3 what the model is called with counts, whatever its layers were.
          || key.equals(TRAINING) && value instanceof Boolean train && (!train || version >= 3);
      if (!isNothing(value) && !isKnown) {
        findings.unsupported(label + " is called with " + key + "=" + KerasObjects.shortened(value));
      }
    }
  }

  /** Null, or for a model of several inputs as many of it. */
  private static boolean isNothing(Object value) {
    return value == null || value instanceof List<?> list && list.stream().allMatch(Connections::isNothing);
  }

  /** {@code [["input_1", 0, 0, {}], ...]}, or one of these alone. */
  private void listed(Object node, List<Ref> inputs, String label) {
    if (node instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof String) {
      inputs.add(ref(list, label));
      if (list.size() > 3 && list.get(3) instanceof Map<?, ?> arguments) {
        arguments(arguments, inputs, label);
      }
    } else if (node instanceof List<?> list) {
      list.forEach(item -> listed(item, inputs, label));
    } else {
      throw new IllegalArgumentException(label + ": its inputs can't be read: " + KerasObjects.shortened(node));
    }
  }

  private static Ref ref(Object history, String label) {
    if (history instanceof List<?> list && list.size() >= 3 && list.get(0) instanceof String layer
        && list.get(1) instanceof Long node && list.get(2) instanceof Long output) {
      return new Ref(layer, Math.toIntExact(node), Math.toIntExact(output));
    }
    throw new IllegalArgumentException(label + ": an input can't be read: " + KerasObjects.shortened(history));
  }

  /** A model's inputs or outputs: one, a list, or by name. */
  List<Ref> ends(Map<?, ?> config, String key) {
    List<Ref> ends = new ArrayList<>();
    Object value = config.get(key);
    if (value instanceof Map<?, ?> named) {
      // Keras flattens dictionaries by the order of their keys.
      Map<String, Object> sorted = new TreeMap<>();
      named.forEach((name, end) -> sorted.put((String) name, end));
      value = new ArrayList<>(sorted.values());
    }
    if (!(value instanceof List<?>)) {
      throw new IllegalArgumentException("the model's " + key + " are missing");
    }
    listed(value, ends, "the model's " + key);
    return ends;
  }
}
