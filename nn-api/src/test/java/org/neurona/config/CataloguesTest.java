package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.GlorotUniform;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Dense;
import org.neurona.layers.Layers;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.Optimizers;
import org.neurona.regularizers.L2;
import org.neurona.regularizers.Regularizers;
import org.neurona.schedules.LearningRateSchedules;

/** Every entry of every catalogue: names find it, and plain data brings it back as it was. */
class CataloguesTest {
  private static final List<Catalogue<?>> ALL = List.of(Activations.catalogue(), Initializers.catalogue(),
      Regularizers.catalogue(), Constraints.catalogue(), Layers.catalogue(), Losses.catalogue(), Metrics.catalogue(),
      Optimizers.catalogue(), LearningRateSchedules.catalogue());

  static Stream<Arguments> entries() {
    return ALL.stream().flatMap(catalogue -> catalogue.entries().stream()
        .map(entry -> Arguments.of(Named.of(catalogue.kind(), catalogue), Named.of(entry.className(), entry))));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void anEntryComesBackFromItsPlainData(Catalogue<?> catalogue, Configurable entry) {
    Configurable read = catalogue.read(entry.toPlain(), CustomObjects.none());

    assertEquals(entry.getClass(), read.getClass());
    assertEquals(entry.toPlain(), read.toPlain());
  }

  @Test
  void allOfKerasActivationsAndTheOldHardSigmoidAreKnownByName() {
    assertEquals(List.of("celu", "elu", "exponential", "gelu", "glu", "hard_shrink", "hard_sigmoid",
        "hard_sigmoid_keras2", "hard_silu", "hard_swish", "hard_tanh", "leaky_relu", "linear", "log_sigmoid",
        "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu", "soft_shrink", "softmax", "softplus",
        "softsign", "sparse_plus", "sparse_sigmoid", "sparsemax", "squareplus", "swish", "tanh", "tanh_shrink",
        "threshold"),
        Activations.catalogue().identifiers());
  }

  @Test
  void noActivationIsTheLinearOne() {
    assertEquals(Activations.get("linear"), Activations.get(null));
    assertEquals("linear", new Dense(3, null).activation().name());
  }

  @Test
  void aliasesAreTheSameEntry() {
    assertEquals(Losses.get("mse"), Losses.get("MeanSquaredError"));
    assertEquals(Activations.get("swish"), Activations.get("silu"));
    assertEquals(Initializers.get("normal"), Initializers.get("random_normal"));
  }

  @Test
  void optimizersAreTakenInLettersOfEitherCaseAsInKeras() {
    assertEquals(Optimizers.get("rmsprop"), Optimizers.get("RMSProp"));
    assertEquals("SGD()", Optimizers.catalogue().read(Map.of("class_name", "Sgd"), CustomObjects.none()).toString());
    assertThrows(IllegalArgumentException.class, () -> Losses.get("Mse"));
  }

  @Test
  void settingsInPlainDataAreTakenOver() {
    Object plain = Map.of("class_name", "Adam", "config", Map.of("learning_rate", 0.5, "amsgrad", true));

    assertEquals("Adam(learningRate=0.5, amsgrad=true)",
        Optimizers.catalogue().read(plain, CustomObjects.none()).toString());
  }

  @Test
  void anUnknownNameGetsASuggestionOrTheList() {
    String known = "l1, l1_l2, l2, orthogonal_regularizer";
    assertEquals("Could not interpret regularizer identifier: L3. Did you mean \"l1\"? Known: " + known,
        assertThrows(IllegalArgumentException.class, () -> Regularizers.get("L3")).getMessage());
    assertEquals("Could not interpret regularizer identifier: dropout. Known: " + known,
        assertThrows(IllegalArgumentException.class, () -> Regularizers.get("dropout")).getMessage());
    assertEquals("Could not interpret regularizer identifier: null. Known: " + known,
        assertThrows(IllegalArgumentException.class, () -> Regularizers.get(null)).getMessage());
  }

  static Stream<Arguments> badPlainData() {
    return Stream.of(
        Arguments.of(Map.of("class_name", "L2", "config", Map.of("l3", 1)), "L2 has no setting l3. Known: l2"),
        Arguments.of(Map.of("class_name", "L2", "config", Map.of("l2", -1)),
            "L2: Received an invalid value for l2, expected a finite number >= 0. Received: l2=-1.0"),
        Arguments.of(Map.of("class_name", "L2", "config", Map.of("l2", "much")),
            "L2: Received an invalid value for l2, expected a finite number >= 0. Received: l2=much"),
        Arguments.of(Map.of("class_name", "L2", "config", "none"), "The config of regularizer L2 must be an object"),
        Arguments.of(Map.of("config", Map.of()),
            "Could not interpret regularizer: expected a name, or an object with class_name and config"));
  }

  @ParameterizedTest
  @MethodSource("badPlainData")
  void wrongPlainDataIsRefused(Object plain, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class,
        () -> Regularizers.catalogue().read(plain, CustomObjects.none())).getMessage());
  }

  @Test
  void aRequiredSettingMustBeThere() {
    assertEquals("Dense: units is missing", assertThrows(IllegalArgumentException.class,
        () -> Layers.catalogue().read(Map.of("class_name", "Dense"), CustomObjects.none())).getMessage());
  }

  @Test
  void customObjectsAreFoundByNameAndKind() {
    ActivationFunction own = ActivationFunction.of("own", x -> x);
    CustomObjects custom = CustomObjects.of(own);

    assertEquals("own", Activations.catalogue().read("own", custom).name());
    assertThrows(IllegalArgumentException.class, () -> Losses.catalogue().read("own", custom));
    assertEquals("Two custom objects are called own", assertThrows(IllegalArgumentException.class,
        () -> CustomObjects.of(own, ActivationFunction.of("own", x -> x))).getMessage());
  }

  @Test
  void twoEntriesCannotHaveOneName() {
    assertEquals("Two entries of activation function are called a", assertThrows(IllegalArgumentException.class,
        () -> Catalogue.of("activation function", ActivationFunction.class)
            .add(ActivationFunction.of("a", x -> x)).add(ActivationFunction.of("a", x -> x))).getMessage());
  }

  @Test
  void aFluentMethodLeavesTheOriginalAsItWas() {
    Adam original = new Adam();
    Adam changed = original.learningRate(0.5).beta1(0.8);

    assertEquals("Adam()", original.toString());
    assertEquals("Adam(learningRate=0.5, beta1=0.8)", changed.toString());
    assertTrue(new Dense(2).kernelInitializer(new GlorotUniform().seed(3)).kernelRegularizer(L2.of(0.1)).toString()
        .startsWith("Dense(units=2, kernelInitializer=GlorotUniform(seed=3)"));
  }
}
