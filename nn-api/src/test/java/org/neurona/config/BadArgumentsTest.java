package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.initializers.Constant;
import org.neurona.initializers.Identity;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.initializers.Orthogonal;
import org.neurona.initializers.RandomNormal;
import org.neurona.initializers.RandomUniform;
import org.neurona.initializers.VarianceScaling;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Reshape;
import org.neurona.losses.BinaryCrossentropy;
import org.neurona.losses.CategoricalCrossentropy;
import org.neurona.losses.Losses;
import org.neurona.losses.MeanSquaredError;
import org.neurona.metrics.BinaryAccuracy;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.Optimizers;
import org.neurona.optimizers.RMSprop;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L1;
import org.neurona.regularizers.L1L2;
import org.neurona.regularizers.L2;

/** What a wrong argument is answered with: the class, the argument, the rule and the value, in one voice. */
class BadArgumentsTest {
  private static Arguments invalid(Executable call, String owner, String argument, String rule, Object value) {
    return Arguments.of(call, owner + ": Received an invalid value for " + argument + ", expected " + rule
        + ". Received: " + argument + "=" + value);
  }

  static Stream<Arguments> values() {
    return Stream.of(
        invalid(() -> new Dense(0), "Dense", "units", "a positive integer", 0),
        invalid(() -> new Dense(-3, "relu"), "Dense", "units", "a positive integer", -3),
        invalid(() -> new Dense(1).activation((ActivationFunction) null), "Dense", "activation",
            "an entry of activation function", null),
        invalid(() -> new Dense(1).kernelInitializer((Initializer) null), "Dense", "kernelInitializer",
            "an entry of initializer", null),
        invalid(() -> new Dropout(1.5), "Dropout", "rate", "a float value between 0 and 1", 1.5),
        invalid(() -> new Dropout(-0.1), "Dropout", "rate", "a float value between 0 and 1", -0.1),
        invalid(() -> new Dropout(Double.NaN), "Dropout", "rate", "a float value between 0 and 1", Double.NaN),
        invalid(() -> new Reshape(-1, 2, -1), "Reshape", "targetShape", "a shape with at most one -1",
            "(None, 2, None)"),
        invalid(() -> L1.of(-1), "L1", "l1", "a finite number >= 0", -1.0),
        invalid(() -> L2.of(Double.POSITIVE_INFINITY), "L2", "l2", "a finite number >= 0", "Infinity"),
        invalid(() -> L1L2.of(0, -2), "L1L2", "l2", "a finite number >= 0", -2.0),
        invalid(() -> new Constant(Double.NaN), "Constant", "value", "a finite number", Double.NaN),
        invalid(() -> new Orthogonal(Double.NaN), "Orthogonal", "gain", "a finite number", Double.NaN),
        invalid(() -> new RandomNormal(0, -1), "RandomNormal", "stddev", "a finite number >= 0", -1.0),
        invalid(() -> new RandomUniform(0, Double.NaN), "RandomUniform", "maxval", "a finite number", Double.NaN),
        invalid(() -> new VarianceScaling(0, "fan_in", "uniform"), "VarianceScaling", "scale", "a finite number > 0",
            0.0),
        invalid(() -> new VarianceScaling(1, "fan", "uniform"), "VarianceScaling", "mode",
            "one of fan_in, fan_out, fan_avg", "fan"),
        invalid(() -> new VarianceScaling(1, "fan_in", "normal"), "VarianceScaling", "distribution",
            "one of uniform, truncated_normal, untruncated_normal", "normal"),
        invalid(() -> new MeanSquaredError().reduction("most"), "MeanSquaredError", "reduction",
            "one of sum_over_batch_size, sum, mean, mean_with_sample_weight, none", "most"),
        invalid(() -> new BinaryCrossentropy().labelSmoothing(2), "BinaryCrossentropy", "labelSmoothing",
            "a number in [0, 1]", 2.0),
        invalid(() -> new CategoricalCrossentropy().labelSmoothing(-1), "CategoricalCrossentropy", "labelSmoothing",
            "a number in [0, 1]", -1.0),
        invalid(() -> new BinaryAccuracy().threshold(1), "BinaryAccuracy", "threshold", "a number in (0, 1)", 1.0),
        invalid(() -> new SGD(-1), "SGD", "learningRate",
            "a finite number >= 0 or a schedule", -1.0),
        invalid(() -> new SGD().momentum(1.5), "SGD", "momentum", "a number in [0, 1]", 1.5),
        invalid(() -> new Adam(Double.NaN), "Adam", "learningRate",
            "a finite number >= 0 or a schedule", Double.NaN),
        invalid(() -> new Adam().beta1(1), "Adam", "beta1", "a number in [0, 1)", 1.0),
        invalid(() -> new Adam().beta2(-0.5), "Adam", "beta2", "a number in [0, 1)", -0.5),
        invalid(() -> new Adam().epsilon(-1), "Adam", "epsilon", "a finite number >= 0", -1.0),
        invalid(() -> new RMSprop().rho(1), "RMSprop", "rho", "a number in [0, 1)", 1.0),
        invalid(() -> new RMSprop().momentum(Double.NaN), "RMSprop", "momentum", "a number in [0, 1)", Double.NaN));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of((Executable) () -> Losses.get("mean_sqared_error"), "Could not interpret loss identifier: "
            + "mean_sqared_error. Did you mean \"mean_squared_error\"? Known: " + known(Losses.catalogue())),
        Arguments.of((Executable) () -> Metrics.get("acuracy"), "Could not interpret metric identifier: acuracy. Did "
            + "you mean \"accuracy\"? Known: " + known(Metrics.catalogue())),
        Arguments.of((Executable) () -> Optimizers.get("Adm"),
            "Could not interpret optimizer identifier: Adm. Did you mean \"adam\"? Known: "
                + known(Optimizers.catalogue())),
        Arguments.of((Executable) () -> new Dense(1).kernelInitializer("xavier"), "Could not interpret initializer "
            + "identifier: xavier. Known: constant, glorot_normal, glorot_uniform, he_normal, he_uniform, identity, "
            + "lecun_normal, lecun_uniform, normal, one, ones, orthogonal, random_normal, random_uniform, "
            + "truncated_normal, uniform, variance_scaling, zero, zeros"),
        Arguments.of((Executable) () -> new Dense(1).biasRegularizer("l12"),
            "Could not interpret regularizer identifier: l12. Did you mean \"l1\"? Known: l1, l1_l2, l2, "
            + "orthogonal_regularizer"),
        Arguments.of((Executable) () -> new Dense(1, "rellu"), "Could not interpret activation function identifier: "
            + "rellu. Did you mean \"relu\"? Known: " + known(Activations.catalogue())),
        Arguments.of((Executable) () -> new Dense(1).activation("convolution"), "Could not interpret activation "
            + "function identifier: convolution. Known: " + known(Activations.catalogue())));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of((Executable) () -> Initializers.get("orthogonal").values(Shape.of(3), null),
            "The tensor to initialize must be at least two-dimensional. Received: shape=(3,) of rank 1."),
        Arguments.of((Executable) () -> new Identity().values(Shape.of(2, 2, 2), null), "Identity matrix initializer "
            + "can only be used for 2D matrices. Received: shape=(2, 2, 2) of rank 3."));
  }

  private static String known(Catalogue<?> catalogue) {
    return String.join(", ", catalogue.identifiers());
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource({"values", "names", "shapes"})
  void aBadArgumentIsNamedWithItsValueAndTheRule(Executable call, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
