package org.neurona.initializers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;

class InitializersTest {
  private static final Shape DENSE = Shape.of(300, 200);
  /** A convolution: fan-in 3 * 3 * 50, fan-out 3 * 3 * 100. */
  private static final Shape CONVOLUTION = Shape.of(3, 3, 50, 100);

  static Stream<Arguments> deviations() {
    return Stream.of(
        Arguments.of("glorot_uniform", DENSE, Math.sqrt(2.0 / 500), Math.sqrt(6.0 / 500)),
        Arguments.of("glorot_normal", DENSE, Math.sqrt(2.0 / 500), 2 * Math.sqrt(2.0 / 500) / 0.87962566103423978),
        Arguments.of("he_uniform", DENSE, Math.sqrt(2.0 / 300), Math.sqrt(6.0 / 300)),
        Arguments.of("he_normal", DENSE, Math.sqrt(2.0 / 300), 2 * Math.sqrt(2.0 / 300) / 0.87962566103423978),
        Arguments.of("lecun_uniform", DENSE, Math.sqrt(1.0 / 300), Math.sqrt(3.0 / 300)),
        Arguments.of("lecun_normal", DENSE, Math.sqrt(1.0 / 300), 2 * Math.sqrt(1.0 / 300) / 0.87962566103423978),
        Arguments.of("he_uniform", CONVOLUTION, Math.sqrt(2.0 / 450), Math.sqrt(6.0 / 450)),
        Arguments.of("glorot_uniform", CONVOLUTION, Math.sqrt(2.0 / 1350), Math.sqrt(6.0 / 1350)),
        Arguments.of("random_uniform", DENSE, 0.1 / Math.sqrt(12), 0.05),
        Arguments.of("random_normal", DENSE, 0.05, 1),
        Arguments.of("truncated_normal", DENSE, 0.05 * 0.87962566103423978, 0.1),
        Arguments.of("zeros", DENSE, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("deviations")
  void valuesHaveTheirSpreadAndStayWithinTheirLimit(String name, Shape shape, double deviation, double limit) {
    double[] values = Initializers.get(name).values(shape, new Random(1));

    double mean = Arrays.stream(values).average().orElseThrow();
    double measured = Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
    assertEquals(0, mean, 0.02 * deviation + 1e-12);
    assertEquals(deviation, measured, 0.01 * deviation);
    assertTrue(Arrays.stream(values).allMatch(x -> Math.abs(x) <= limit));
  }

  @Test
  void theSameRandomNumbersGiveTheSameValues() {
    assertArrayEquals(new HeNormal().values(DENSE, new Random(3)), new HeNormal().values(DENSE, new Random(3)));
  }

  @Test
  void constantsAreTheSameEverywhere() {
    assertArrayEquals(new double[] {1, 1}, new Ones().values(Shape.of(2), new Random(1)));
    assertArrayEquals(new double[] {0.25, 0.25}, new Constant(0.25).values(Shape.of(2), new Random(1)));
  }

  @Test
  void varianceScalingTakesEveryModeAndDistribution() {
    for (String mode : new String[] {"fan_in", "fan_out", "fan_avg"}) {
      for (String distribution : new String[] {"uniform", "truncated_normal", "untruncated_normal"}) {
        double[] values = new VarianceScaling(3, mode, distribution).values(DENSE, new Random(2));
        double fan = mode.equals("fan_in") ? 300 : mode.equals("fan_out") ? 200 : 250;
        double square = Arrays.stream(values).map(x -> x * x).average().orElseThrow();
        assertEquals(3 / fan, square, 0.05 / fan, mode + " " + distribution);
      }
    }
  }
}
