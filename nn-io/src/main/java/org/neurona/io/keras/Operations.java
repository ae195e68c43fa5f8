package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Keras 3 writes of an operation between tensors, {@code x + y} or {@code ops.relu(x)}, as the layer that does the
 * same, where there is one.
 */
final class Operations {
  /** Of two tensors of one shape. */
  private static final Set<String> MERGING = Set.of("Add", "Subtract", "Multiply", "Maximum", "Minimum");
  private static final Map<String, String> ACTIVATIONS = Map.ofEntries(Map.entry("Relu", "relu"),
      Map.entry("Relu6", "relu6"), Map.entry("Sigmoid", "sigmoid"), Map.entry("Tanh", "tanh"),
      Map.entry("Softplus", "softplus"), Map.entry("Softsign", "softsign"), Map.entry("Silu", "silu"),
      Map.entry("Selu", "selu"), Map.entry("LogSigmoid", "log_sigmoid"), Map.entry("HardSigmoid", "hard_sigmoid"),
      Map.entry("HardSilu", "hard_silu"), Map.entry("Exp", "exponential"));

  private Operations() {}

  /** Whether an entry of a model's layers is an operation, whose class is often called as a layer is. */
  static boolean isOne(Map<?, ?> entry) {
    return entry.get("module") instanceof String module && module.contains(".ops");
  }

  /** The entry of a layer that does the same; null if there is none. */
  static Map<String, Object> asLayer(Map<?, ?> entry) {
    String className = String.valueOf(entry.get("class_name"));
    Map<?, ?> config = entry.get("config") instanceof Map<?, ?> map ? map : Map.of();
    if (!(entry.get("inbound_nodes") instanceof List<?> nodes) || nodes.size() != 1
        || !(nodes.get(0) instanceof Map<?, ?> call) || !(call.get("args") instanceof List<?> arguments)
        || call.get("kwargs") instanceof Map<?, ?> named && !named.isEmpty()) {
      return null;
    }
    Number number = null;
    List<Object> tensors = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Number value) {
        number = value;
      } else {
        tensors.add(argument);
      }
    }
    boolean numberFirst = !arguments.isEmpty() && arguments.get(0) instanceof Number;
    if (number != null && arguments.size() == 2) {
      double[] factors = factors(className, number.doubleValue(), numberFirst);
      return factors == null ? null : scaled(entry, factors[0], factors[1], tensors);
    } else if (number != null) {
      return null;
    } else if (className.equals("Negative") && tensors.size() == 1) {
      return scaled(entry, -1, 0, tensors);
    } else if (MERGING.contains(className) && tensors.size() == 2 && shape(tensors.get(0)) != null
        && shape(tensors.get(0)).equals(shape(tensors.get(1)))) {
      return layer(entry, className, Map.of(), List.of(tensors));
    } else if (ACTIVATIONS.containsKey(className) && tensors.size() == 1 && config.size() <= 1) {
      return layer(entry, "Activation", Map.of("activation", ACTIVATIONS.get(className)), tensors);
    } else if (className.equals("Softmax") && config.get("axis") instanceof Long axis) {
      return layer(entry, "Softmax", Map.of("axis", axis), tensors);
    } else if (className.equals("Concatenate") && config.get("axis") instanceof Long axis && axis != 0) {
      return layer(entry, "Concatenate", Map.of("axis", axis), arguments);
    }
    return null;
  }

  /** What a tensor is multiplied with, and what is added then; null if it is something else. */
  private static double[] factors(String className, double number, boolean numberFirst) {
    return switch (className) {
      case "Add" -> new double[] {1, number};
      case "Subtract" -> numberFirst ? new double[] {-1, number} : new double[] {1, -number};
      case "Multiply" -> new double[] {number, 0};
      case "Divide", "TrueDivide" -> numberFirst || number == 0 ? null : new double[] {1 / number, 0};
      default -> null;
    };
  }

  private static Map<String, Object> scaled(Map<?, ?> entry, double scale, double offset, List<Object> tensors) {
    return layer(entry, "Rescaling", Map.of("scale", scale, "offset", offset), tensors);
  }

  private static Object shape(Object tensor) {
    return tensor instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config
        ? config.get("shape") : null;
  }

  private static Map<String, Object> layer(Map<?, ?> entry, String className, Map<String, Object> settings,
      List<?> arguments) {
    Map<String, Object> config = new LinkedHashMap<>(settings);
    config.put("name", entry.get("name"));
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("args", arguments);
    call.put("kwargs", Map.of());
    Map<String, Object> layer = new LinkedHashMap<>();
    layer.put("module", "keras.layers");
    layer.put("class_name", className);
    layer.put("config", config);
    layer.put("name", entry.get("name"));
    layer.put("inbound_nodes", List.of(call));
    return layer;
  }
}
