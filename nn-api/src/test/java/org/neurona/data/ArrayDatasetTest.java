package org.neurona.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.NDArray;
import org.neurona.Shape;

class ArrayDatasetTest {
  private static final NDArray X = NDArray.of(IntStream.range(0, 14).toArray()).reshape(7, 2);
  private static final NDArray Y = NDArray.of(IntStream.range(0, 7).map(i -> 10 * i).toArray());
  private static final NDArray WEIGHTS = NDArray.of(0f, 1, 2, 3, 4, 5, 6);

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Nested
  class Construction {
    @Test
    void holdsItsArrays() {
      ArrayDataset data = new ArrayDataset(List.of(X, Y), List.of(Y), WEIGHTS);
      assertEquals(X, data.x());
      assertEquals(Y, data.y());
      assertEquals(List.of(X, Y), data.xs());
      assertEquals(List.of(Y), data.ys());
      assertEquals(Optional.of(WEIGHTS), data.sampleWeights());
      assertEquals(7, data.size());
      assertEquals(OptionalInt.of(7), data.rows());
      assertEquals("ArrayDataset[x=(7, 2), (7,), y=(7,), sampleWeights=(7,)]", data.toString());
    }

    @Test
    void needsNoTargets() {
      ArrayDataset data = new ArrayDataset(List.of(X), List.of(), null);
      assertEquals("This data set has no targets", assertThrows(IllegalStateException.class, data::y).getMessage());
      assertEquals(Optional.empty(), data.sampleWeights());
      assertEquals("ArrayDataset[x=(7, 2)]", data.toString());
    }

    @Test
    void mayBeEmpty() {
      assertFalse(Dataset.of(NDArray.zeros(0, 2), NDArray.zeros(0)).batches(32, null).hasNext());
    }

    @Test
    void rejectsDifferentNumbersOfRowsInKerasWords() {
      assertRefused("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
          + "'x' sizes: 60000\n'y' sizes: 10000", () -> Dataset.of(NDArray.zeros(60000, 1), NDArray.zeros(10000)));
      assertRefused("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
          + "'x' sizes: 7, 6\n'y' sizes: 7", () -> Dataset.of(List.of(X, X.slice(0, 6)), List.of(Y)));
      assertRefused("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples."
              + "'x' sizes: 7\n'y' sizes: 7\n'sample_weight' sizes: 2",
          () -> new ArrayDataset(List.of(X), List.of(Y), NDArray.of(1f, 1)));
    }

    @Test
    void rejectsWhatHasNoRows() {
      assertRefused("A data set needs at least one input array", () -> new ArrayDataset(List.of(), List.of(), null));
      assertRefused("`x` must have rows (a first axis), got the scalar 1.0",
          () -> Dataset.of(NDArray.scalar(1), Y));
      assertRefused("`y` must have rows (a first axis), got the scalar 1.0",
          () -> Dataset.of(X, NDArray.scalar(1)));
      assertRefused("`sampleWeights` must have one value for each row, got shape (7, 2)",
          () -> new ArrayDataset(List.of(X), List.of(Y), X));
    }
  }

  @Nested
  class Parts {
    @Test
    void slicesEveryArray() {
      ArrayDataset part = new ArrayDataset(List.of(X), List.of(Y), WEIGHTS).slice(2, 4);
      assertEquals(NDArray.of(new int[][] {{4, 5}, {6, 7}}), part.x());
      assertEquals(NDArray.of(20, 30), part.y());
      assertEquals(NDArray.of(2f, 3), part.sampleWeights().orElseThrow());
    }

    @Test
    void takesRowsOfEveryArray() {
      ArrayDataset part = new ArrayDataset(List.of(X), List.of(Y), WEIGHTS).gather(6, 0);
      assertEquals(NDArray.of(new int[][] {{12, 13}, {0, 1}}), part.x());
      assertEquals(NDArray.of(60, 0), part.y());
      assertEquals(NDArray.of(6f, 0), part.sampleWeights().orElseThrow());
    }

    @Test
    void rejectsRowsOutside() {
      assertEquals("No rows 5 to 8 in shape (7, 2)",
          assertThrows(IndexOutOfBoundsException.class, () -> Dataset.of(X, Y).slice(5, 8)).getMessage());
    }
  }

  @Nested
  class Batches {
    private final ArrayDataset data = new ArrayDataset(List.of(X), List.of(Y), WEIGHTS);

    @Test
    void keepsTheOrderWithoutAShuffle() {
      Iterator<Batch> batches = data.batches(3, null);
      Batch first = batches.next();
      assertEquals(3, first.size());
      assertEquals(Shape.of(3, 2), first.x().get(0).shape());
      assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, values(first.x().get(0)));
      assertArrayEquals(new float[] {0, 10, 20}, values(first.y().get(0)));
      assertArrayEquals(new float[] {0, 1, 2}, values(first.sampleWeights()));
      batches.next();
      Batch last = batches.next();
      assertEquals(1, last.size());
      assertArrayEquals(new float[] {60}, values(last.y().get(0)));
      assertFalse(batches.hasNext());
      assertEquals("All 7 rows have been given out",
          assertThrows(NoSuchElementException.class, batches::next).getMessage());
    }

    @Test
    void hasNoWeightsWhereRowsCountTheSame() {
      assertNull(Dataset.of(X, Y).batches(3, null).next().sampleWeights());
    }

    @Test
    void shufflesEachRowOnceAndAllArraysAlike() {
      List<Float> seen = new ArrayList<>();
      data.batches(2, new SplittableRandom(1)).forEachRemaining(batch -> {
        float[] x = values(batch.x().get(0));
        float[] y = values(batch.y().get(0));
        float[] weights = values(batch.sampleWeights());
        for (int i = 0; i < batch.size(); i++) {
          assertEquals(x[2 * i] * 5, y[i]);
          assertEquals(weights[i] * 10, y[i]);
          seen.add(y[i]);
        }
      });
      assertNotEquals(List.of(0f, 10f, 20f, 30f, 40f, 50f, 60f), seen);
      assertEquals(List.of(0f, 10f, 20f, 30f, 40f, 50f, 60f), seen.stream().sorted().toList());
    }

    @Test
    void theSameSeedGivesTheSameOrder() {
      assertEquals(order(new SplittableRandom(5)), order(new SplittableRandom(5)));
      assertNotEquals(order(new SplittableRandom(5)), order(new SplittableRandom(6)));
    }

    @Test
    void everyOrderIsAboutEquallyLikely() {
      ArrayDataset three = data.slice(0, 3);
      SplittableRandom random = new SplittableRandom(3);
      int[] counts = new int[1000];
      for (int i = 0; i < 6000; i++) {
        float[] y = values(three.batches(3, random).next().y().get(0));
        counts[(int) (y[0] * 10 + y[1] + y[2] / 10)]++;
      }
      int[] seen = IntStream.of(counts).filter(count -> count > 0).toArray();
      assertEquals(6, seen.length);
      for (int count : seen) {
        assertEquals(1000, count, 120);
      }
    }

    @Test
    void rejectsABatchSizeThatIsNotPositive() {
      assertRefused("`batchSize` must be a positive integer, got 0", () -> data.batches(0, null));
      assertRefused("`batchSize` must be a positive integer, got -3", () -> data.batches(-3, null));
    }

    private List<Float> order(RandomGenerator random) {
      List<Float> order = new ArrayList<>();
      data.batches(1, random).forEachRemaining(batch -> order.add(values(batch.y().get(0))[0]));
      return order;
    }

    private static float[] values(Rows rows) {
      float[] values = new float[rows.shape().size()];
      rows.copyTo(values, 0);
      return values;
    }
  }
}
