package org.neurona.initializers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
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
  void anInitializerMayHaveASeedOfItsOwn() {
    assertNull(new HeNormal().seed());
    assertEquals(7L, new HeNormal().seed(7).seed());
    assertEquals(7L, new Orthogonal().seed(7).seed());
    assertNull(new Zeros().seed());
  }

  @Test
  void vectorsAndScalarsHaveAsManyInputsAsOutputs() {
    for (Shape shape : new Shape[] {Shape.of(60_000), Shape.of()}) {
      double limit = Math.sqrt(6.0 / (2 * shape.size()));
      double[] values = new GlorotUniform().values(shape, new Random(1));
      double largest = Arrays.stream(values).map(Math::abs).max().orElseThrow();
      assertTrue(largest <= limit && largest > 0.2 * limit, shape + ": " + largest);
    }
  }

  @Test
  void theIdentityNeedNotBeSquare() {
    assertArrayEquals(new double[] {1, 0, 0, 1}, new Identity().values(Shape.of(2, 2), null));
    assertArrayEquals(new double[] {2, 0, 0, 0, 2, 0}, new Identity(2).values(Shape.of(2, 3), null));
    assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0}, new Identity().values(Shape.of(3, 2), null));
  }

  static Stream<Arguments> orthogonal() {
    return Stream.of(Arguments.of(Shape.of(40, 40), 1.0), Arguments.of(Shape.of(50, 20), 1.0),
        Arguments.of(Shape.of(20, 50), 3.0), Arguments.of(Shape.of(3, 3, 4, 8), 0.5),
        Arguments.of(Shape.of(1, 1), 1.0));
  }

  /** Of the rows or of the columns, whichever are fewer. */
  @ParameterizedTest
  @MethodSource("orthogonal")
  void orthogonalVectorsHaveTheGainsLengthAndRightAngles(Shape shape, double gain) {
    double[] values = new Orthogonal(gain).values(shape, new Random(4));
    int columns = shape.dim(-1);
    int rows = values.length / columns;
    boolean wide = rows < columns;
    for (int i = 0; i < Math.min(rows, columns); i++) {
      for (int j = 0; j <= i; j++) {
        double dot = 0;
        for (int k = 0; k < Math.max(rows, columns); k++) {
          dot += wide ? values[i * columns + k] * values[j * columns + k]
              : values[k * columns + i] * values[k * columns + j];
        }
        assertEquals(i == j ? gain * gain : 0, dot, 1e-13 * (1 + gain * gain), i + ", " + j);
      }
    }
  }

  @Test
  void noDirectionIsPreferredByOrthogonalMatrices() {
    double sum = 0;
    Random random = new Random(5);
    for (int i = 0; i < 4000; i++) {
      sum += new Orthogonal().values(Shape.of(2, 2), random)[0];
    }
    // The first number is the cosine of an even angle: deviation sqrt(1/2), here over sqrt(4000).
    assertEquals(0, sum / 4000, 4 * Math.sqrt(0.5 / 4000));
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
