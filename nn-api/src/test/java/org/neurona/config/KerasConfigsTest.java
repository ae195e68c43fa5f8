package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.losses.Losses;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.schedules.LearningRateSchedules;

/** Configurations as Keras' get_config writes them, with the keys that mean nothing here. */
class KerasConfigsTest {
  /** BaseOptimizer.get_config of Keras 3.16. */
  private static Map<String, Object> ofKeras(String name) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", name);
    config.put("learning_rate", 0.25);
    for (String key : List.of("weight_decay", "clipnorm", "global_clipnorm", "clipvalue", "ema_overwrite_frequency",
        "loss_scale_factor", "gradient_accumulation_steps")) {
      config.put(key, null);
    }
    config.put("use_ema", false);
    config.put("ema_momentum", 0.99);
    return config;
  }

  static Stream<String> optimizers() {
    return Optimizers.catalogue().entries().stream().map(Optimizer::className);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void everyOptimizerIsReadAndItsNameWrittenBack(String className) {
    Map<String, Object> plain = Map.of("class_name", className, "config", ofKeras("mine"));
    Optimizer optimizer = Optimizers.catalogue().read(plain, CustomObjects.none());

    assertEquals(0.25, optimizer.learningRate());
    assertEquals("mine", optimizer.config().toMap().get("name"));
    assertFalse(optimizer.config().toMap().containsKey("loss_scale_factor"));
    assertEquals(optimizer.toPlain(),
        Optimizers.catalogue().read(optimizer.toPlain(), CustomObjects.none()).toPlain());
  }

  @Test
  void whatOneDoesNotSetIsNotWritten() {
    assertEquals(List.of("learning_rate", "momentum", "nesterov", "weight_decay", "clipnorm", "global_clipnorm",
        "clipvalue", "use_ema", "ema_momentum", "ema_overwrite_frequency", "gradient_accumulation_steps"),
        List.copyOf(Optimizers.get("sgd").config().toMap().keySet()));
  }

  static Stream<Arguments> losses() {
    Map<String, Object> base = Map.of("name", "some_name", "reduction", "sum_over_batch_size");
    Map<String, Object> none = new HashMap<>(Map.of("name", "some_name"));
    none.put("reduction", null);
    return Stream.of(
        Arguments.of("MeanSquaredError", base, "sum_over_batch_size"),
        Arguments.of("MeanSquaredError", none, "none"),
        Arguments.of("MeanSquaredError", with(base, "fn", "mean_squared_error", "reduction", "auto"),
            "sum_over_batch_size"),
        Arguments.of("MeanAbsoluteError", with(base, "dtype", "float32"), "sum_over_batch_size"),
        Arguments.of("BinaryCrossentropy", with(base, "from_logits", true, "label_smoothing", 0.0, "axis", -1),
            "sum_over_batch_size"),
        Arguments.of("BinaryFocalCrossentropy", with(base, "from_logits", false, "label_smoothing", 0.0, "axis", -1,
            "apply_class_balancing", false, "alpha", 0.25, "gamma", 2.0), "sum_over_batch_size"),
        Arguments.of("CategoricalCrossentropy", with(base, "from_logits", false, "label_smoothing", 0.1, "axis", -1),
            "sum_over_batch_size"),
        Arguments.of("CategoricalFocalCrossentropy", with(base, "from_logits", false, "label_smoothing", 0.0, "axis",
            -1, "alpha", 0.25, "gamma", 2.0), "sum_over_batch_size"),
        Arguments.of("SparseCategoricalCrossentropy", with(base, "from_logits", true, "ignore_class", null),
            "sum_over_batch_size"),
        Arguments.of("Dice", with(base, "axis", null), "sum_over_batch_size"),
        Arguments.of("Dice", with(base, "axis", List.of(1, 2, 3)), "sum_over_batch_size"),
        Arguments.of("Tversky", with(base, "alpha", 0.3, "beta", 0.7), "sum_over_batch_size"),
        Arguments.of("Circle", with(base, "gamma", 80.0, "margin", 0.4, "remove_diagonal", true),
            "sum_over_batch_size"));
  }

  private static Map<String, Object> with(Map<String, Object> base, Object... more) {
    Map<String, Object> config = new HashMap<>(base);
    for (int i = 0; i < more.length; i += 2) {
      config.put((String) more[i], more[i + 1]);
    }
    return config;
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everyLossIsReadAndWrittenBack(String className, Map<String, Object> config, String reduction) {
    var loss = Losses.catalogue().read(Map.of("class_name", className, "config", config), CustomObjects.none());

    assertEquals(reduction, loss.reduction());
    Map<String, Object> written = new HashMap<>(loss.config().toMap());
    Map<String, Object> expected = with(config, "reduction", config.get("reduction") == null ? null : reduction);
    assertEquals(expected, written.entrySet().stream().filter(entry -> config.containsKey(entry.getKey()))
        .collect(HashMap::new, (map, entry) -> map.put(entry.getKey(), entry.getValue()), HashMap::putAll));
  }

  @Test
  void schedulesHaveNamesToo() {
    Map<String, Object> config = new HashMap<>(Map.of("initial_learning_rate", 0.1, "decay_steps", 10, "decay_rate",
        0.5, "staircase", true, "name", "ExponentialDecay"));
    Map<String, Object> plain = Map.of("class_name", "ExponentialDecay", "config", config);

    assertEquals(config,
        LearningRateSchedules.catalogue().read(plain, CustomObjects.none()).config().toMap());
    config.put("name", null);
    assertEquals(0.05, LearningRateSchedules.catalogue().read(plain, CustomObjects.none()).at(10));
  }

  @Test
  void otherKeysAreStillUnknown() {
    assertEquals("MeanSquaredError has no setting colour. Known: reduction, name, dtype, fn",
        assertThrows(IllegalArgumentException.class, () -> Losses.catalogue().read(
            Map.of("class_name", "MeanSquaredError", "config", Map.of("colour", 1)), CustomObjects.none()))
            .getMessage());
  }

  @Test
  void whatIsLeftOutSaysWhyInAFileToo() {
    assertEquals("The optimizer LossScaleOptimizer is left out of Neurona: it scales losses up so that float16 doesn't "
        + "lose small gradients, and all numbers here are float32 or float64",
        assertThrows(IllegalArgumentException.class, () -> Optimizers.catalogue().read(
            Map.of("class_name", "LossScaleOptimizer", "config", Collections.emptyMap()), CustomObjects.none()))
            .getMessage());
    assertEquals("The optimizer multioptimizer is left out of Neurona: a model here has one optimizer for all of its "
        + "weights",
        assertThrows(IllegalArgumentException.class, () -> Optimizers.get("multioptimizer")).getMessage());
  }
}
