package org.neurona.core.golden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.CompileOptions;
import org.neurona.GradientTape;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Conv1D;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Masking;
import org.neurona.layers.SpectralNormalization;
import org.neurona.layers.TimeDistributed;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;
import org.neurona.training.TrainStep;

/**
 * Layers whose own weights change while they compute, against steps of training that Keras made: by the standard step,
 * by one of a user's own and by a tape.
 */
class GoldenWrappersTest {
  private static final double TOLERANCE = 1e-5;
  private static final double GRADIENT_TOLERANCE = 1e-4;
  private static final String TWICE = "batch_norm_twice";
  private static final String MASKED = "distributed_batch_norm_masked";
  private static final Map<String, Layer[]> CASES = cases();

  private static Map<String, Layer[]> cases() {
    Map<String, Layer[]> cases = new LinkedHashMap<>();
    cases.put("spectral_dense", new Layer[] {new SpectralNormalization(new Dense(3))});
    cases.put("spectral_dense_regularized", new Layer[] {
        new SpectralNormalization(new Dense(3).kernelRegularizer(L2.of(0.1))).powerIterations(2)});
    cases.put("spectral_conv", new Layer[] {new SpectralNormalization(new Conv1D(3, 2))});
    cases.put("distributed_dense", new Layer[] {new TimeDistributed(new Dense(3))});
    cases.put("distributed_batch_norm", new Layer[] {new TimeDistributed(new BatchNormalization().momentum(0.8))});
    cases.put(MASKED, new Layer[] {new Masking(), new TimeDistributed(new BatchNormalization())});
    cases.put("distributed_spectral", new Layer[] {new TimeDistributed(new SpectralNormalization(new Dense(3)))});
    cases.put(TWICE, new Layer[] {new BatchNormalization().momentum(0.8)});
    return cases;
  }

  static Stream<Arguments> casesAndEngines() {
    return CASES.keySet().stream()
        .flatMap(name -> Stream.of("commons-math", "scalar", "simd").map(engine -> Arguments.of(name, engine)));
  }

  /** The loss of Keras' side has no mask, which the losses of models have. */
  static Stream<Arguments> withoutMask() {
    return casesAndEngines().filter(arguments -> !arguments.get()[0].equals(MASKED));
  }

  static Stream<Arguments> calledOnce() {
    return withoutMask().filter(arguments -> !arguments.get()[0].equals(TWICE));
  }

  /** What Keras computed, and a model with the weights that it began with. */
  private record Run(Golden golden, Model model) {
    static Run of(String name, String engine, TrainStep step) throws IOException {
      Golden golden = new Golden(Golden.read("wrappers").json().getAsJsonObject(name));
      int[] dims = golden.arrays("inputs").get(0).shape().dims();
      Sequential model = new Sequential(new Input(Arrays.copyOfRange(dims, 1, dims.length)));
      for (Layer layer : CASES.get(name)) {
        model.add(layer.copy());
      }
      model.engine(engine);
      model.setWeights(golden.arrays("weights"));
      model.compile(new CompileOptions().optimizer(new SGD(golden.json().get("rate").getAsDouble()))
          .loss(new MeanSquaredError()).trainStep(step));
      return new Run(golden, model);
    }

    int steps() {
      return golden.arrays("inputs").size();
    }

    NDArray x(int step) {
      return golden.arrays("inputs").get(step);
    }

    NDArray y(int step) {
      return golden.arrays("targets").get(step);
    }

    void assertLoss(int step, double loss) {
      assertEquals(golden.json().getAsJsonArray("losses").get(step).getAsDouble(), loss, TOLERANCE, "loss " + step);
    }

    void assertAfter(int step) {
      assertAllClose(arrays("after", step), model.getWeights(), TOLERANCE, "after step " + step);
    }

    List<NDArray> arrays(String key, int step) {
      JsonArray all = golden.json().getAsJsonArray(key).get(step).getAsJsonArray();
      return StreamSupport.stream(all.spliterator(), false).map(one -> Golden.array(one.getAsJsonObject())).toList();
    }

    void assertInference() {
      assertAllClose(List.of(golden.array("inference")), List.of(model.predict(x(0))), TOLERANCE, "inference");
    }
  }

  private static void assertAllClose(List<NDArray> expected, List<NDArray> got, double tolerance, String what) {
    assertEquals(expected.size(), got.size(), what);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(got.get(i).allClose(expected.get(i), tolerance, tolerance),
          what + ", array " + i + ": expected " + expected.get(i) + " but got " + got.get(i));
    }
  }

  private static void assertTrains(Run run, Consumer<Integer> step) {
    for (int i = 0; i < run.steps(); i++) {
      step.accept(i);
      run.assertAfter(i);
    }
    run.assertInference();
  }

  @ParameterizedTest
  @MethodSource("calledOnce")
  void theStandardStepDoesWhatKerasDoes(String name, String engine) throws IOException {
    Run run = Run.of(name, engine, TrainStep.STANDARD);

    assertTrains(run, i -> run.assertLoss(i, run.model().trainOnBatch(run.x(i), run.y(i)).get("loss")));
  }

  @ParameterizedTest
  @MethodSource("withoutMask")
  void soDoesAStepOfOnesOwn(String name, String engine) throws IOException {
    Run run = Run.of(name, engine, step -> {
      Tensor loss = step.computeLoss(step.call(step.x()));
      step.minimize(name.equals(TWICE) ? Ops.add(loss, step.computeLoss(step.call(step.x()))) : loss);
    });

    assertTrains(run, i -> run.assertLoss(i, run.model().trainOnBatch(run.x(i), run.y(i)).get("loss")));
  }

  /** The loss and the gradients are asked for one after the other, and are those of one and the same step. */
  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void soDoesATape(String name, String engine) throws IOException {
    Run run = Run.of(name, engine, TrainStep.STANDARD);

    assertTrains(run, i -> {
      var tape = new GradientTape();
      Tensor x = tape.watch(run.x(i));
      Tensor y = tape.watch(run.y(i));
      Tensor loss = new MeanSquaredError().batchLoss(y, tape.call(run.model(), x, true), null);
      if (name.equals(TWICE)) {
        loss = Ops.add(loss, new MeanSquaredError().batchLoss(y, tape.call(run.model(), x, true), null));
      }
      for (Tensor penalty : tape.losses(run.model())) {
        loss = Ops.add(loss, penalty);
      }
      run.assertLoss(i, tape.value(loss).item());
      List<NDArray> gradients = tape.gradient(loss, run.model());
      run.assertLoss(i, tape.value(loss).item());
      assertAllClose(run.arrays("gradients", i), gradients, GRADIENT_TOLERANCE, "gradients of step " + i);
      run.model().applyGradients(gradients);
    });
  }
}
