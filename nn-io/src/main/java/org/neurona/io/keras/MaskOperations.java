package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operations by which Keras computes masks, which it writes among a functional model's layers: {@code NotEqual} and
 * {@code Any} beside a {@code Masking}, {@code NotEqual} beside an {@code Embedding}. Layers here find masks without
 * them, so that they are left out; those that compute something else stay, and are refused as other operations are.
 */
final class MaskOperations {
  private final Map<String, Map<?, ?>> byName = new HashMap<>();
  /** What layers mask: where their input comes from, and the value in it. */
  private final Set<List<Object>> masked = new HashSet<>();
  private final Set<String> masks = new HashSet<>();

  /** Finds them among the entries of a model's layers. */
  MaskOperations(List<?> entries) {
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> layer) {
        byName.put(String.valueOf(layer.get("name")), layer);
      }
    }
    for (Map<?, ?> entry : byName.values()) {
      findMasked(entry);
    }
    for (Map<?, ?> entry : byName.values()) {
      if (isMaskOfLayer(entry)) {
        masks.add(String.valueOf(entry.get("name")));
      }
    }
    for (Map<?, ?> entry : byName.values()) {
      if ("Any".equals(entry.get("class_name")) && masks.contains(source(entry))) {
        masks.add(String.valueOf(entry.get("name")));
      }
    }
    for (Map<?, ?> entry : byName.values()) {
      if (!masks.contains(String.valueOf(entry.get("name")))) {
        for (Map<?, ?> call : calls(entry)) {
          masks.removeAll(sources(call.get("args"), new HashSet<>()));
        }
      }
    }
  }

  /** Whether a layer of a name is left out. */
  boolean contains(Object name) {
    return name instanceof String && masks.contains(name);
  }

  /** Whether a tensor of a call is a mask that a layer finds by itself. */
  boolean isMask(Object argument) {
    Set<String> sources = sources(argument, new HashSet<>());
    return !sources.isEmpty() && masks.containsAll(sources);
  }

  private void findMasked(Map<?, ?> layer) {
    Map<?, ?> config = layer.get("config") instanceof Map<?, ?> map ? map : Map.of();
    Double value = "Masking".equals(layer.get("class_name")) && config.get("mask_value") instanceof Number number
        ? (Double) number.doubleValue()
        : "Embedding".equals(layer.get("class_name")) && Boolean.TRUE.equals(config.get("mask_zero")) ? 0.0 : null;
    if (value != null) {
      for (Map<?, ?> call : calls(layer)) {
        if (call.get("args") instanceof List<?> arguments && !arguments.isEmpty() && history(arguments.get(0)) != null) {
          masked.add(List.of(history(arguments.get(0)), value));
        }
      }
    }
  }

  /** Whether an entry compares the input of a layer that makes masks with what that masks. */
  private boolean isMaskOfLayer(Map<?, ?> entry) {
    return "NotEqual".equals(entry.get("class_name")) && calls(entry).size() == 1
        && calls(entry).get(0).get("args") instanceof List<?> arguments && arguments.size() == 2
        && arguments.get(1) instanceof Number value && history(arguments.get(0)) != null
        && masked.contains(List.of(history(arguments.get(0)), value.doubleValue()));
  }

  private static List<Map<?, ?>> calls(Map<?, ?> entry) {
    List<?> nodes = entry.get("inbound_nodes") instanceof List<?> list ? list : List.of();
    List<Map<?, ?>> calls = new ArrayList<>();
    for (Object node : nodes) {
      if (node instanceof Map<?, ?> call) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static String source(Map<?, ?> entry) {
    Set<String> sources = new HashSet<>();
    calls(entry).forEach(call -> sources(call.get("args"), sources));
    return sources.size() == 1 ? sources.iterator().next() : null;
  }

  private static Set<String> sources(Object value, Set<String> found) {
    if (value instanceof List<?> list) {
      list.forEach(each -> sources(each, found));
    } else if (history(value) instanceof List<?> history && !history.isEmpty()) {
      found.add(String.valueOf(history.get(0)));
    }
    return found;
  }

  private static Object history(Object tensor) {
    return tensor instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config
        ? config.get("keras_history") : null;
  }
}
