package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Layers;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizers;
import org.neurona.regularizers.Regularizers;

/** Keras 3's keys and defaults, written out: a row for every class. */
class DefaultsTest {
  private static final List<Catalogue<?>> CATALOGUES = List.of(Initializers.catalogue(), Regularizers.catalogue(),
      Layers.catalogue(), Losses.catalogue(), Metrics.catalogue(), Optimizers.catalogue());
  private static final String LAYER = "name=null, trainable=true, input_shape=null";
  private static final String KERNEL = "activation=linear, use_bias=true, "
      + "kernel_initializer={class_name=GlorotUniform, config={seed=null}}, "
      + "bias_initializer={class_name=Zeros, config={}}, kernel_regularizer=null, bias_regularizer=null, "
      + "activity_regularizer=null";
  private static final String LOSS = "reduction=sum_over_batch_size";
  private static final Map<String, String> DEFAULTS = new TreeMap<>();

  static {
    row("initializer Zeros", "");
    row("initializer Ones", "");
    row("initializer Constant", "value=0.0");
    row("initializer Identity", "gain=1.0");
    row("initializer Orthogonal", "gain=1.0, seed=null");
    row("initializer RandomUniform", "minval=-0.05, maxval=0.05, seed=null");
    row("initializer RandomNormal", "mean=0.0, stddev=0.05, seed=null");
    row("initializer TruncatedNormal", "mean=0.0, stddev=0.05, seed=null");
    row("initializer VarianceScaling", "scale=1.0, mode=fan_in, distribution=truncated_normal, seed=null");
    for (String kind : new String[] {"Glorot", "He", "Lecun"}) {
      row("initializer " + kind + "Uniform", "seed=null");
      row("initializer " + kind + "Normal", "seed=null");
    }
    row("regularizer L1", "l1=0.01");
    row("regularizer L2", "l2=0.01");
    row("regularizer L1L2", "l1=0.0, l2=0.0");
    row("layer InputLayer", "name=null, trainable=true, input_shape=[]");
    row("layer Dense", LAYER + ", units=1, " + KERNEL);
    row("layer Flatten", LAYER);
    row("layer Activation", LAYER + ", activation=linear");
    row("layer Dropout", LAYER + ", rate=0.0");
    row("layer Reshape", LAYER + ", target_shape=[]");
    row("layer Concatenate", LAYER + ", axis=-1");
    row("layer Add", LAYER);
    for (int axes = 1; axes <= 3; axes++) {
      List<Integer> ones = Collections.nCopies(axes, 1);
      row("layer Conv" + axes + "D", LAYER + ", filters=1, kernel_size=" + ones + ", strides=" + ones
          + ", padding=valid, data_format=channels_last, dilation_rate=" + ones + ", groups=1, " + KERNEL);
      for (String kind : new String[] {"Max", "Average"}) {
        row("layer " + kind + "Pooling" + axes + "D", LAYER + ", pool_size=" + Collections.nCopies(axes, 2)
            + ", padding=valid, strides=null, data_format=channels_last");
        row("layer Global" + kind + "Pooling" + axes + "D", LAYER + ", data_format=channels_last, keepdims=false");
      }
    }
    row("loss MeanSquaredError", LOSS);
    row("loss MeanAbsoluteError", LOSS);
    row("loss HalfSumOfSquares", LOSS);
    row("loss BinaryCrossentropy", LOSS + ", from_logits=false, label_smoothing=0.0");
    row("loss CategoricalCrossentropy", LOSS + ", from_logits=false, label_smoothing=0.0");
    row("loss SparseCategoricalCrossentropy", LOSS + ", from_logits=false");
    row("metric accuracy", "");
    row("metric BinaryAccuracy", "threshold=0.5");
    row("metric CategoricalAccuracy", "");
    row("metric SparseCategoricalAccuracy", "");
    row("metric MeanSquaredError", "");
    row("metric MeanAbsoluteError", "");
    row("metric RootMeanSquaredError", "");
    row("optimizer SGD", "learning_rate=0.01, momentum=0.0, nesterov=false");
    row("optimizer RMSprop", "learning_rate=0.001, rho=0.9, momentum=0.0, epsilon=1.0E-7, centered=false");
    row("optimizer Adam", "learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1.0E-7, amsgrad=false");
  }

  private static void row(String entry, String config) {
    DEFAULTS.put(entry, "{" + config + "}");
  }

  private static Map<String, Configurable> entries() {
    Map<String, Configurable> entries = new LinkedHashMap<>();
    for (Catalogue<?> catalogue : CATALOGUES) {
      catalogue.entries().forEach(entry -> entries.put(catalogue.kind() + " " + entry.className(), entry));
    }
    return entries;
  }

  static Stream<Arguments> defaults() {
    return entries().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defaults")
  void defaultsAreThoseOfKeras(String name, Configurable entry) {
    assertEquals(DEFAULTS.get(name), entry.config().toMap().toString());
  }

  @Test
  void everyEntryHasARowAndEveryRowAnEntry() {
    Set<String> known = new TreeSet<>(entries().keySet());

    assertEquals(DEFAULTS.keySet(), known);
  }
}
