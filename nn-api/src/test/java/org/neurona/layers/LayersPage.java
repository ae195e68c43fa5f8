package org.neurona.layers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.config.Setting;

/** The page that lists all layers with their arguments, written from the settings and from a list of Keras' own. */
final class LayersPage {
  private static final List<String> COMMON = List.of("name", "trainable", "input_shape");
  private static final String HEAD = """
      # Layers

      Every layer of Keras 3.16: its arguments, by the names that Keras and files know and by those of the fluent
      methods in Java, with what a value must be, the default, and what proves it. A test writes this page from the code
      and the tests, and fails where nothing proves an argument: cases of `KerasLayersTest`, by their names after
      "Keras:", which compare layers that have the argument with what Keras 3.15.1 computed (outputs, masks, losses,
      gradients, first values of weights, constraints, what training updates), or another test. `LayerContractTest`
      holds each layer's gradients to finite differences and the engines to one another, `ShapeErrorsTest` has the
      messages for input that does not fit, and `EveryLayerTest` trains, saves and loads all of them.

      Every layer also has `name`, `trainable` and, as the first of a `Sequential` model, `inputShape`. Keras' `dtype`
      is not supported: the engine decides how numbers are computed. `data_format` is always `channels_last`.
      """;

  /**
   * A layer of Keras.
   *
   * @param arguments of the constructor, with the default of each in JSON, or null for one that must be given
   * @param reason why there is none here, if there is none
   */
  record KerasLayer(Map<String, String> arguments, String reason) {}

  private LayersPage() {}

  /** Keras' layers by name, by group, in the order of the list. */
  static Map<String, Map<String, KerasLayer>> keras() throws IOException {
    Map<String, Map<String, KerasLayer>> groups = new LinkedHashMap<>();
    Map<String, KerasLayer> group = null;
    try (InputStream in = LayersPage.class.getResourceAsStream("keras-layers.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("## ")) {
          group = new LinkedHashMap<>();
          groups.put(line.substring(3), group);
        } else if (!line.startsWith("#")) {
          String[] halves = line.split(" \\| ");
          String[] parts = halves[0].split(":", 2);
          group.put(parts[0].strip(),
              new KerasLayer(arguments(parts[1].strip()), halves.length > 1 ? halves[1].strip() : "not yet"));
        }
      }
    }
    return groups;
  }

  private static Map<String, String> arguments(String list) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String argument : list.isEmpty() ? new String[0] : list.split(", ")) {
      String[] parts = argument.split("=", 2);
      arguments.put(parts[0], parts.length == 1 ? null : parts[1]);
    }
    return arguments;
  }

  /** Why an argument of Keras is not here, by its name, where there is more to say than "not yet". */
  static Map<String, String> reasons() throws IOException {
    Map<String, String> reasons = new LinkedHashMap<>();
    try (InputStream in = LayersPage.class.getResourceAsStream("arguments-not-here.txt")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split(": ", 2);
          for (String argument : parts[0].split(", ")) {
            reasons.put(argument, parts[1]);
          }
        }
      }
    }
    return reasons;
  }

  /** The whole page. */
  static String text() throws IOException {
    Map<String, Layer> layers = new LinkedHashMap<>();
    Layers.catalogue().entries().forEach(layer -> layers.put(layer.className(), layer));
    Proofs proofs = new Proofs();
    Map<String, String> reasons = reasons();
    StringBuilder page = new StringBuilder(HEAD);
    List<String> missing = new ArrayList<>();
    for (var group : keras().entrySet()) {
      StringBuilder present = new StringBuilder();
      for (var keras : group.getValue().entrySet()) {
        Layer layer = layers.get(keras.getKey());
        if (layer == null) {
          missing.add("| `" + keras.getKey() + "` | " + keras.getValue().reason() + " |\n");
        } else {
          section(layer, keras.getValue().arguments().keySet(), proofs, reasons, present);
        }
      }
      if (!present.isEmpty()) {
        page.append("\n## ").append(title(group.getKey())).append('\n').append(present);
      }
    }
    page.append("\n## Layers of Keras that are not here\n\n| layer | |\n| --- | --- |\n");
    missing.forEach(page::append);
    return page.toString();
  }

  private static String title(String group) {
    return Character.toUpperCase(group.charAt(0)) + group.substring(1);
  }

  /** A layer's settings but those that all have. */
  static List<Setting<?>> own(Layer layer) {
    return layer.config().settings().stream().filter(setting -> !COMMON.contains(setting.key()))
        .<Setting<?>>map(setting -> setting).toList();
  }

  private static void section(Layer layer, Set<String> keras, Proofs proofs, Map<String, String> reasons,
      StringBuilder page) {
    List<Setting<?>> own = own(layer);
    page.append("\n### ").append(layer.className()).append("\n\n");
    if (proofs.count(layer) > 0) {
      page.append("Cases against Keras: ").append(proofs.count(layer)).append(".\n\n");
    }
    if (!own.isEmpty()) {
      page.append("| argument | in Java | a value is | default | proved by |\n| --- | --- | --- | --- | --- |\n");
      own.forEach(setting -> page.append("| `").append(setting.key()).append("` | `").append(setting.javaName())
          .append("` | ").append(setting.rule()).append(" | ").append(defaultOf(setting)).append(" | ")
          .append(proofs.of(layer, setting)).append(" |\n"));
      page.append('\n');
    }
    List<String> here = own.stream().map(Setting::key).toList();
    List<String> without = keras.stream().filter(key -> !here.contains(key) && !COMMON.contains(key)).toList();
    List<String> beyond = here.stream().filter(key -> !keras.contains(key)).toList();
    page.append(without.isEmpty() ? "All arguments of Keras.\n" : "Not supported: " + quoted(without) + ".\n");
    without.stream().filter(reasons::containsKey)
        .forEach(key -> page.append("`").append(key).append("`: ").append(reasons.get(key)).append(".\n"));
    if (!beyond.isEmpty()) {
      page.append("Not in Keras: ").append(quoted(beyond)).append(".\n");
    }
  }

  private static String quoted(List<String> keys) {
    return "`" + String.join("`, `", keys) + "`";
  }

  private static <T> String defaultOf(Setting<T> setting) {
    if (setting.isRequired()) {
      return "required";
    }
    Object plain = setting.write(setting.defaultValue());
    return "`" + (plain instanceof Map<?, ?> object ? object.get("class_name") : plain) + "`";
  }
}
