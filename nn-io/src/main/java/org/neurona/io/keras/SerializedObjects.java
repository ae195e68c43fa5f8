package org.neurona.io.keras;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.config.Catalogue;
import org.neurona.config.Configurable;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizers;
import org.neurona.regularizers.Regularizers;
import org.neurona.schedules.LearningRateSchedules;

/** Objects as Keras 3 serializes them: class and config, and where the class is from. */
final class SerializedObjects {
  /** The type that all layers compute in. */
  static final Map<String, Object> FLOAT32 =
      serialized("keras", "DTypePolicy", Map.of("name", "float32"));

  private static final Set<String> WITHOUT_TRAINABLE =
      Set.of("SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "Discretization");
  private static final Map<String, Catalogue<?>> MODULES = modules();

  private SerializedObjects() {}

  private static Map<String, Catalogue<?>> modules() {
    Map<String, Catalogue<?>> modules = new LinkedHashMap<>();
    modules.put("keras.initializers", Initializers.catalogue());
    modules.put("keras.regularizers", Regularizers.catalogue());
    modules.put("keras.constraints", Constraints.catalogue());
    modules.put("keras.optimizers.schedules", LearningRateSchedules.catalogue());
    modules.put("keras.layers", Layers.catalogue());
    return modules;
  }

  /** A map of one key, whose value may be null. */
  static Map<String, Object> map(String key, Object value) {
    return Collections.singletonMap(key, value);
  }

  private static Map<String, Object> serialized(String module, String className, Map<String, Object> config) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("module", module);
    plain.put("class_name", className);
    plain.put("config", config);
    plain.put("registered_name", module == null ? className : null);
    return plain;
  }

  /** The settings of a layer, without what Keras 3 gives layers in other ways. */
  static Map<String, Object> settings(Layer layer) {
    Map<String, Object> config = settings((Configurable) layer);
    asKerasWritesLayers(layer.className(), config);
    return config;
  }

  /** Leaves out what the constructor of a class in Keras does not take. */
  static void asKerasWritesLayers(String className, Map<String, Object> config) {
    if (WITHOUT_TRAINABLE.contains(className)) {
      config.remove("trainable");
    }
    if (className.equals("UpSampling1D") && config.get("size") instanceof List<?> size && size.size() == 1) {
      config.put("size", size.get(0));
    }
    config.remove("input_shape");
    // Keras writes it only where there is one; not all layers take it.
    config.remove("activity_regularizer", null);
  }

  private static Map<String, Object> settings(Configurable object) {
    Map<String, Object> config = new LinkedHashMap<>();
    object.config().toMap().forEach((key, value) -> config.put(key, value(value)));
    return config;
  }

  /** Objects within settings say where they are from, too. */
  private static Object value(Object value) {
    if (value instanceof List<?> list) {
      if (list.stream().anyMatch(item -> item instanceof Map<?, ?> map && map.containsKey("shared"))) {
        throw new IllegalArgumentException("One cell stands in several places of StackedRNNCells, which Keras' files "
            + "can't say: save the model as .json, or give each place a cell of its own");
      }
      return list.stream().map(SerializedObjects::value).toList();
    }
    if (!(value instanceof Map<?, ?> map) || !(map.get("class_name") instanceof String className)
        || !(map.get("config") instanceof Map<?, ?> config)) {
      return value;
    }
    String module = MODULES.entrySet().stream().filter(entry -> entry.getValue().find(className).isPresent())
        .map(Map.Entry::getKey).findFirst().orElse(null);
    Map<String, Object> inner = new LinkedHashMap<>();
    config.forEach((key, each) -> inner.put((String) key, value(each)));
    if ("keras.layers".equals(module)) {
      asKerasWritesLayers(className, inner);
      inner.putIfAbsent("dtype", FLOAT32);
    }
    return serialized(module, className, inner);
  }

  /** An optimizer, a loss or a metric, with the name that Keras gives it. */
  static Map<String, Object> named(Configurable object, String name) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", name);
    config.putAll(settings(object));
    config.remove(Extras.EXCLUDE);
    String module = Optimizers.catalogue().find(object.className()).filter(own -> own.getClass() == object.getClass())
        .isPresent() ? "keras.optimizers"
        : Losses.catalogue().find(object.className()).filter(own -> own.getClass() == object.getClass()).isPresent()
            ? "keras.losses"
            : Metrics.catalogue().find(object.className()).filter(own ->
            own.getClass() == object.getClass()).isPresent()
                ? "keras.metrics" : null;
    return serialized(module, object.className(), config);
  }
}
