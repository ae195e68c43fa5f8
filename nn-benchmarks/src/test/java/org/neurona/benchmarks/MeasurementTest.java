package org.neurona.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  private final Measurement seconds = new Measurement(Workload.W1_B32);

  /** A round's time; memory doesn't matter here. */
  private void add(String entry, double time) {
    seconds.add(entry, new double[] {time, 1});
  }

  @Test
  void takesTheMedianOfTheRounds() {
    add("a", 3);
    add("a", 1);
    assertEquals(2, seconds.median("a", 0));
    add("a", 10);
    assertEquals(3, seconds.median("a", 0));
  }

  @Test
  void comparesWithinRoundsWithWhoWasBestInThem() {
    for (double[] round : new double[][] {{1, 2, 4}, {10, 40, 20}, {3, 6, 9}}) {
      add("own", round[0]);
      add("first", round[1]);
      add("second", round[2]);
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
    assertThrows(IllegalArgumentException.class, () -> seconds.add("a", new double[] {1}));
  }
}
