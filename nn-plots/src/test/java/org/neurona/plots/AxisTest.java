package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  private static List<String> labels(double least, double largest) {
    Axis axis = Axis.covering(least, largest, 6);
    return Arrays.stream(axis.marks()).mapToObj(axis::label).toList();
  }

  @Test
  void marksAreRoundNumbersWithinTheAxis() {
    assertEquals(List.of("0.0", "0.2", "0.4", "0.6", "0.8", "1.0"), labels(0, 1));
    assertEquals(List.of("0.95", "0.96", "0.97", "0.98", "0.99"), labels(0.95, 0.99));
    assertEquals(List.of("-10", "-5", "0", "5", "10"), labels(-10, 10));
    assertEquals(List.of("500", "1000", "1500", "2000", "2500"), labels(300, 2500));
  }

  @Test
  void veryLargeAndVerySmallNumbersHaveAnExponent() {
    assertEquals(List.of("0", "1e+7", "2e+7", "3e+7", "4e+7"), labels(1e6, 4e7));
    assertEquals(List.of("1e-5", "1.2e-5", "1.4e-5", "1.6e-5", "1.8e-5", "2e-5"), labels(1e-5, 2e-5));
  }

  @Test
  void thereAreNeverMoreThanAsked() {
    for (double largest = 1e-9; largest < 1e12; largest *= 1.7) {
      int count = Axis.covering(largest / 3, largest, 6).marks().length;
      assertTrue(count >= 2 && count <= 7, largest + ": " + count);
    }
  }

  @Test
  void oneValueHasRoomAroundIt() {
    for (double value : new double[] {0, 5, -3, 1e-12}) {
      Axis axis = Axis.covering(value, value, 6);
      assertTrue(axis.low() < value && value < axis.high() || value >= 0 && axis.low() == 0 && value < axis.high());
    }
  }

  @Test
  void wholeNumbersAreMarkedFromTheFirstToTheLast() {
    assertArrayEquals(new double[] {1}, Axis.ofIntegers(1, 1, 8).marks());
    assertArrayEquals(new double[] {1, 2, 3}, Axis.ofIntegers(1, 3, 8).marks());
    assertArrayEquals(new double[] {50, 100, 150, 200}, Axis.ofIntegers(1, 200, 8).marks());
    assertArrayEquals(new double[] {6, 8, 10, 12, 14, 16}, Axis.ofIntegers(5, 16, 8).marks());
  }

  @Test
  void placesAreInProportion() {
    Axis axis = new Axis(10, 20, 5);
    assertEquals(100, axis.place(10, 100, 300));
    assertEquals(250, axis.place(17.5, 100, 300));
    assertEquals(50, axis.place(15, 100, 0));
  }
}
