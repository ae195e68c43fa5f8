package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.layers.AlphaDropout;
import org.neurona.layers.Dropout;
import org.neurona.layers.GaussianDropout;
import org.neurona.layers.GaussianNoise;
import org.neurona.layers.Layer;
import org.neurona.layers.SpatialDropout1D;
import org.neurona.layers.SpatialDropout2D;
import org.neurona.layers.SpatialDropout3D;

/**
 * Layers that are random in training: how their noise is distributed, what it depends on, and that inference has none.
 */
class NoiseTest {
  private static final int COUNT = 40_000;
  private static final double RATE = 0.3;
  private static final double LOWEST_SELU = -1.7580993408473766;
  private static final Shape ROWS = Shape.of(40, COUNT / 40);

  private static double[] noisy(Layer layer, Backend backend, long seed, long step, NDArray input) {
    return LayerValues.inTraining(layer, backend).of(seed, step, input).get(0).toDoubleArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
  }

  /** Means and variances of so many numbers err by sqrt(variance / n) and about variance sqrt(2 / n). */
  private static void assertMoments(double mean, double variance, double[] values) {
    assertEquals(mean, mean(values), 4 * Math.sqrt(variance / values.length));
    assertEquals(variance, variance(values), 5 * variance * Math.sqrt(2.0 / values.length));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void gaussianNoiseIsNormal(Backend backend) {
    double[] noise = noisy(new GaussianNoise(0.5), backend, 1, 0, NDArray.full(ROWS, 2));

    assertMoments(2, 0.25, noise);
    // Kolmogorov's and Smirnov's distance from the distribution: above 1.63 / sqrt(n) in 1 % of samples.
    double[] sorted = Arrays.stream(noise).sorted().toArray();
    NormalDistribution normal = new NormalDistribution(null, 2, 0.5);
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double below = normal.cumulativeProbability(sorted[i]);
      distance = Math.max(distance, Math.max(below - (double) i / COUNT, (i + 1.0) / COUNT - below));
    }
    assertTrue(distance < 1.63 / Math.sqrt(COUNT), "distance " + distance);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void gaussianDropoutHasDropoutsVariance(Backend backend) {
    assertMoments(2, 4 * RATE / (1 - RATE), noisy(new GaussianDropout(RATE), backend, 1, 0, NDArray.full(ROWS, 2)));
  }

  /** What is dropped becomes selu's lowest value; for input of mean 0 and variance 1 mean and variance stay. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void alphaDropoutKeepsMeanAndVariance(Backend backend) {
    NDArray normal = NDArray.wrap(ROWS, noisy(new GaussianNoise(1), backend, 9, 0, NDArray.zeros(ROWS)));
    double[] dropped = noisy(new AlphaDropout(RATE), backend, 1, 0, normal);
    double scale = 1 / Math.sqrt((1 - RATE) * (1 + RATE * LOWEST_SELU * LOWEST_SELU));
    double low = scale * LOWEST_SELU - scale * LOWEST_SELU * RATE;

    assertMoments(0, 1, dropped);
    double share = (double) Arrays.stream(dropped).filter(x -> Math.abs(x - low) < 1e-6).count() / COUNT;
    assertEquals(RATE, share, 4 * Math.sqrt(RATE * (1 - RATE) / COUNT));
  }

  static Stream<Arguments> spatial() {
    return Stream.of(Arguments.of(new SpatialDropout1D(RATE), Shape.of(20, 3, 100)),
        Arguments.of(new SpatialDropout2D(RATE), Shape.of(20, 3, 2, 100)),
        Arguments.of(new SpatialDropout3D(RATE), Shape.of(20, 3, 2, 2, 100)),
        Arguments.of(new Dropout(RATE).noiseShape(-1, 1, -1), Shape.of(20, 3, 100)));
  }

  @ParameterizedTest
  @MethodSource("spatial")
  void wholeChannelsAreDropped(Layer layer, Shape shape) {
    int places = shape.size(1, shape.rank() - 1);
    Backends.all().forEach(named -> {
      double[] left = noisy(layer, named.getPayload(), 1, 0, NDArray.full(shape, 1));
      int dropped = 0;
      for (int row = 0; row < 20; row++) {
        for (int channel = 0; channel < 100; channel++) {
          double first = left[row * places * 100 + channel];
          assertEquals(first == 0 ? 0 : 1 / (1 - RATE), first, 1e-6);
          dropped += first == 0 ? 1 : 0;
          for (int place = 1; place < places; place++) {
            assertEquals(first, left[(row * places + place) * 100 + channel]);
          }
        }
      }
      assertEquals(RATE, dropped / 2000.0, 4 * Math.sqrt(RATE * (1 - RATE) / 2000));
    });
  }

  static Stream<Layer> random() {
    return Stream.of(new GaussianNoise(0.5), new GaussianDropout(RATE), new AlphaDropout(RATE), new Dropout(RATE),
        new SpatialDropout1D(RATE));
  }

  private static NDArray steps() {
    return NDArray.wrap(Shape.of(4, 3, 50), DoubleStream.iterate(0.1, x -> x + 0.01).limit(600).toArray());
  }

  @ParameterizedTest
  @MethodSource("random")
  void noiseIsAFunctionOfSeedAndStep(Layer layer) {
    Backends.all().forEach(named -> {
      double[] first = noisy(layer, named.getPayload(), 1, 0, steps());
      assertArrayEquals(first, noisy(layer, named.getPayload(), 1, 0, steps()));
      assertFalse(Arrays.equals(first, noisy(layer, named.getPayload(), 2, 0, steps())), "other seed");
      assertFalse(Arrays.equals(first, noisy(layer, named.getPayload(), 1, 1, steps())), "other step");
    });
  }

  static Stream<Layer> seeded() {
    return Stream.of(new GaussianNoise(0.5).seed(7), new GaussianDropout(RATE).seed(7), new AlphaDropout(RATE).seed(7),
        new Dropout(RATE).seed(7), new SpatialDropout1D(RATE).seed(7));
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void aSeedOfTheLayersOwnTakesThePlaceOfTheModels(Layer layer) {
    Backends.all().forEach(named -> {
      double[] first = noisy(layer, named.getPayload(), 1, 0, steps());
      assertArrayEquals(first, noisy(layer, named.getPayload(), 2, 0, steps()));
      assertFalse(Arrays.equals(first, noisy(layer, named.getPayload(), 1, 1, steps())), "other step");
    });
  }

  @Test
  void anotherSeedGivesOtherNoise() {
    Backend backend = new CommonsMathBackend();

    assertFalse(Arrays.equals(noisy(new GaussianNoise(1).seed(7), backend, 1, 0, steps()),
        noisy(new GaussianNoise(1).seed(8), backend, 1, 0, steps())));
    assertArrayEquals(noisy(new GaussianNoise(1).seed(7), backend, 1, 0, steps()),
        noisy(new GaussianNoise(1), backend, 7, 0, steps()));
  }

  @ParameterizedTest
  @MethodSource("random")
  void inferenceHasNoNoise(Layer layer) {
    Backends.all().forEach(named -> assertArrayEquals(
        LayerValues.atInference(layer, named.getPayload()).of(steps()).toFloatArray(), steps().toFloatArray()));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void nothingFlowsBackThroughWhatIsDropped(Backend backend) {
    double scale = 1 / Math.sqrt((1 - RATE) * (1 + RATE * LOWEST_SELU * LOWEST_SELU));
    for (Layer layer : List.of(new Dropout(RATE), new SpatialDropout1D(RATE), new AlphaDropout(RATE))) {
      double kept = layer instanceof AlphaDropout ? scale : 1 / (1 - RATE);
      List<NDArray> noise = LayerValues.inTraining(layer, backend).of(1, 0, NDArray.full(Shape.of(4, 3, 50), 5));
      double[] output = noise.get(0).toDoubleArray();
      double[] gradient = noise.get(1).toDoubleArray();
      for (int i = 0; i < output.length; i++) {
        assertEquals(output[i] > 2 ? kept : 0, gradient[i], 1e-6, layer + " at " + i);
      }
    }
  }
}
