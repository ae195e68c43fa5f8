package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Keras 1 and 2 called what Keras 3 calls otherwise: classes, keys and values. Files of every version are read as
 * if Keras 3 had written them.
 */
final class OldNames {
  private static final Map<String, String> CLASSES = Map.ofEntries(
      Map.entry("Model", "Functional"),
      Map.entry("Convolution1D", "Conv1D"),
      Map.entry("Convolution2D", "Conv2D"),
      Map.entry("Convolution3D", "Conv3D"),
      Map.entry("AtrousConvolution1D", "Conv1D"),
      Map.entry("AtrousConvolution2D", "Conv2D"),
      Map.entry("AtrousConv1D", "Conv1D"),
      Map.entry("AtrousConv2D", "Conv2D"),
      Map.entry("Deconvolution2D", "Conv2DTranspose"),
      Map.entry("SeparableConvolution1D", "SeparableConv1D"),
      Map.entry("SeparableConvolution2D", "SeparableConv2D"),
      Map.entry("BatchNormalizationV1", "BatchNormalization"),
      Map.entry("BatchNormalizationV2", "BatchNormalization"),
      Map.entry("CuDNNLSTM", "LSTM"),
      Map.entry("CuDNNGRU", "GRU"),
      Map.entry("SyncBatchNormalization", "BatchNormalization"));

  /** The layers that Keras 1 had as one, by their mode. */
  private static final Map<String, String> MERGES = Map.of("sum", "Add", "mul", "Multiply", "concat", "Concatenate",
      "ave", "Average", "max", "Maximum", "dot", "Dot");

  /** Keys that mean the same in every layer. */
  private static final Map<String, String> KEYS = Map.ofEntries(
      Map.entry("init", "kernel_initializer"),
      Map.entry("inner_init", "recurrent_initializer"),
      Map.entry("W_regularizer", "kernel_regularizer"),
      Map.entry("U_regularizer", "recurrent_regularizer"),
      Map.entry("b_regularizer", "bias_regularizer"),
      Map.entry("W_constraint", "kernel_constraint"),
      Map.entry("U_constraint", "recurrent_constraint"),
      Map.entry("b_constraint", "bias_constraint"),
      Map.entry("bias", "use_bias"),
      Map.entry("inner_activation", "recurrent_activation"),
      Map.entry("dropout_W", "dropout"),
      Map.entry("dropout_U", "recurrent_dropout"),
      Map.entry("nb_filter", "filters"),
      Map.entry("filter_length", "kernel_size"),
      Map.entry("border_mode", "padding"),
      Map.entry("subsample", "strides"),
      Map.entry("subsample_length", "strides"),
      Map.entry("pool_length", "pool_size"),
      Map.entry("atrous_rate", "dilation_rate"),
      Map.entry("dim_ordering", "data_format"),
      Map.entry("beta_init", "beta_initializer"),
      Map.entry("gamma_init", "gamma_initializer"));

  /** Keys that mean it in one layer only: {@code class.key}. */
  private static final Map<String, String> KEYS_OF = Map.ofEntries(
      Map.entry("Dense.output_dim", "units"),
      Map.entry("LSTM.output_dim", "units"),
      Map.entry("GRU.output_dim", "units"),
      Map.entry("SimpleRNN.output_dim", "units"),
      Map.entry("Embedding.init", "embeddings_initializer"),
      Map.entry("Embedding.W_regularizer", "embeddings_regularizer"),
      Map.entry("Embedding.W_constraint", "embeddings_constraint"),
      Map.entry("PReLU.init", "alpha_initializer"),
      Map.entry("LeakyReLU.alpha", "negative_slope"),
      Map.entry("Dropout.p", "rate"),
      Map.entry("SpatialDropout1D.p", "rate"),
      Map.entry("SpatialDropout2D.p", "rate"),
      Map.entry("SpatialDropout3D.p", "rate"),
      Map.entry("GaussianDropout.p", "rate"),
      Map.entry("GaussianNoise.sigma", "stddev"),
      Map.entry("MaxPooling1D.stride", "strides"),
      Map.entry("AveragePooling1D.stride", "strides"),
      Map.entry("UpSampling1D.length", "size"),
      Map.entry("Concatenate.concat_axis", "axis"),
      Map.entry("Dot.dot_axes", "axes"));

  private static final Set<String> RECURRENT = Set.of("LSTM", "GRU", "SimpleRNN");
  /** Keras 2 fills the last axis' statistics under the name of a list. */
  private static final String HARD_SIGMOID = "hard_sigmoid";
  /** {@code clip(0.2 x + 0.5, 0, 1)}. */
  static final String OLD_HARD_SIGMOID = "hard_sigmoid_keras2";

  private OldNames() {}

  /** The class of a layer, with its mode where that decides. */
  static String className(String name, Map<?, ?> config) {
    if (name.equals("Merge") && config.get("mode") instanceof String mode && MERGES.containsKey(mode)) {
      return MERGES.get(mode);
    }
    return CLASSES.getOrDefault(name, name);
  }

  /**
   * A layer's config under Keras 3's keys.
   *
   * @param className the class, after {@link #className}
   * @param version the Keras that wrote it: 1, 2 or 3
   */
  static Map<String, Object> config(String className, Map<?, ?> config, int version) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : config.entrySet()) {
      String key = (String) entry.getKey();
      String general = version < 3 ? KEYS.getOrDefault(key, key) : key;
      renamed.put(KEYS_OF.getOrDefault(className + "." + key, general), entry.getValue());
    }
    if (version == 1) {
      keras1(className, renamed);
    }
    if (className.equals("GRU") && version < 3) {
      renamed.putIfAbsent("reset_after", false);
    }
    if (className.equals("BatchNormalization") && renamed.get("axis") instanceof List<?> axes && axes.size() == 1) {
      renamed.put("axis", axes.get(0));
    }
    return renamed;
  }

  private static void keras1(String className, Map<String, Object> config) {
    gather(config, "kernel_size", "nb_row", "nb_col");
    gather(config, "kernel_size", "kernel_dim1", "kernel_dim2", "kernel_dim3");
    config.computeIfPresent("data_format", (key, value) -> value.equals("tf") ? "channels_last"
        : value.equals("th") ? "Theano's order" : value);
    if (RECURRENT.contains(className)) {
      if (config.remove("forget_bias_init") instanceof String forget && className.equals("LSTM")) {
        config.put("unit_forget_bias", forget.equals("one"));
      }
    }
    if (MERGES.containsValue(className)) {
      config.keySet().removeAll(Set.of("mode", "mode_type", "output_shape", "output_shape_type", "output_mask",
          "output_mask_type", "arguments"));
      if (!className.equals("Concatenate")) {
        config.remove("axis");
        config.remove("concat_axis");
      }
      if (!className.equals("Dot")) {
        config.remove("axes");
        config.remove("dot_axes");
      }
    }
  }

  /** Makes one list of what came as a key for each axis. */
  private static void gather(Map<String, Object> config, String key, String... parts) {
    if (config.containsKey(parts[0])) {
      List<Object> all = new ArrayList<>();
      for (String part : parts) {
        all.add(config.remove(part));
      }
      config.put(key, all);
    }
  }

  /** The activation that a name meant. */
  static String activation(String name, int version) {
    return version < 3 && name.equals(HARD_SIGMOID) ? OLD_HARD_SIGMOID : name;
  }

  /** The name of a distribution that {@code VarianceScaling} draws from. */
  static Object distribution(Object name) {
    return "normal".equals(name) ? "truncated_normal" : name;
  }

  /** Optimizers' configs under Keras 3's keys. */
  static Map<String, Object> optimizer(Map<?, ?> config) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    config.forEach((key, value) -> renamed.put(key.equals("lr") ? "learning_rate" : (String) key, value));
    Object decay = renamed.remove("decay");
    if (decay instanceof Number rate && rate.doubleValue() != 0) {
      // The rate of step t was rate / (1 + decay t).
      Map<String, Object> schedule = new LinkedHashMap<>();
      schedule.put("initial_learning_rate", renamed.get("learning_rate"));
      schedule.put("decay_steps", 1L);
      schedule.put("decay_rate", rate);
      renamed.put("learning_rate", Map.of("class_name", "InverseTimeDecay", "config",
          Collections.unmodifiableMap(schedule)));
    }
    if (renamed.get("epsilon") == null) {
      renamed.remove("epsilon");
    }
    return renamed;
  }
}
