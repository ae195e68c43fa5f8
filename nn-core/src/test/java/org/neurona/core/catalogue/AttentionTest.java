package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.core.Computed.assertClose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.layers.AdditiveAttention;
import org.neurona.layers.Attention;
import org.neurona.layers.GroupQueryAttention;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Masking;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Tensor;

/** Attention in numbers that were computed by hand, and by plain loops. */
class AttentionTest {
  private static final double LN_3 = Math.log(3);
  /** One query of one feature, ln 3; two steps with keys 1 and 0: scores ln 3 and 0, so shares 3/4 and 1/4. */
  private static final NDArray QUERY = NDArray.of(new double[][][] {{{LN_3}}});
  private static final NDArray VALUE = NDArray.of(new double[][][] {{{8}, {4}}});
  private static final NDArray KEY = NDArray.of(new double[][][] {{{1}, {0}}});

  private static Model model(Backend backend, Layer layer, boolean masked, NDArray... x) {
    List<Tensor> inputs = IntStream.range(0, x.length)
        .mapToObj(i -> Input.of(x[i].shape().slice(1, x[i].shape().rank()).dims())).toList();
    List<Tensor> tensors = masked ? inputs.stream().map(input -> new Masking().apply(input)).toList() : inputs;
    return new Model(inputs, layer.applyAll(tensors.toArray(Tensor[]::new))).engine(backend.name());
  }

  private static void assertGives(double[] expected, Backend backend, Layer layer, boolean masked, NDArray... x) {
    assertArrayEquals(expected, model(backend, layer, masked, x).predict(List.of(x)).get(0).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void valuesAreWeighedByTheSoftmaxOfProducts(Backend backend) {
    assertGives(new double[] {8 * 0.75 + 4 * 0.25}, backend, new Attention(), false, QUERY, VALUE, KEY);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void withoutKeysTheValuesAreCompared(Backend backend) {
    NDArray value = NDArray.of(new double[][][] {{{1}, {0}}});

    assertGives(new double[] {0.75}, backend, new Attention(), false, QUERY, value);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theScaleIsAWeightThatBeginsAsOne(Backend backend) {
    Model model = model(backend, new Attention().useScale(true), false, QUERY, VALUE, KEY);
    assertEquals(1, model.getWeights().get(0).item());

    model.setWeights(List.of(NDArray.scalar(2)));

    // Scores 2 ln 3 and 0: shares 9/10 and 1/10.
    assertArrayEquals(new double[] {8 * 0.9 + 4 * 0.1},
        model.predict(List.of(QUERY, VALUE, KEY)).get(0).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void concatComparesByTheTangentOfSums(Backend backend) {
    Model model = model(backend, new Attention().useScale(true).scoreMode("concat"), false, QUERY, VALUE, KEY);
    model.setWeights(List.of(NDArray.scalar(0.5f), NDArray.scalar(3)));

    double first = 3 * Math.tanh(0.5 * (LN_3 + 1));
    double second = 3 * Math.tanh(0.5 * LN_3);
    double share = 1 / (1 + Math.exp(second - first));
    assertArrayEquals(new double[] {8 * share + 4 * (1 - share)},
        model.predict(List.of(QUERY, VALUE, KEY)).get(0).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void additiveAttentionWeighsEachFeaturesTangent(Backend backend) {
    NDArray query = NDArray.of(new double[][][] {{{0.5, -1}}});
    NDArray key = NDArray.of(new double[][][] {{{1, 2}, {-1, 0}}});
    Model model = model(backend, new AdditiveAttention(), false, query, VALUE, key);
    model.setWeights(List.of(NDArray.of(2f, -1f)));

    double first = 2 * Math.tanh(1.5) - Math.tanh(1);
    double second = 2 * Math.tanh(-0.5) - Math.tanh(-1);
    double share = 1 / (1 + Math.exp(second - first));
    assertArrayEquals(new double[] {8 * share + 4 * (1 - share)},
        model.predict(List.of(query, VALUE, key)).get(0).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aCausalMaskHidesWhatComesLater(Backend backend) {
    NDArray queries = NDArray.of(new double[][][] {{{LN_3}, {LN_3}}});

    assertGives(new double[] {8, 7}, backend, new Attention().useCausalMask(true), false, queries, VALUE, KEY);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void maskedValuesHaveNoShareAndMaskedQueriesGiveZero(Backend backend) {
    NDArray queries = NDArray.of(new double[][][] {{{LN_3}, {0}}, {{0}, {1}}});
    NDArray values = NDArray.of(new double[][][] {{{8}, {0}, {4}}, {{0}, {2}, {0}}});

    // Scores of the first query are 8 ln 3 and 4 ln 3: shares 81/82 and 1/82.
    assertGives(new double[] {(8 * 81 + 4) / 82.0, 0, 0, 2}, backend, new Attention(), true, queries, values);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void scoresAreASecondOutput(Backend backend) {
    List<NDArray> outputs = model(backend, new Attention().returnAttentionScores(true), false, QUERY, VALUE, KEY)
        .predict(List.of(QUERY, VALUE, KEY));

    assertEquals(Shape.of(1, 1, 2), outputs.get(1).shape());
    assertArrayEquals(new double[] {0.75, 0.25}, outputs.get(1).toDoubleArray(), 1e-6);
  }

  @Test
  void weightsHaveKerasNamesShapesAndOrder() {
    List<Shape> inputs = List.of(Shape.of(-1, 4, 6), Shape.of(-1, 5, 2), Shape.of(-1, 5, 3));

    assertEquals(List.of("query/kernel (6, 2, 3)", "query/bias (2, 3)", "key/kernel (3, 2, 3)", "key/bias (2, 3)",
        "value/kernel (2, 2, 7)", "value/bias (2, 7)", "attention_output/kernel (2, 7, 6)",
        "attention_output/bias (6,)"), weights(new MultiHeadAttention(2, 3).valueDim(7), inputs));
    assertEquals(List.of("query/kernel (6, 4, 3)", "key/kernel (3, 2, 3)", "value/kernel (2, 2, 3)",
        "attention_output/kernel (4, 3, 6)"), weights(new GroupQueryAttention(3, 4, 2).useBias(false), inputs));
  }

  private static List<String> weights(Layer layer, List<Shape> inputs) {
    return layer.declareWeights(inputs, "").stream().map((WeightSpec spec) -> spec.name() + " " + spec.shape())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void headsAreThoseOfPlainLoops(Backend backend) {
    assertHeads(backend, new MultiHeadAttention(2, 3).valueDim(4).outputShape(5), 2, 2, 3, 4, 5, false);
    assertHeads(backend, new MultiHeadAttention(2, 3).useCausalMask(true), 2, 2, 3, 3, 6, true);
    assertHeads(backend, new GroupQueryAttention(3, 4, 2), 4, 2, 3, 3, 6, false);
    assertHeads(backend, new GroupQueryAttention(2, 3, 1).useCausalMask(true), 3, 1, 2, 2, 6, true);
  }

  /** Steps of zeros are masked: the last of the queries, of the values and, another one, of the keys. */
  private static void assertHeads(Backend backend, Layer layer, int heads, int keyHeads, int dim, int valueDim, int out,
      boolean causal) {
    Random random = new Random(3);
    NDArray query = lastStepZero(Computed.random(random, Shape.of(2, 3, 6), -1, 1), 2);
    NDArray value = lastStepZero(Computed.random(random, Shape.of(2, 4, 2), -1, 1), 3);
    NDArray key = lastStepZero(Computed.random(random, Shape.of(2, 4, 5), -1, 1), 1);
    Model model = model(backend, layer, true, query, value, key);
    List<NDArray> weights = new ArrayList<>();
    for (NDArray weight : model.getWeights()) {
      weights.add(Computed.random(random, weight.shape(), -1, 1));
    }
    model.setWeights(weights);

    double[] actual = model.predict(List.of(query, value, key)).get(0).toDoubleArray();

    double[] expected = new double[2 * 3 * out];
    for (int b = 0; b < 2; b++) {
      for (int t = 0; t < 3; t++) {
        for (int o = 0; o < out; o++) {
          expected[(b * 3 + t) * out + o] = weights.get(7).get(o);
        }
        for (int h = 0; h < heads; h++) {
          int shared = h / (heads / keyHeads);
          double[] share = new double[4];
          double total = 0;
          for (int s = 0; s < 4; s++) {
            double score = 0;
            for (int d = 0; d < dim; d++) {
              score += projected(query, b, t, weights, 0, h, d) * projected(key, b, s, weights, 2, shared, d);
            }
            boolean seen = t != 2 && s != 3 && s != 1 && (!causal || s <= t);
            share[s] = seen ? Math.exp(score / Math.sqrt(dim)) : 0;
            total += share[s];
          }
          for (int v = 0; v < valueDim; v++) {
            double mean = 0;
            for (int s = 0; s < 4; s++) {
              mean += total == 0 ? 0 : share[s] / total * projected(value, b, s, weights, 4, shared, v);
            }
            for (int o = 0; o < out; o++) {
              expected[(b * 3 + t) * out + o] += mean * weights.get(6).get(h, v, o);
            }
          }
        }
      }
    }
    assertClose(expected, actual, 1e-5, layer + " on " + backend.name());
  }

  private static double projected(NDArray x, int row, int step, List<NDArray> weights, int kernel, int head,
      int place) {
    double sum = weights.get(kernel + 1).get(head, place);
    for (int i = 0; i < x.shape().dim(2); i++) {
      sum += (double) x.get(row, step, i) * weights.get(kernel).get(i, head, place);
    }
    return sum;
  }

  private static NDArray lastStepZero(NDArray x, int step) {
    double[] values = x.toDoubleArray();
    int steps = x.shape().dim(1);
    int features = x.shape().dim(2);
    for (int i = 0; i < values.length; i++) {
      values[i] = i / features % steps == step ? 0 : values[i];
    }
    return NDArray.wrap(x.shape(), values);
  }

  @Test
  void theMaskOfTheQueriesGoesOn() {
    Tensor x = Computed.input(2, 3, 4);
    Tensor mask = Computed.input(2, 3);

    for (Layer layer : List.of(new Attention(), new AdditiveAttention(), new MultiHeadAttention(1, 2),
        new GroupQueryAttention(1, 2, 1))) {
      assertEquals(List.of(mask), layer.computeMask(List.of(x, x), Arrays.asList(mask, null)));
    }
  }

  @Test
  void inputsThatDoNotFitAreNamed() {
    Layer layer = new MultiHeadAttention(2, 3).name("heads");

    assertEquals("MultiHeadAttention \"heads\" layer accepts inputs list of length 2 to 4, namely [query, value], "
        + "[query, value, key] or [query, value, key, attention_mask]. Received length: 1.",
        assertThrows(IllegalArgumentException.class, () -> layer.apply(Input.of(3, 4))).getMessage());
    assertEquals("MultiHeadAttention \"heads\" expects inputs (batch, time, features) of known lengths, got shape "
        + "(None, 4)",
        assertThrows(ShapeMismatchException.class, () -> layer.apply(Input.of(3, 4), Input.of(4))).getMessage());
    assertEquals("MultiHeadAttention \"heads\" expects a key of as many steps as the value (None, 5, 4), got shape "
        + "(None, 6, 4). All dimensions of `value` and `key`, except the last one, must be equal",
        assertThrows(ShapeMismatchException.class,
            () -> layer.apply(Input.of(3, 4), Input.of(5, 4), Input.of(6, 4))).getMessage());
    assertEquals("Attention expects a key with as many features as the query (None, 3, 4), got shape (None, 5, 2)",
        assertThrows(ShapeMismatchException.class,
            () -> new Attention().apply(Input.of(3, 4), Input.of(5, 2))).getMessage());
    assertEquals("GroupedQueryAttention: `numQueryHeads` must be divisible by `numKeyValueHeads`. Received: 3 and 2",
        assertThrows(IllegalArgumentException.class, () -> new GroupQueryAttention(1, 3, 2)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> new MultiHeadAttention(2, 3).attentionAxes(1, 2));
    assertEquals("MultiHeadAttention \"heads\" expects an attention mask of shape (None, 3, 5), got shape (None, 5, 3)",
        assertThrows(ShapeMismatchException.class,
            () -> layer.apply(Input.of(3, 4), Input.of(5, 4), Input.of(5, 4), Input.of(5, 3))).getMessage());
    assertEquals("GroupedQueryAttention expects an attention mask of shape (None, 4, 3, 5), got shape (None, 2, 3, 5)",
        assertThrows(ShapeMismatchException.class, () -> new GroupQueryAttention(2, 4, 2)
            .apply(Input.of(3, 4), Input.of(5, 4), Input.of(5, 4), Input.of(2, 3, 5))).getMessage());
    assertEquals("Attention layer accepts inputs list of length 2 or 3, namely [query, value] or [query, value, key]. "
        + "Received length: 4.", assertThrows(IllegalArgumentException.class,
            () -> new Attention().apply(Input.of(3, 4), Input.of(5, 4), Input.of(5, 4), Input.of(3, 5))).getMessage());
  }
}
