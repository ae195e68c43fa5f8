package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns a {@code model_config} as Keras 3 writes it into one as Keras 2 did (tf.keras 2.15), which Keras 3 reads as well:
 * other keys for the same settings, and what Keras 3 leaves to a default written out.
 */
final class Keras2Form {
  /** What a file says of itself. */
  static final String VERSION = "2.15.0";

  /** Layers that Keras 2 has, with the same settings and the same meaning. */
  private static final Set<String> LAYERS = Set.of("InputLayer", "Dense", "Activation", "Dropout", "Flatten", "Reshape",
      "Permute", "RepeatVector", "Masking", "Embedding", "Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose",
      "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D", "MaxPooling1D", "MaxPooling2D", "MaxPooling3D",
      "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
      "GlobalAveragePooling1D", "GlobalAveragePooling2D", "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D",
      "Cropping1D", "Cropping2D", "Cropping3D", "UpSampling1D", "UpSampling2D", "UpSampling3D", "BatchNormalization",
      "LayerNormalization", "ReLU", "LeakyReLU", "PReLU", "ELU", "Softmax", "SimpleRNN", "LSTM", "GRU", "Bidirectional",
      "TimeDistributed", "GaussianNoise", "GaussianDropout", "SpatialDropout1D", "SpatialDropout2D",
      "SpatialDropout3D");
  /** Activations that Keras 2 has in the same form; its {@code hard_sigmoid} is another function. */
  private static final Set<String> ACTIVATIONS = Set.of("linear", "relu", "relu6", "elu", "selu", "softmax", "softplus",
      "softsign", "tanh", "sigmoid", "exponential", "gelu", "silu", "swish");

  private Keras2Form() {}

  /**
   * The config in the form of Keras 2.
   *
   * @throws IllegalArgumentException if the model has parts that Keras 2 does not have, or means otherwise; lists them
   */
  static Map<String, Object> of(Map<String, Object> model) {
    Set<String> missing = new TreeSet<>();
    if (!"Sequential".equals(model.get("class_name"))) {
      missing.add("a model that is no Sequential");
    } else {
      List<?> layers = (List<?>) ((Map<?, ?>) model.get("config")).get("layers");
      layers.forEach(layer -> collectMissing((Map<?, ?>) layer, missing));
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("The model can't be written in the form of Keras 2, which doesn't have, or "
          + "means something else by: " + String.join(", ", missing));
    }
    return map(model);
  }

  private static void collectMissing(Map<?, ?> layer, Set<String> missing) {
    String className = (String) layer.get("class_name");
    if (!LAYERS.contains(className)) {
      missing.add("layer " + className);
    }
    ((Map<?, ?>) layer.get("config")).forEach((key, value) -> {
      boolean activation = key.equals("activation") || key.equals("recurrent_activation");
      if (activation && !(value instanceof String name && ACTIVATIONS.contains(name))) {
        missing.add("activation " + (value instanceof Map<?, ?> map ? map.get("class_name") : value));
      } else if (KerasLayers.isLayerKey((String) key) && value instanceof Map<?, ?> inner) {
        collectMissing(inner, missing);
      }
    });
  }

  private static Object plain(Object value) {
    if (value instanceof List<?> list) {
      List<Object> plain = new ArrayList<>();
      list.forEach(one -> plain.add(plain(one)));
      return plain;
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    return value.equals(SerializedObjects.FLOAT32) ? "float32" : map(map);
  }

  private static Map<String, Object> map(Map<?, ?> from) {
    Map<String, Object> plain = new LinkedHashMap<>();
    from.forEach((key, value) -> plain.put((String) key, plain(value)));
    if (plain.get("class_name") instanceof String className && plain.get("config") instanceof Map<?, ?> config) {
      plain.put("config", config(className, config));
    }
    return plain;
  }

  private static Map<String, Object> config(String className, Map<?, ?> given) {
    Map<String, Object> config = new LinkedHashMap<>();
    given.forEach((key, value) -> config.put((String) key, value));
    if (config.containsKey("batch_shape")) {
      config.put("batch_input_shape", config.remove("batch_shape"));
    }
    if (config.containsKey("pool_size") && config.get("strides") == null) {
      config.put("strides", config.get("pool_size"));
    }
    if (className.equals("LeakyReLU")) {
      config.put("alpha", config.remove("negative_slope"));
    } else if (className.equals("Embedding")) {
      config.put("input_length", null);
    }
    return config;
  }
}
