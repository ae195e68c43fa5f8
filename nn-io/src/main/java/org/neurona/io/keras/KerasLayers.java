package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.io.keras.ModelConfig.Declared;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;

/** Turns layers that Keras serialized into declarations. */
final class KerasLayers {
  private static final Set<String> LAYER_KEYS = Set.of("layer", "forward_layer", "backward_layer", "cell");
  private static final Set<String> MODELS = Set.of("Functional", "Sequential");
  private static final String INPUT = "InputLayer";

  private final KerasObjects objects;

  KerasLayers(KerasObjects objects) {
    this.objects = objects;
  }

  /** Whether a key holds a layer. */
  static boolean isLayerKey(String key) {
    return LAYER_KEYS.contains(key);
  }

  /** Whether a key holds a list of layers. */
  static boolean isLayersKey(String key) {
    return key.equals("cells");
  }

  /** A layer within another, as the catalogue reads it; null if it is not supported. */
  Object inner(Map<?, ?> entry, String outer) {
    if (isModel(entry)) {
      Model model = new ModelConfig(entry, objects, outer).model();
      return model == null ? null : model.asLayer();
    }
    Plain plain = plain(entry, false);
    if (plain != null && plain.channelsFirst()) {
      objects.findings().unsupported(outer + " has a layer with data_format=channels_first in it");
    }
    return plain == null ? null : plain.forCatalogue();
  }

  /**
   * The declaration of a layer of a model; null if it is not supported, which is noted.
   *
   * @param around where the model is in the whole one
   */
  Declared declare(Map<?, ?> entry, String around) {
    if (isModel(entry)) {
      return declareModel(entry, around);
    }
    Plain plain = plain(entry, true);
    if (plain == null) {
      return null;
    }
    // What is unsupported may be missing here, so that the rest of the layer can't be judged.
    Layer layer = null;
    if (objects.findings().isEmpty()) {
      String place = SharedLayers.place(around, String.valueOf(plain.name()));
      Layer before = objects.known().again(place, entry);
      layer = before != null && before.className().equals(plain.className()) ? before : read(plain);
      objects.known().add(place, entry, layer);
    }
    return new Declared(plain.name(), plain.className(), layer, plain.channelsFirst());
  }

  private static boolean isModel(Map<?, ?> entry) {
    return entry.get("class_name") instanceof String name && MODELS.contains(OldNames.className(name, Map.of()));
  }

  private Declared declareModel(Map<?, ?> entry, String around) {
    String className = OldNames.className((String) entry.get("class_name"), Map.of());
    String given = entry.get("config") instanceof Map<?, ?> config ? KerasJson.get(config, "name", String.class) : null;
    String name = entry.get("name") instanceof String text ? text : given;
    String foreign = KerasObjects.foreignPackage(entry);
    if (foreign != null) {
      objects.findings().unsupported("layer \"" + name + "\" (" + className + ") is of \"" + foreign
          + "\", not of Keras");
      return null;
    }
    String place = SharedLayers.place(around, String.valueOf(name));
    Layer layer = objects.known().again(place, entry);
    if (!(layer instanceof ModelLayer)) {
      Model model = new ModelConfig(entry, objects, place).model();
      layer = model == null ? null : model.seed(objects.known().seed(place)).asLayer();
    }
    if (layer != null) {
      objects.known().add(place, entry, layer);
      ModelLayer own = ((ModelLayer) layer).model().asLayer();
      layer = name == null || name.equals(own.model().name()) ? own : own.name(name);
    }
    return new Declared(name, className, layer, false);
  }

  private Layer read(Plain plain) {
    try {
      return Layers.catalogue().read(plain.forCatalogue(), objects.custom());
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException("layer \"" + plain.name() + "\": " + e.getMessage(), e);
    }
  }

  /** A layer under Keras 3's names. */
  private record Plain(String name, String className, Map<String, Object> config, boolean channelsFirst) {
    Map<String, Object> forCatalogue() {
      Map<String, Object> plain = new LinkedHashMap<>();
      plain.put("class_name", className);
      plain.put("config", config);
      return plain;
    }
  }

  private Plain plain(Map<?, ?> entry, boolean withShape) {
    String written = KerasJson.require(entry, "class_name", String.class, "a layer");
    Map<?, ?> given = KerasJson.require(entry, "config", Map.class, "layer " + written);
    String className = OldNames.className(written.substring(written.lastIndexOf('>') + 1), given);
    String name = given.get("name") instanceof String text ? text : KerasJson.get(entry, "name", String.class);
    String label = "layer \"" + name + "\" (" + className + ")";
    Layer prototype = objects.prototype(Layers.catalogue(), Layer.class, className);
    String foreign = KerasObjects.foreignPackage(entry);
    if (className.equals("Lambda")) {
      objects.findings().unsupported(label + " holds Python code, which is never run");
      return null;
    } else if (foreign != null && objects.custom().find(className, Layer.class) == null) {
      objects.findings().unsupported(label + " is of \"" + foreign + "\", not of Keras");
      return null;
    } else if (Operations.isOne(entry)) {
      objects.findings().unsupported(label + " is an operation outside of a layer");
      return null;
    } else if (prototype == null) {
      objects.findings().unsupported(label + " is not supported");
      return null;
    }
    Map<String, Object> config = OldNames.config(className, given, objects.version());
    if (written.equals("CuDNNGRU")) {
      config.put("reset_after", true); // the only way that cuDNN knows
    }
    if (className.equals(INPUT) && !"string".equals(config.get("dtype"))) {
      config.remove("dtype"); // data may come as any numbers
    }
    boolean channelsFirst = "channels_first".equals(config.get("data_format"));
    if (channelsFirst) {
      config.put("data_format", "channels_last");
    } else if ("Theano's order".equals(config.get("data_format"))) {
      objects.findings().unsupported(label + " has dim_ordering=th, of which Keras 1 does not say how its kernels lie");
      config.put("data_format", "channels_last");
    }
    Map<String, Object> known = objects.known(prototype, config, label);
    if (withShape) {
      List<Object> shape = rowShape(config, className);
      if (shape != null) {
        known.put("input_shape", shape);
      }
      if (className.equals(INPUT)) {
        known.put("batch_size", batchSize(config));
      }
      CallArguments.addSettings(entry, prototype, known, label, objects.findings());
    }
    return new Plain(name, className, known, channelsFirst);
  }

  /** The number of rows that a layer gives for its input, or null. */
  static Object batchSize(Map<?, ?> config) {
    List<?> shape = batchShape(config);
    return shape == null ? null : shape.get(0);
  }

  private static List<?> batchShape(Map<?, ?> config) {
    for (String key : List.of("batch_shape", "batch_input_shape")) {
      if (config.get(key) instanceof List<?> shape && !shape.isEmpty()) {
        return shape;
      }
    }
    return null;
  }

  /** The shape of an input row, without the batch axis, where a layer gives it. */
  private static List<Object> rowShape(Map<String, Object> config, String className) {
    List<?> batch = batchShape(config);
    if (batch != null) {
      return new ArrayList<>(batch.subList(1, batch.size()));
    }
    return className.equals(INPUT) && config.get("shape") instanceof List<?> shape ? new ArrayList<>(shape) : null;
  }
}
