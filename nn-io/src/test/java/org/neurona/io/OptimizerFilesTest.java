package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.config.CustomObjects;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.MaxNorm;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.regularizers.OrthogonalRegularizer;
import org.neurona.regularizers.Regularizer;
import org.neurona.schedules.CosineDecay;

/** Optimizers, constraints and penalties in files: with everything they can do switched on, training goes on. */
class OptimizerFilesTest {
  private static final Map<String, Object> COMMON = Map.of(
      "learning_rate", new CosineDecay(0.05, 20).warmup(0.1, 3).toPlain(), "weight_decay", 0.01, "clipnorm", 0.5,
      "use_ema", true, "ema_momentum", 0.9, "ema_overwrite_frequency", 2, "gradient_accumulation_steps", 2,
      "exclude_from_weight_decay", List.of("bias"));
  /** What an optimizer has of its own, away from the defaults. */
  private static final Map<String, Map<String, Object>> OWN = Map.ofEntries(
      Map.entry("SGD", Map.of("momentum", 0.8, "nesterov", true)),
      Map.entry("RMSprop", Map.of("rho", 0.8, "momentum", 0.5, "epsilon", 1e-5, "centered", true)),
      Map.entry("Adam", Map.of("beta_1", 0.8, "beta_2", 0.9, "epsilon", 1e-5, "amsgrad", true)),
      Map.entry("AdamW", Map.of("beta_1", 0.8, "beta_2", 0.9, "epsilon", 1e-5, "amsgrad", true)),
      Map.entry("Adamax", Map.of("beta_1", 0.8, "beta_2", 0.9, "epsilon", 1e-5)),
      Map.entry("Nadam", Map.of("beta_1", 0.8, "beta_2", 0.9, "epsilon", 1e-5)),
      Map.entry("Adagrad", Map.of("initial_accumulator_value", 0.2, "epsilon", 1e-5)),
      Map.entry("Adadelta", Map.of("rho", 0.8, "epsilon", 1e-5)),
      Map.entry("Ftrl", Map.of("learning_rate_power", -0.6, "initial_accumulator_value", 0.2,
          "l1_regularization_strength", 0.01, "l2_regularization_strength", 0.02,
          "l2_shrinkage_regularization_strength", 0.03, "beta", 0.1)),
      Map.entry("Lion", Map.of("beta_1", 0.8, "beta_2", 0.9)),
      Map.entry("Lamb", Map.of("beta_1", 0.8, "beta_2", 0.9, "epsilon", 1e-5)),
      Map.entry("Adafactor", Map.of("beta_2_decay", -0.7, "epsilon_1", 1e-20, "epsilon_2", 1e-2, "clip_threshold", 2.0,
          "relative_step", false)),
      Map.entry("ScheduleFreeAdamW", Map.of("beta_1", 0.8, "beta_2", 0.9, "epsilon", 1e-5, "warmup_steps", 3)),
      Map.entry("Muon", Map.ofEntries(Map.entry("adam_beta_1", 0.8), Map.entry("adam_beta_2", 0.9),
          Map.entry("epsilon", 1e-5), Map.entry("exclude_layers", List.of("out$", "nothing")), Map.entry("muon_a", 3.0),
          Map.entry("muon_b", -4.0), Map.entry("muon_c", 2.0), Map.entry("adam_lr_ratio", 0.5),
          Map.entry("momentum", 0.8), Map.entry("ns_steps", 3), Map.entry("nesterov", false),
          Map.entry("exclude_embeddings", false), Map.entry("adam_weight_decay", 0.1), Map.entry("rms_rate", 0.3))));

  @TempDir
  Path folder;

  private static Optimizer everything(String name) {
    Map<String, Object> config = new LinkedHashMap<>(COMMON);
    config.putAll(OWN.get(name));
    return Optimizers.catalogue().read(Map.of("class_name", name, "config", config), CustomObjects.none());
  }

  private static Model model(Optimizer optimizer) {
    Sequential model = new Sequential(new Input(4), new Dense(6, "tanh").kernelConstraint(new MaxNorm(1.5).axis(0)),
        new Dense(2).name("out").kernelConstraint("unit_norm").biasConstraint("non_neg"));
    model.seed(3).engine("scalar").compile(optimizer, new MeanSquaredError());
    return model;
  }

  /** Batches of one stretch of training. */
  private static void train(Model model, int from, int to) {
    for (int batch = from; batch < to; batch++) {
      Random random = new Random(batch);
      model.trainOnBatch(random(random, 8, 4), random(random, 8, 2));
    }
  }

  private static NDArray random(Random random, int rows, int columns) {
    float[][] values = new float[rows][columns];
    for (float[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return NDArray.of(values);
  }

  static Stream<String> names() {
    return Optimizers.catalogue().entries().stream().map(Optimizer::className);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySettingIsAwayFromItsDefault(String name) {
    Map<String, Object> plain = Optimizers.get(name).config().toMap();
    Map<String, Object> everything = everything(name).config().toMap();
    plain.forEach((key, value) -> {
      // Gradients are clipped in one way only.
      if (!List.of("global_clipnorm", "clipvalue").contains(key)) {
        assertNotEquals(value, everything.get(key), key);
      }
    });
    assertEquals(List.of("bias"), everything.get("exclude_from_weight_decay"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void withEverythingSwitchedOnTrainingGoesOnToTheBit(String name) throws IOException {
    Model straight = model(everything(name));
    train(straight, 0, 12);
    Model first = model(everything(name));
    // In the middle of two batches whose gradients are accumulated.
    train(first, 0, 5);
    Path file = folder.resolve("model.json");

    Models.save(first, file);
    Model second = Models.load(file, new LoadOptions().engine("scalar"));
    train(second, 5, 12);

    assertEquals(straight.getWeights(), second.getWeights());
    assertEquals(straight.trainingState(), second.trainingState());
    assertNotEquals(first.getWeights(), second.getWeights());
    assertEquals(Models.toJson(straight), Models.toJson(second));
  }

  @Test
  void constraintsAndPenaltiesOfOnesOwnComeBackWhenTheyAreRegistered() throws IOException {
    Constraint whole = Constraint.of("whole", Ops::floor);
    Regularizer largest = Regularizer.of("largest", x -> Ops.max(x, false, 0, 1));
    Sequential model = new Sequential(new Input(4), new Dense(3).kernelConstraint(whole).kernelRegularizer(largest),
        new Dense(2).kernelRegularizer(OrthogonalRegularizer.of(0.1, "columns")));
    model.engine("scalar").compile("sgd", "mse");
    Path file = folder.resolve("own.json");
    Models.save(model, file);
    Model loaded = Models.load(file, new LoadOptions().engine("scalar").customObjects(whole, largest));

    train(model, 0, 3);
    train(loaded, 0, 3);

    assertEquals(model.getWeights(), loaded.getWeights());
    for (double w : loaded.getWeights().get(0).toDoubleArray()) {
      assertEquals(Math.rint(w), w);
    }
    assertEquals(Models.toJson(model), Models.toJson(loaded));
  }

  static Stream<Arguments> plainOfKeras() {
    String common = "\"weight_decay\": null, \"clipnorm\": null, \"global_clipnorm\": null, \"clipvalue\": null, "
        + "\"use_ema\": false, \"ema_momentum\": 0.99, \"ema_overwrite_frequency\": null";
    return Stream.of(
        // What Keras 3.11 wrote, and tf.keras 2.13.
        Arguments.of("adam", "\"name\": \"adam\", \"learning_rate\": 0.0005000000237487257, " + common
            + ", \"loss_scale_factor\": null, \"gradient_accumulation_steps\": null, \"beta_1\": 0.9, "
            + "\"beta_2\": 0.999, \"epsilon\": 1e-07, \"amsgrad\": false", "Adam(learningRate=5.000000237487257E-4, "
            + "name=adam)"),
        Arguments.of("Adam", "\"name\": \"Adam\", " + common + ", \"jit_compile\": true, "
            + "\"is_legacy_optimizer\": false, \"learning_rate\": 0.001, \"beta_1\": 0.8, \"beta_2\": 0.999, "
            + "\"epsilon\": 1e-07, \"amsgrad\": false",
            "Adam(learningRate=0.001, beta1=0.8, name=Adam, jitCompile=true, isLegacyOptimizer=false)"));
  }

  @ParameterizedTest
  @MethodSource("plainOfKeras")
  void whatKerasWritesOfAnOptimizerIsReadAndWrittenBack(String name, String config, String optimizer)
      throws IOException {
    Path file = folder.resolve("plain.json");
    Models.save(model(Optimizers.get("adam")), file);
    String text = Files.readString(file);
    String changed = text.replaceFirst("(?s)(\"class_name\": \"Adam\",\\s*\"config\": )\\{.*?\\}",
        "$1{" + Matcher.quoteReplacement(config) + "}");
    assertNotEquals(text, changed);
    Files.writeString(file, changed);

    Model loaded = Models.load(file, new LoadOptions().engine("scalar"));
    train(loaded, 0, 1);
    Models.save(loaded, file);

    assertEquals(optimizer, Models.load(file).compileOptions().optimizer().toString());
    assertTrue(Files.readString(file).contains("\"name\": \"" + name + "\""), Files.readString(file));
  }
}
