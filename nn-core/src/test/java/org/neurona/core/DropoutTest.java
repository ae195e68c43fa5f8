package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.losses.MeanAbsoluteError;
import org.neurona.optimizers.SGD;

/**
 * Dropout in a model that shows its mask: inputs of 1 are dropped, then weighted by w; the targets are so low that each
 * step moves w by the mean of what is left of its column.
 */
class DropoutTest {
  private static final int WIDTH = 2000;

  static Stream<String> engines() {
    return Stream.of("commons-math", "scalar", "simd");
  }

  private static Model model(String engine, double rate, long seed) {
    Sequential model = new Sequential(new Input(WIDTH), new Dropout(rate), new Dense(1).useBias(false));
    model.engine(engine).seed(seed).compile(new SGD(1), new MeanAbsoluteError());
    model.setWeights(List.of(NDArray.zeros(WIDTH, 1)));
    return model;
  }

  /** What is left of inputs of 1 in each of some steps, from how the weights moved. */
  private static List<double[]> masks(Model model, int steps) {
    List<double[]> masks = new ArrayList<>();
    double[] before = new double[WIDTH];
    for (int step = 0; step < steps; step++) {
      model.trainOnBatch(NDArray.full(Shape.of(1, WIDTH), 1), NDArray.of(new double[][] {{-1e6}}));
      double[] after = model.getWeights().get(0).toDoubleArray();
      double[] mask = new double[WIDTH];
      for (int i = 0; i < WIDTH; i++) {
        mask[i] = before[i] - after[i];
      }
      masks.add(mask);
      before = after;
    }
    return masks;
  }

  @ParameterizedTest
  @MethodSource("engines")
  void dropsAtTheRateAndScalesTheRest(String engine) {
    double rate = 0.3;
    double[] mask = masks(model(engine, rate, 1), 1).get(0);
    long dropped = Arrays.stream(mask).filter(kept -> kept == 0).count();
    assertEquals(rate, (double) dropped / WIDTH, 4 * Math.sqrt(rate * (1 - rate) / WIDTH));
    assertTrue(Arrays.stream(mask).allMatch(kept -> kept == 0 || Math.abs(kept - 1 / 0.7) < 1e-6));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyStepHasAnotherMask(String engine) {
    List<double[]> masks = masks(model(engine, 0.5, 1), 3);
    for (int i = 0; i < 3; i++) {
      double[] one = masks.get(i);
      double[] next = masks.get((i + 1) % 3);
      long same = java.util.stream.IntStream.range(0, WIDTH).filter(j -> one[j] > 0.5 == next[j] > 0.5).count();
      assertEquals(0.5, (double) same / WIDTH, 0.05);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void sameSeedGivesTheSameBitsAndAnotherSeedDoesNot(String engine) {
    List<double[]> first = masks(model(engine, 0.5, 7), 3);
    List<double[]> again = masks(model(engine, 0.5, 7), 3);
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(first.get(i), again.get(i));
    }
    assertFalse(Arrays.equals(first.get(0), masks(model(engine, 0.5, 8), 1).get(0)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void twoLayersHaveMasksOfTheirOwn(String engine) {
    Sequential model = new Sequential(new Input(WIDTH), new Dropout(0.5), new Dropout(0.5),
        new Dense(1).useBias(false));
    model.engine(engine).compile(new SGD(1), new MeanAbsoluteError());
    model.setWeights(List.of(NDArray.zeros(WIDTH, 1)));
    double[] mask = masks(model, 1).get(0);
    assertEquals(0.25, (double) Arrays.stream(mask).filter(kept -> kept > 0).count() / WIDTH, 0.04);
    assertTrue(Arrays.stream(mask).allMatch(kept -> kept == 0 || Math.abs(kept - 4) < 1e-6));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void nothingIsDroppedAtInferenceOrEvaluation(String engine) {
    Model model = model(engine, 0.9, 1);
    model.setWeights(List.of(NDArray.full(Shape.of(WIDTH, 1), 1)));
    NDArray x = NDArray.full(Shape.of(2, WIDTH), 1);
    assertArrayEquals(new double[] {WIDTH, WIDTH}, model.predict(x).toDoubleArray(), 1e-3);
    assertEquals(0, model.evaluate(x, NDArray.full(Shape.of(2, 1), WIDTH)).get("loss"), 1e-3);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1})
  void rateZeroKeepsAllAndRateOneNothing(double rate) {
    double[] mask = masks(model("scalar", rate, 1), 1).get(0);
    assertTrue(Arrays.stream(mask).allMatch(kept -> kept == 1 - rate));
  }
}
