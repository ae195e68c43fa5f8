package org.neurona.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.losses.Losses;
import org.neurona.optimizers.Adagrad;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.Adamax;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.RMSprop;
import org.neurona.optimizers.SGD;

/** Training against TensorFlow.js: the loss at the start, of each epoch, and the weights at the end. */
class GoldenTrainingTest {
  private static final double TOLERANCE = 1e-4;
  /** Without Adadelta: TensorFlow.js divides by the mean square from before the step, unlike the paper and Keras. */
  private static final List<String> CASES = List.of(
      "adagrad__categoricalCrossentropy", "adam__binaryCrossentropy", "adam__categoricalCrossentropy",
      "adamax__categoricalCrossentropy", "rmsprop__categoricalCrossentropy", "sgd__binaryCrossentropy",
      "sgd__categoricalCrossentropy__l2", "sgd__categoricalHinge", "sgd__hinge", "sgd__logcosh",
      "sgd__meanAbsolutePercentageError", "sgd__meanSquaredError", "sgd__meanSquaredLogarithmicError",
      "sgd__poisson", "sgd__squaredHinge", "sgd_momentum__categoricalCrossentropy",
      "sgd_nesterov__categoricalCrossentropy");

  static Stream<Arguments> casesAndEngines() {
    return CASES.stream().flatMap(name -> Stream.of("commons-math", "scalar", "simd")
        .map(engine -> Arguments.of(name, engine)));
  }

  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void trajectoryIsThatOfTensorFlowJs(String name, String engine) throws IOException {
    Golden golden = Golden.read("training/" + name);
    Model model = golden.model().engine(engine);
    String loss = golden.json().get("loss").getAsString().replaceAll("([A-Z])", "_$1").toLowerCase();
    model.compile(optimizer(golden.json()), Losses.get(loss));
    model.setWeights(golden.arrays("start_weights"));
    NDArray x = golden.array("x");
    NDArray y = golden.array("y");

    double start = model.evaluate(x, y).get("loss");
    History history = model.fit(x, y, new FitOptions().epochs(golden.json().get("epochs").getAsInt())
        .batchSize(golden.json().get("batch_size").getAsInt()).shuffle(false).verbose(0));

    // Unlike Keras', TensorFlow.js' evaluate leaves the penalties out.
    double penalty = golden.json().get("kernel_l2").getAsDouble() * (squares(golden, 0) + squares(golden, 2));
    assertEquals(golden.json().getAsJsonObject("evaluate_at_start").get("loss").getAsDouble() + penalty, start,
        TOLERANCE);
    for (int epoch = 0; epoch < history.epochs().size(); epoch++) {
      double expected = golden.json().getAsJsonArray("history_loss").get(epoch).getAsDouble();
      assertEquals(expected, history.get("loss").get(epoch), TOLERANCE * Math.max(1, Math.abs(expected)),
          "epoch " + epoch);
    }
    List<NDArray> expected = golden.arrays("final_weights");
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(model.getWeights().get(i).allClose(expected.get(i), TOLERANCE, TOLERANCE),
          "weight " + i + ": expected " + expected.get(i) + " but got " + model.getWeights().get(i));
    }
  }

  private static double squares(Golden golden, int weight) {
    return Arrays.stream(golden.arrays("start_weights").get(weight).toDoubleArray()).map(w -> w * w).sum();
  }

  private static Optimizer optimizer(JsonObject json) {
    JsonObject config = json.getAsJsonObject("optimizer_config");
    double rate = config.get("learning_rate").getAsDouble();
    return switch (json.get("optimizer").getAsString()) {
      case "sgd" -> new SGD().learningRate(rate);
      case "sgd_momentum" -> new SGD().momentum(config.get("momentum").getAsDouble()).learningRate(rate);
      case "sgd_nesterov" ->
          new SGD().momentum(config.get("momentum").getAsDouble()).nesterov(true).learningRate(rate);
      // TensorFlow.js adds its epsilon after the bias correction, Keras before it: over these few steps that is about
      // a tenth of the number.
      case "adam" -> new Adam().learningRate(rate).epsilon(config.get("epsilon").getAsDouble() / 10);
      // TensorFlow.js adds Adagrad's epsilon after the root: of a root above 0.3 that is nothing.
      case "adagrad" -> new Adagrad().learningRate(rate);
      case "adamax" -> new Adamax().learningRate(rate);
      case "rmsprop" -> new RMSprop().learningRate(rate);
      default -> throw new IllegalArgumentException(json.get("optimizer").getAsString());
    };
  }
}
