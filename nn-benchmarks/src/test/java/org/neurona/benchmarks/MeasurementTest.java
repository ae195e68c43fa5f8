package org.neurona.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private final Measurement seconds = new Measurement(Workload.W1_B32);

  @Test
  void takesTheMedianOfTheRounds() {
    seconds.add("a", new double[] {3});
    seconds.add("a", new double[] {1});
    assertEquals(2, seconds.median("a", 0));
    seconds.add("a", new double[] {10});
    assertEquals(3, seconds.median("a", 0));
  }

  @Test
  void comparesWithinRoundsWithWhoWasBestInThem() {
    for (double[] round : new double[][] {{1, 2, 4}, {10, 40, 20}, {3, 6, 9}}) {
      seconds.add("own", new double[] {round[0]});
      seconds.add("first", new double[] {round[1]});
      seconds.add("second", new double[] {round[2]});
    }
    assertEquals(0.5, seconds.ratio("own", List.of("first", "second"), 0));
  }

  @Test
  void takesTheLargestAsTheBestWhereMoreIsBetter() {
    Measurement rate = new Measurement(Workload.W3_TRAIN);
    rate.add("own", new double[] {30});
    rate.add("first", new double[] {10});
    rate.add("second", new double[] {20});
    assertEquals(1.5, rate.ratio("own", List.of("first", "second"), 0));
  }

  @Test
  void refusesANumberOfFiguresThatTheWorkloadHasNot() {
    assertThrows(IllegalArgumentException.class, () -> seconds.add("a", new double[] {1, 2}));
  }
}
