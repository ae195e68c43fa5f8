package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neurona.core.SeededRandom.Use;

class SeededRandomTest {
  private static final int COUNT = 100_000;

  private static double[] first(long seed, Use use, long count) {
    return new SeededRandom(seed, use, count).doubles(4).toArray();
  }

  @Test
  void sameSeedUseAndCountGiveTheSameNumbers() {
    assertArrayEquals(first(7, Use.WEIGHT, 3), first(7, Use.WEIGHT, 3));
  }

  @Test
  void seedUseAndCountEachTellApart() {
    Set<Double> starts = new HashSet<>();
    long[] seeds = {0, 1, -1, 1L << 32, 1L << 40, Long.MIN_VALUE};
    long[] counts = {0, 1, 2, 1L << 32, 1L << 33};
    for (long seed : seeds) {
      for (Use use : Use.values()) {
        for (long count : counts) {
          starts.add(first(seed, use, count)[0]);
        }
      }
    }
    assertEquals(seeds.length * Use.values().length * counts.length, starts.size());
  }

  @Test
  void doublesAreUniform() {
    SeededRandom random = new SeededRandom(1, Use.WEIGHT, 0);
    int[] bins = new int[20];
    for (int i = 0; i < COUNT; i++) {
      double value = random.nextDouble();
      assertTrue(value >= 0 && value < 1);
      bins[(int) (value * bins.length)]++;
    }
    assertTrue(chiSquare(bins) < 44, "chi square with 19 degrees of freedom, 0.1 %: " + Arrays.toString(bins));
  }

  @Test
  void boundedIntsAreUniform() {
    SeededRandom random = new SeededRandom(2, Use.SHUFFLE, 0);
    int[] bins = new int[7];
    for (int i = 0; i < COUNT; i++) {
      bins[random.nextInt(bins.length)]++;
    }
    assertTrue(chiSquare(bins) < 23, "chi square with 6 degrees of freedom, 0.1 %: " + Arrays.toString(bins));
  }

  @Test
  void gaussiansHaveMeanZeroAndVarianceOne() {
    SeededRandom random = new SeededRandom(3, Use.WEIGHT, 0);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < COUNT; i++) {
      double value = random.nextGaussian();
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / COUNT, 4 / Math.sqrt(COUNT));
    assertEquals(1, squares / COUNT, 4 * Math.sqrt(2.0 / COUNT));
  }

  private static double chiSquare(int[] bins) {
    double expected = (double) COUNT / bins.length;
    return Arrays.stream(bins).mapToDouble(bin -> (bin - expected) * (bin - expected) / expected).sum();
  }
}
