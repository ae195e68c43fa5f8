package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.data.Dataset;
import org.neurona.layers.CategoryEncoding;
import org.neurona.layers.Discretization;
import org.neurona.layers.Input;
import org.neurona.layers.IntegerLookup;
import org.neurona.layers.Layer;
import org.neurona.layers.Normalization;
import org.neurona.layers.Rescaling;
import org.neurona.ops.Tensor;

/** Layers that prepare numbers, on the examples of Keras' documentation. */
class NumberPreprocessingTest {
  private static final NDArray COLUMNS = NDArray.of(new double[][] {{0, 7, 4}, {2, 9, 6}, {0, 7, 4}, {2, 9, 6}});
  private static final NDArray NUMBERS = NDArray.of(new double[][] {{-1.5, 1, 3.4, 0.5}, {0, 3, 1.3, 0}});
  private static final NDArray TOKENS = NDArray.of(new int[][] {{12, 1138, 42}, {42, 1000, 36}});
  private static final NDArray REPEATED = NDArray.of(new int[][] {{12, 1138, 42, 42}, {42, 7, 36, 7}});

  private static NDArray apply(Backend backend, Layer layer, NDArray... x) {
    List<Tensor> inputs = Stream.of(x)
        .map(one -> Input.of(one.shape().slice(1, one.shape().rank()).dims())).toList();
    return new Model(inputs, List.of(layer.apply(inputs))).engine(backend.name()).predict(List.of(x)).get(0);
  }

  private static void assertGives(double[] expected, Backend backend, Layer layer, NDArray... x) {
    assertArrayEquals(expected, apply(backend, layer, x).toDoubleArray(), 1e-6, () -> layer + " on " + backend.name());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void rescalingMultipliesAndAdds(Backend backend) {
    assertGives(new double[] {-1, 0, 1}, backend, new Rescaling(1 / 127.5, -1),
        NDArray.of(new double[][] {{0, 127.5, 255}}));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void normalizationAdaptsToEachColumn(Backend backend) {
    NDArray row = NDArray.of(new double[][] {{0, 7, 4}});

    assertGives(new double[] {-1, -1, -1}, backend, new Normalization().adapt(COLUMNS), row);
    assertGives(new double[] {-1, -1, -1}, backend, new Normalization().adapt(Dataset.of(COLUMNS, COLUMNS)), row);
    assertGives(new double[] {2, 10, 8}, backend, new Normalization().invert(true).adapt(COLUMNS),
        NDArray.of(new double[][] {{1, 2, 3}}));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void normalizationTakesStatisticsOrAdaptsToAllNumbers(Backend backend) {
    NDArray x = NDArray.of(new double[][] {{1}, {2}, {3}});
    double root = Math.sqrt(2);

    assertGives(new double[] {-2 / root, -1 / root, 0}, backend, new Normalization().statistics(3, 2), x);
    assertGives(new double[] {-2 / root, -1 / root, 0}, backend,
        new Normalization().axis(List.of()).adapt(NDArray.of(1f, 2f, 3f, 4f, 5f)), x);
    assertGives(new double[] {1, 2, 3}, backend, new Normalization(), x);
  }

  @Test
  void batchesGiveTheMomentsOfTheWhole() {
    double[] values = new double[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1000 + Math.sin(i) * i;
    }
    NDArray data = NDArray.of(Shape.of(1000, 3), values);

    Normalization whole = new Normalization().adapt(data);
    Normalization batches = new Normalization().adapt(Dataset.of(data, data));

    assertArrayEquals(whole.mean().toDoubleArray(), batches.mean().toDoubleArray(), 1e-9);
    assertArrayEquals(whole.variance().toDoubleArray(), batches.variance().toDoubleArray(), 1e-6);
  }

  @Test
  void statisticsThatDoNotFitAreRefused() {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> new Normalization().statistics(0, -1)).getMessage()
        .startsWith("Normalization: Received an invalid value for variance, expected numbers >= 0 or null."));
    assertTrue(assertThrows(IllegalArgumentException.class,
        () -> new Normalization().statistics(NDArray.of(1f, 2f), NDArray.of(1f))).getMessage()
        .startsWith("Normalization: When setting values directly, `mean` and `variance` must have the same shape."));
    assertThrows(IllegalArgumentException.class,
        () -> new Normalization().statistics(NDArray.of(1f, 2f), NDArray.of(1f, 2f)).apply(Input.of(3)));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void categoriesAreEncoded(Backend backend) {
    NDArray pairs = NDArray.of(new int[][] {{0, 1}, {0, 0}, {1, 2}, {3, 1}});
    NDArray weights = NDArray.of(new double[][] {{0.1, 0.2}, {0.1, 0.1}, {0.2, 0.3}, {0.4, 0.2}});

    assertGives(new double[] {1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1}, backend, new CategoryEncoding(4), pairs);
    assertGives(new double[] {1, 1, 0, 0, 2, 0, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1}, backend,
        new CategoryEncoding(4).outputMode("count"), pairs);
    assertGives(new double[] {0.1, 0.2, 0, 0, 0.2, 0, 0, 0, 0, 0.2, 0.3, 0, 0, 0.2, 0, 0.4}, backend,
        new CategoryEncoding(4).outputMode("count"), pairs, weights);
    assertGives(new double[] {0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0}, backend,
        new CategoryEncoding(4).outputMode("one_hot"), NDArray.of(new int[][] {{3}, {2}, {0}, {1}}));
    assertEquals(Shape.of(4, 2, 4), apply(backend, new CategoryEncoding(4).outputMode("one_hot"), pairs).shape());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aNumberThatIsNoCategoryIsAnError(Backend backend) {
    assertTrue(assertThrows(IllegalArgumentException.class, () -> apply(backend, new CategoryEncoding(3),
        NDArray.of(new int[][] {{0, 3}}))).getMessage().contains("index 3 is out of range, expected 0 to 2"));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void numbersFallBetweenBoundaries(Backend backend) {
    assertGives(new double[] {0, 2, 3, 1, 1, 3, 2, 1}, backend, new Discretization(0, 1, 2), NUMBERS);
    assertGives(new double[] {1, 1, 1, 1, 0, 2, 1, 1}, backend, new Discretization(0, 1, 2).outputMode("count"),
        NUMBERS);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void boundariesAreFoundAtQuantiles(Backend backend) {
    assertGives(new double[] {0, 2, 3, 2, 1, 3, 3, 1}, backend, Discretization.ofBins(4).adapt(NUMBERS), NUMBERS);
  }

  @Test
  void manyNumbersAreCutIntoEqualParts() {
    double[] values = new double[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 7919 % values.length;
    }
    NDArray data = NDArray.of(Shape.of(values.length, 1), values);

    for (Discretization adapted : List.of(Discretization.ofBins(4).adapt(data),
        Discretization.ofBins(4).adapt(Dataset.of(data, data)))) {
      for (int i = 0; i < 3; i++) {
        // Within epsilon of the rank, and as much again for the merging of batches.
        assertEquals(2500 * (i + 1), adapted.binBoundaries().get(i), 200, adapted.toString());
      }
    }
    Discretization fine = Discretization.ofBins(4).epsilon(0.001).adapt(data);
    for (int i = 0; i < 3; i++) {
      assertEquals(2500 * (i + 1), fine.binBoundaries().get(i), 20, fine.toString());
    }
    assertNotEquals(Discretization.ofBins(4).epsilon(0.1).adapt(data).binBoundaries(), fine.binBoundaries());
    assertThrows(IllegalStateException.class, () -> new Discretization(0, 1).adapt(data));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void integersAreLookedUp(Backend backend) {
    IntegerLookup lookup = new IntegerLookup(12, 36, 1138, 42);

    assertGives(new double[] {1, 3, 4, 4, 0, 2}, backend, lookup, TOKENS);
    assertGives(new double[] {2, 4, 5, 1, 0, 3}, backend, lookup.numOovIndices(2),
        NDArray.of(new int[][] {{12, 1138, 42}, {37, 1000, 36}}));
    assertGives(new double[] {12, 1138, 42, 42, -1, 36}, backend, lookup.invert(true),
        NDArray.of(new int[][] {{1, 3, 4}, {4, 0, 2}}));
    assertGives(new double[] {36, -7}, backend, lookup.invert(true).oovToken(-7), NDArray.of(new int[][] {{2, 0}}));
    assertGives(new double[] {2, 4, 5, 5, 1, 0}, backend, lookup.maskToken(0),
        NDArray.of(new int[][] {{12, 1138, 42}, {42, 1000, 0}}));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void lookedUpIntegersAreEncoded(Backend backend) {
    IntegerLookup lookup = new IntegerLookup(12, 36, 1138, 42);

    assertGives(new double[] {0, 1, 0, 1, 1, 1, 0, 1, 0, 1}, backend, lookup.outputMode("multi_hot"), REPEATED);
    assertGives(new double[] {0, 1, 0, 1, 2, 2, 0, 1, 0, 1}, backend, lookup.outputMode("count"), REPEATED);
    assertGives(new double[] {0, 0.25, 0, 0.6, 0.8, 1, 0, 0.75, 0, 0.4}, backend,
        lookup.outputMode("tf_idf").idfWeights(0.25, 0.75, 0.6, 0.4), REPEATED);
    assertGives(new double[] {0, 1, 0, 1, 0, 0, 0, 1, 0, 0}, backend,
        lookup.outputMode("multi_hot").maskToken(42).vocabulary(List.of(12, 36, 1138)).maxTokens(5)
            .padToMaxTokens(true).numOovIndices(1),
        NDArray.of(new int[][] {{12, 1138, 42, 42}, {42, 42, 36, 42}}));
  }

  @Test
  void aVocabularyIsInOrderOfFrequencyAndThenFromTheLargest() {
    assertEquals(List.of(-1, 42, 1138, 1000, 36, 12), new IntegerLookup().adapt(TOKENS).getVocabulary());
    assertEquals(List.of(-1, 42, 1138), new IntegerLookup().maxTokens(3).adapt(TOKENS).getVocabulary());
    // 42 is in both documents, 1138 in one: log(1 + 2 / 3) and log(1 + 2 / 2).
    List<Double> weights = new IntegerLookup().outputMode("tf_idf").maxTokens(3).adapt(TOKENS).idfWeights();
    assertArrayEquals(new double[] {Math.log(5 / 3.0), Math.log(2)},
        weights.stream().mapToDouble(Double::doubleValue).toArray(), 1e-12);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void withoutPlacesForOthersAnotherNumberIsAnError(Backend backend) {
    IntegerLookup lookup = new IntegerLookup(12, 36, 1138, 42).numOovIndices(0);

    assertGives(new double[] {0, 2, 3}, backend, lookup, NDArray.of(new int[][] {{12, 1138, 42}}));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> apply(backend, lookup, TOKENS)).getMessage()
        .contains("when `num_oov_indices=0` all inputs should be in vocabulary"));
  }
}
