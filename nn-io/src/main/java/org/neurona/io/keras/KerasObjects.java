package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.config.Catalogue;
import org.neurona.config.Configurable;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializers;
import org.neurona.regularizers.Regularizers;
import org.neurona.schedules.LearningRateSchedules;

/**
 * Turns what Keras serialized into what our catalogues read: an object's class and config, under Keras 3's names,
 * without what is neutral. What a catalogue lacks is noted as unsupported.
 */
final class KerasObjects {
  private static final Set<String> OWN_MODULES = Set.of("keras", "keras_core", "tensorflow", "tf_keras", "builtins");

  private final int version;
  private final CustomObjects custom;
  private final Findings findings;
  private final KnownLayers known;
  private final KerasLayers layers = new KerasLayers(this);

  KerasObjects(int version, CustomObjects custom, Findings findings, KnownLayers known) {
    this.version = version;
    this.custom = custom;
    this.findings = findings;
    this.known = known;
  }

  int version() {
    return version;
  }

  CustomObjects custom() {
    return custom;
  }

  KerasLayers layers() {
    return layers;
  }

  Findings findings() {
    return findings;
  }

  KnownLayers known() {
    return known;
  }

  /** The entry of a catalogue, or of one's own classes, that has a name; null if there is none. */
  <C extends Configurable> C prototype(Catalogue<C> catalogue, Class<C> type, String name) {
    C known = catalogue.find(name).orElse(null);
    return known != null ? known : custom.find(name, type);
  }

  /** Where a class is from, if that is not Keras; null if it is. */
  static String foreignPackage(Map<?, ?> object) {
    String module = KerasJson.get(object, "module", String.class);
    String registered = KerasJson.get(object, "registered_name", String.class);
    if (module != null && !OWN_MODULES.contains(module.substring(0, (module + '.').indexOf('.')))) {
      return module;
    }
    return registered != null && registered.contains(">") ? registered.substring(0, registered.indexOf('>')) : null;
  }

  /**
   * What is known of a config: the keys of a prototype, with values that its settings read. Unknown keys are left out
   * if their values are neutral, and noted otherwise.
   *
   * @param label what messages call the object: {@code layer "conv" (Conv2D)}
   */
  Map<String, Object> known(Configurable prototype, Map<String, Object> config, String label) {
    Set<String> keys = new HashSet<>();
    for (Setting<?> setting : prototype.config().settings()) {
      keys.add(setting.key());
    }
    Map<String, Object> known = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : config.entrySet()) {
      String key = entry.getKey();
      if (keys.contains(key)) {
        known.put(key, value(key, entry.getValue(), label));
      } else if (!NeutralValues.isNeutral(key, entry.getValue())) {
        findings.unsupported(label + " has " + key + "=" + shortened(entry.getValue()));
      }
    }
    return known;
  }

  static String shortened(Object value) {
    Object className = value instanceof Map<?, ?> map ? map.get("class_name") : null;
    String text = String.valueOf(className == null ? value : className);
    return text.length() > 60 ? text.substring(0, 60) + "..." : text;
  }

  private Object value(String key, Object value, String label) {
    if (key.equals("activation") || key.endsWith("_activation")) {
      return activation(value, label);
    } else if (key.endsWith("_initializer")) {
      return object(Initializers.catalogue(), value, label + " " + key);
    } else if (key.endsWith("_regularizer")) {
      return object(Regularizers.catalogue(), regularizer(value), label + " " + key);
    } else if (key.endsWith("_constraint")) {
      return object(Constraints.catalogue(), value, label + " " + key);
    } else if (key.equals("learning_rate") && value instanceof Map) {
      return object(LearningRateSchedules.catalogue(), value, label + " " + key);
    }
    if (KerasLayers.isLayerKey(key) && value instanceof Map<?, ?> entry) {
      return layers.inner(entry, label);
    } else if (KerasLayers.isLayersKey(key) && value instanceof List<?> entries) {
      List<Object> inner = new ArrayList<>();
      entries.forEach(entry -> inner.add(entry instanceof Map<?, ?> map ? layers.inner(map, label) : entry));
      return inner;
    }
    return plain(value);
  }

  /** Numbers that NumPy wrote come as objects; anything else stays as it is. */
  private static Object plain(Object value) {
    if (value instanceof Map<?, ?> map && "ndarray".equals(map.get("type"))) {
      return map.get("value");
    }
    if (value instanceof Map<?, ?> map && map.get("class_name") instanceof String && map.containsKey("module")) {
      Map<String, Object> copy = new TreeMap<>();
      copy.put("class_name", map.get("class_name"));
      copy.put("config", map.get("config"));
      return copy;
    }
    return value;
  }

  /** An activation: its name, or an object that stands for a function. */
  Object activation(Object value, String label) {
    Object name = value;
    if (value instanceof Map<?, ?> map) {
      // A function is written as its name, in one of two places.
      name = map.get("config") instanceof String function ? function : map.get("class_name");
      String foreign = foreignPackage(map);
      if (foreign != null && custom.find(String.valueOf(name), ActivationFunction.class) == null) {
        findings.unsupported(label + " has an activation of \"" + foreign + "\": " + name);
        return "linear";
      }
    }
    if (name == null) {
      return "linear";
    }
    String known = OldNames.activation(String.valueOf(name), version);
    if (prototype(Activations.catalogue(), ActivationFunction.class, known) == null) {
      findings.unsupported(label + " has the activation " + name);
      return "linear";
    }
    return known;
  }

  /** Keras 1 wrote penalties without a class. */
  private static Object regularizer(Object value) {
    if (value instanceof Map<?, ?> map && !map.containsKey("class_name")
        && (map.containsKey("l1") || map.containsKey("l2"))) {
      Map<String, Object> factors = new LinkedHashMap<>();
      factors.put("l1", map.containsKey("l1") ? map.get("l1") : 0.0);
      factors.put("l2", map.containsKey("l2") ? map.get("l2") : 0.0);
      return Map.of("class_name", "L1L2", "config", factors);
    }
    return value;
  }

  /** A serialized object as a catalogue reads it; null where it is null, or noted as unsupported. */
  <C extends Configurable> Object object(Catalogue<C> catalogue, Object value, String label) {
    if (value == null) {
      return null;
    }
    Map<?, ?> map = value instanceof Map<?, ?> object ? object : Map.of();
    String name = value instanceof String text ? text : KerasJson.get(map, "class_name", String.class);
    if ("function".equals(name) && map.get("config") instanceof String function) {
      name = function;
      map = Map.of();
    }
    if (name == null) {
      throw new IllegalArgumentException(label + " must be a name or an object with class_name, got "
          + shortened(value));
    }
    String bare = name.substring(name.lastIndexOf('>') + 1);
    C prototype = prototype(catalogue, catalogue.type(), bare);
    String foreign = foreignPackage(map);
    if (prototype == null || foreign != null && custom.find(bare, catalogue.type()) == null) {
      findings.unsupported(label + " is " + bare + (foreign == null ? "" : " of \"" + foreign + "\"")
          + ", which is no " + catalogue.kind() + " here");
      return null;
    }
    if (!(map.get("config") instanceof Map<?, ?> config)) {
      return bare;
    }
    Map<String, Object> renamed = new LinkedHashMap<>();
    for (Map.Entry<?, ?> each : config.entrySet()) {
      renamed.put((String) each.getKey(),
          each.getKey().equals("distribution") ? OldNames.distribution(each.getValue()) : each.getValue());
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("class_name", bare);
    plain.put("config", known(prototype, renamed, label + " (" + bare + ")"));
    return plain;
  }

  /** Each item of a list, or the only one. */
  static List<Object> items(Object value) {
    return value instanceof List<?> list ? new ArrayList<>(list) : value == null ? List.of() : List.of(value);
  }
}
