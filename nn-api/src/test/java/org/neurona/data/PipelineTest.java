package org.neurona.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;

/** What steps of a pipeline make of rows 0, 1, 2 ..., whose targets are ten times as much and whose weights half. */
class PipelineTest {
  private static Element row(int number) {
    return Element.of(NDArray.of((float) number, -number), NDArray.of(10 * number).row(0), NDArray.scalar(number / 2f));
  }

  /** Rows that come one by one. */
  private static Dataset rows(int count) {
    return Dataset.from(IntStream.range(0, count).mapToObj(PipelineTest::row).toList());
  }

  /** The same rows, but nobody knows how many. */
  private static Dataset stream(int count) {
    return Dataset.from(() -> IntStream.range(0, count).mapToObj(PipelineTest::row).iterator());
  }

  /** The same rows as arrays. */
  private static ArrayDataset arrays(int count) {
    float[][] x = new float[count][];
    for (int i = 0; i < count; i++) {
      x[i] = new float[] {i, -i};
    }
    int[] y = IntStream.range(0, count).map(i -> 10 * i).toArray();
    float[] weights = new float[count];
    for (int i = 0; i < count; i++) {
      weights[i] = i / 2f;
    }
    return new ArrayDataset(List.of(NDArray.of(x)), List.of(NDArray.of(y)), NDArray.of(weights));
  }

  /** The numbers of the rows of each batch, after a look at everything that comes with them. */
  private static List<List<Integer>> pass(Dataset data, int batchSize, RandomGenerator random) {
    List<List<Integer>> all = new ArrayList<>();
    try (Pass pass = Pass.over(data.batches(batchSize, random))) {
      while (pass.hasNext()) {
        Batch batch = pass.next();
        Element element = Element.of(batch);
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
          int number = (int) element.x().get(i, 0);
          assertEquals(-number, element.x().get(i, 1));
          assertEquals(10 * number, element.y().get(i));
          assertEquals(number / 2f, element.sampleWeight().get(i));
          numbers.add(number);
        }
        all.add(numbers);
      }
    }
    return all;
  }

  private static List<List<Integer>> pass(Dataset data, int batchSize) {
    return pass(data, batchSize, new SplittableRandom(1));
  }

  private static List<Integer> flat(Dataset data, long seed) {
    return pass(data, 3, new SplittableRandom(seed)).stream().flatMap(List::stream).toList();
  }

  private static List<Integer> numbers(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Nested
  class Elements {
    @Test
    void areReadAnewInEachPassAndMadeIntoBatches() {
      Dataset data = rows(7);

      assertEquals(List.of(numbers(0, 3), numbers(3, 6), numbers(6, 7)), pass(data, 3));
      assertEquals(List.of(numbers(0, 3), numbers(3, 6), numbers(6, 7)), pass(data, 3));
      assertEquals(List.of(numbers(0, 7)), pass(data, 100));
      assertEquals(OptionalInt.of(7), data.rows());
      assertEquals(OptionalInt.of(3), data.steps(3));
      assertEquals(OptionalInt.empty(), stream(7).rows());
      assertEquals(List.of(Shape.of(2)), data.inputShapes());
      assertEquals(List.of(), rows(0).inputShapes());
    }

    @Test
    void keepTheirDtypes() {
      Batch batch = rows(4).shuffle(2).batches(4, null).next();

      assertEquals(DType.FLOAT32, batch.x().get(0).dtype());
      assertEquals(DType.INT32, batch.y().get(0).dtype());
      NDArray pixels = NDArray.ofBytes(Shape.of(2), new byte[] {51, (byte) 255}, 1 / 255f);
      Batch bytes = Dataset.from(List.of(Element.of(pixels))).shuffle(2).prefetch(1).batches(4, null).next();
      assertEquals(pixels, bytes.x().get(0).toArray().row(0));
    }

    @Test
    void mayBeBatchesAlready() {
      Dataset data = Dataset.fromBatches(List.of(Element.of(arrays(5).batch(null, 0, 3)),
          Element.of(arrays(5).batch(null, 3, 2))));

      assertTrue(data.isBatched());
      assertEquals(List.of(numbers(0, 3), numbers(3, 5)), pass(data, 77));
      assertEquals(OptionalInt.of(2), data.steps(77));
      assertEquals(OptionalInt.empty(), data.rows());
      assertEquals(List.of(Shape.of(2)), data.inputShapes());
    }

    @Test
    void areNamedWhereTheyDifferFromTheFirst() {
      NDArray two = NDArray.of(1f, 2);
      assertRefused("from: element 2: `x` has shape (3,), expected (2,) as in element 0",
          () -> pass(Dataset.from(List.of(row(0), row(1), row(2).withX(NDArray.of(1f, 2, 3)))), 2));
      assertRefused("from: element 1: `x` is float64, expected float32 as in element 0; convert with astype",
          () -> pass(Dataset.from(List.of(row(0), row(1).withX(NDArray.of(1.0, 2)))), 2));
      assertRefused("from: element 1 has 0 arrays as `y`, expected 1 as in element 0",
          () -> pass(Dataset.from(List.of(row(0), Element.of(two))), 2));
      assertRefused("from: element 1 has 0 arrays as `sampleWeight`, expected 1 as in element 0",
          () -> pass(Dataset.from(List.of(row(0), row(1).withSampleWeight(null))), 2));
      assertRefused("from: element 0: `sampleWeight` must be a scalar, got shape (2,)",
          () -> pass(Dataset.from(List.of(row(0).withSampleWeight(two))), 2));
      List<Element> withNull = new ArrayList<>(List.of(row(0)));
      withNull.add(null);
      assertRefused("from: element 1 is null", () -> pass(Dataset.from(withNull), 2));
      assertRefused("An element needs at least one input array", () -> new Element(List.of(), List.of(), null));
    }

    @Test
    void thatAreBatchesNeedRows() {
      NDArray x = NDArray.zeros(3, 2);
      assertRefused("fromBatches: element 0 has arrays of 3 and of 4 rows",
          () -> pass(Dataset.fromBatches(List.of(Element.of(x, NDArray.zeros(4)))), 2));
      assertRefused("fromBatches: element 0 is a batch without rows",
          () -> pass(Dataset.fromBatches(List.of(Element.of(NDArray.zeros(0, 2)))), 2));
      assertRefused("fromBatches: element 0: `x` must have rows (a first axis), got the scalar 1.0",
          () -> pass(Dataset.fromBatches(List.of(Element.of(NDArray.scalar(1)))), 2));
      assertRefused("fromBatches: element 1: `x` has shape (3, 3), expected (None, 2) as in element 0",
          () -> pass(Dataset.fromBatches(List.of(Element.of(arrays(2).batch(null, 0, 2)),
              Element.of(arrays(2).batch(null, 0, 2)).withX(NDArray.zeros(3, 3)))), 2));
    }

    @Test
    void comeFromAnIteratorThatIsClosed() {
      int[] closed = new int[1];
      class Closing implements Iterator<Element>, AutoCloseable {
        private int next;

        @Override
        public boolean hasNext() {
          return next < 5;
        }

        @Override
        public Element next() {
          return row(next++);
        }

        @Override
        public void close() {
          closed[0]++;
        }
      }
      Dataset data = Dataset.from(Closing::new).map(element -> element).shuffle(2).batch(2).take(1).repeat(2);

      assertEquals(2, pass(data, 1).size());
      assertEquals(2, closed[0]);
    }
  }

  @Nested
  class Shuffle {
    @ParameterizedTest
    @CsvSource({"1, 20", "3, 20", "7, 20", "20, 20", "50, 20", "300, 1000", "5000, 1000"})
    void givesArraysAndStreamsTheSameOrderWithEachRowOnce(int buffer, int count) {
      List<Integer> order = flat(arrays(count).shuffle(buffer), 4);

      assertEquals(order, flat(rows(count).shuffle(buffer), 4));
      assertEquals(numbers(0, count), order.stream().sorted().toList());
      assertEquals(buffer == 1, order.equals(numbers(0, count)));
    }

    @Test
    void drawsFromTheNextRowsThatWereNotGivenOut() {
      List<Integer> order = flat(rows(100).shuffle(5), 2);

      for (int i = 0; i < order.size(); i++) {
        assertTrue(order.get(i) < i + 5, order.toString());
      }
    }

    @Test
    void doesNotDependOnTheBatchSize() {
      List<Integer> order = flat(rows(50).shuffle(9), 2);

      assertEquals(order, pass(rows(50).shuffle(9), 7, new SplittableRandom(2)).stream().flatMap(List::stream).toList());
      assertEquals(order, pass(rows(50).shuffle(9), 64, new SplittableRandom(2)).get(0));
    }

    @Test
    void hasAnotherOrderForOtherRandomNumbersAndSeeds() {
      Dataset data = rows(30).shuffle(30);

      assertEquals(flat(data, 1), flat(data, 1));
      assertNotEquals(flat(data, 1), flat(data, 2));
      assertNotEquals(flat(data, 1), flat(rows(30).shuffle(30, 5), 1));
      assertEquals(pass(data, 3, null), pass(data, 3, null), "always the same outside of training");
      Dataset settled = rows(30).shuffle(30, 5, false);
      assertEquals(flat(settled, 1), flat(settled, 2));
      assertNotEquals(numbers(0, 30), flat(settled, 1));
    }

    @Test
    void everyOrderIsAboutEquallyLikely() {
      SplittableRandom random = new SplittableRandom(3);
      int[] counts = new int[1000];
      for (int i = 0; i < 6000; i++) {
        List<Integer> order = pass(rows(3).shuffle(3), 3, random).get(0);
        counts[order.get(0) * 100 + order.get(1) * 10 + order.get(2)]++;
      }
      int[] seen = IntStream.of(counts).filter(count -> count > 0).toArray();
      assertEquals(6, seen.length);
      for (int count : seen) {
        assertEquals(1000, count, 120);
      }
    }

    @Test
    void ofBatchesKeepsThemTogether() {
      List<List<Integer>> order = pass(rows(40).batch(4).shuffle(3), 1);

      assertEquals(10, order.size());
      assertTrue(order.stream().allMatch(batch -> batch.equals(numbers(batch.get(0), batch.get(0) + 4))));
      assertEquals(numbers(0, 40), order.stream().flatMap(List::stream).sorted().toList());
      assertNotEquals(numbers(0, 40), order.stream().flatMap(List::stream).toList());
    }
  }

  @Nested
  class Batching {
    @Test
    void settlesTheSizeOfBatches() {
      Dataset data = rows(7).batch(3);

      assertTrue(data.isBatched());
      assertEquals(List.of(numbers(0, 3), numbers(3, 6), numbers(6, 7)), pass(data, 100));
      assertEquals(OptionalInt.of(3), data.steps(100));
      assertEquals(OptionalInt.of(7), data.rows());
      assertEquals(OptionalInt.empty(), stream(7).batch(3).steps(100));
    }

    @Test
    void mayLeaveOutTheRemainder() {
      Dataset data = rows(7).batch(3, true);

      assertEquals(List.of(numbers(0, 3), numbers(3, 6)), pass(data, 100));
      assertEquals(OptionalInt.of(2), data.steps(100));
      assertEquals(OptionalInt.of(6), data.rows());
      assertEquals(List.of(numbers(0, 3)), pass(rows(3).batch(3, true), 1));
    }

    @Test
    void ofBatchesIsRefused() {
      assertRefused("batch: Dataset.from(...).batch(2) comes in batches already", () -> rows(4).batch(2).batch(2));
    }
  }

  @Nested
  class Map {
    private Element plusOne(Element element) {
      int number = (int) element.x().get(0);
      return row(number + 1);
    }

    @Test
    void changesRowByRow() {
      assertEquals(List.of(numbers(1, 4), numbers(4, 6)), pass(rows(5).map(this::plusOne), 3));
      assertEquals(List.of(numbers(1, 4), numbers(4, 6)), pass(arrays(5).map(this::plusOne), 3));
      assertEquals(OptionalInt.of(5), rows(5).map(this::plusOne).rows());
    }

    @Test
    void changesBatchByBatchAfterBatch() {
      Dataset data = rows(5).batch(2).map(element -> {
        assertEquals(Shape.of(element.y().shape().dim(0), 2), element.x().shape());
        return element;
      });

      assertEquals(List.of(numbers(0, 2), numbers(2, 4), numbers(4, 5)), pass(data, 1));
    }

    @Test
    void decidesTheShapeOfTheInput() {
      assertEquals(List.of(Shape.of(3)), rows(5).map(e -> e.withX(NDArray.zeros(3))).inputShapes());
    }

    @Test
    void mayUseRandomNumbersOfThePass() {
      Dataset data = rows(8).map((element, random) -> row(random.nextInt(1000)));

      assertEquals(flat(data, 1), flat(data, 1));
      assertNotEquals(flat(data, 1), flat(data, 2));
    }

    @Test
    void handsOutArraysThatStayAsTheyAre() {
      List<Element> seen = new ArrayList<>();
      pass(rows(20).shuffle(4).map(element -> {
        seen.add(element);
        return element;
      }), 3);

      assertEquals(numbers(0, 20), seen.stream().map(element -> (int) element.x().get(0)).sorted().toList());
    }

    @Test
    void mustNotChangeTheKindOfElementsFromOneToTheNextNorTheNumberOfRows() {
      assertRefused("map: element 3: `x` has shape (3,), expected (2,) as in element 0",
          () -> pass(rows(5).map(e -> e.x().get(0) == 3 ? e.withX(NDArray.zeros(3)) : e), 2));
      assertRefused("map must not change the number of rows of a batch: it made 1 of 2",
          () -> pass(rows(5).batch(2).map(e -> Element.of(arrays(1).batch(null, 0, 1))), 2));
    }
  }

  @Nested
  class Parts {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 7, 9})
    void takeAndSkipDivideTheData(int count) {
      for (Dataset data : List.of(rows(7), arrays(7), stream(7))) {
        int middle = Math.min(count, 7);
        assertEquals(pass(arrays(7).slice(0, middle), 3, null), pass(data.take(count), 3, null));
        assertEquals(pass(arrays(7).slice(middle, 7), 3, null), pass(data.skip(count), 3, null));
      }
      assertEquals(OptionalInt.of(Math.min(count, 7)), rows(7).take(count).rows());
      assertEquals(OptionalInt.of(Math.max(0, 7 - count)), rows(7).skip(count).rows());
    }

    @Test
    void takeAndSkipCountBatchesWhereTheElementsAreBatches() {
      assertEquals(List.of(numbers(0, 2), numbers(2, 4)), pass(rows(7).batch(2).take(2), 1));
      assertEquals(List.of(numbers(4, 6), numbers(6, 7)), pass(rows(7).batch(2).skip(2), 1));
      assertEquals(OptionalInt.of(2), rows(7).batch(2).take(2).steps(1));
      assertEquals(OptionalInt.of(2), rows(7).batch(2).skip(2).steps(1));
    }

    @Test
    void ofArraysAreArrays() {
      assertTrue(arrays(7).take(3).skip(1) instanceof ArrayDataset);
    }

    @Test
    void areNotNegative() {
      assertRefused("`count` must not be negative, got -1", () -> rows(7).take(-1));
      assertRefused("`count` must not be negative, got -1", () -> arrays(7).skip(-1));
    }
  }

  @Nested
  class Repetition {
    @Test
    void beforeBatchLetsBatchesGoAcrossTheEnd() {
      assertEquals(List.of(List.of(0, 1), List.of(2, 0), List.of(1, 2)), pass(rows(3).repeat(2).batch(2), 1));
      assertEquals(List.of(List.of(0, 1), List.of(2), List.of(0, 1), List.of(2)), pass(rows(3).batch(2).repeat(2), 1));
      assertEquals(OptionalInt.of(6), rows(3).repeat(2).rows());
      assertEquals(OptionalInt.of(4), rows(3).batch(2).repeat(2).steps(1));
    }

    @Test
    void shufflesAnewEachTime() {
      List<Integer> order = flat(rows(30).shuffle(30).repeat(2), 1);

      assertEquals(numbers(0, 30), order.subList(0, 30).stream().sorted().toList());
      assertNotEquals(order.subList(0, 30), order.subList(30, 60));
    }

    @Test
    void mayNeverEnd() {
      Dataset data = rows(3).repeat();

      assertTrue(data.isEndless());
      assertTrue(data.shuffle(2).batch(2).prefetch(1).isEndless());
      assertFalse(data.take(5).isEndless());
      assertEquals(OptionalInt.of(5), data.take(5).rows());
      assertEquals(List.of(0, 1, 2, 0, 1), flat(data.take(5), 1));
      assertEquals(OptionalInt.empty(), data.rows());
    }

    @Test
    void ofNothingIsNothing() {
      assertEquals(List.of(), flat(rows(0).repeat(), 1));
    }
  }

  @Nested
  class Cache {
    @Test
    void readsButOnce() {
      int[] reads = new int[1];
      Dataset source = Dataset.from(() -> {
        reads[0]++;
        return IntStream.range(0, 7).mapToObj(PipelineTest::row).iterator();
      });
      Dataset data = source.cache();

      assertEquals(0, reads[0]);
      assertEquals(List.of(numbers(0, 3), numbers(3, 6), numbers(6, 7)), pass(data, 3));
      assertEquals(List.of(numbers(0, 5), numbers(5, 7)), pass(data.shuffle(1), 5));
      assertEquals(1, reads[0]);
      assertEquals(pass(source.batch(2), 1), pass(source.batch(2).cache(), 1));
      assertEquals(List.of(), pass(rows(0).cache(), 1));
    }

    @Test
    void hasTheSameOrderInWhicheverEpochItIsFilled() {
      assertEquals(flat(rows(20).shuffle(20).cache(), 1), flat(rows(20).shuffle(20).cache(), 2));
      Dataset later = rows(20).cache().shuffle(20);
      assertNotEquals(flat(later, 1), flat(later, 2));
    }

    @Test
    void needsAnEnd() {
      assertRefused("cache: Dataset.from(...).repeat() never ends, so that it can't be kept in memory",
          () -> rows(3).repeat().cache());
    }
  }

  @Nested
  class Together {
    @Test
    void concatenateGoesOnWithTheOther() {
      Dataset data = rows(3).concatenate(arrays(7).skip(3));

      assertEquals(List.of(numbers(0, 2), numbers(2, 4), numbers(4, 6), numbers(6, 7)), pass(data, 2));
      assertEquals(OptionalInt.of(7), data.rows());
      assertEquals(List.of(numbers(0, 2), numbers(2, 3), numbers(0, 2)),
          pass(rows(3).batch(2).concatenate(rows(2).batch(2)), 1));
      assertRefused("concatenate: Dataset.from(...) comes in rows, but Dataset.from(...).batch(2) in batches",
          () -> rows(3).concatenate(rows(3).batch(2)));
      assertRefused("concatenate: Dataset.from(...).repeat() never ends, so that nothing can come after it",
          () -> rows(3).repeat().concatenate(rows(3)));
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
      Dataset wider = Dataset.from(List.of(row(0).withX(NDArray.zeros(3))));
      assertRefused("The batches of the data differ: after x (2,) float32; y () int32; weights came x (3,) float32; y () "
          + "int32; weights", () -> pass(rows(3).concatenate(wider), 2));
    }

    @Test
    void zipPutsInputsAndTargetsSideBySide() {
      Dataset x = Dataset.from(IntStream.range(0, 5).mapToObj(i -> Element.of(NDArray.of((float) i))).toList());
      Dataset y = Dataset.of(NDArray.of(0, 7, 14, 21), NDArray.of(0, 0, 0, 0));
      List<Batch> batches = new ArrayList<>();
      try (Pass pass = Pass.over(Dataset.zip(x, y).batches(3, null))) {
        while (pass.hasNext()) {
          batches.add(pass.next().kept());
        }
      }

      assertEquals(List.of(3, 1), batches.stream().map(Batch::size).toList());
      assertEquals(NDArray.of(0, 7, 14), batches.get(0).y().get(0).toArray());
      assertEquals(NDArray.of(new float[][] {{3}}), batches.get(1).x().get(0).toArray());
      assertEquals(OptionalInt.of(4), Dataset.zip(x, y).rows());
    }
  }

  @Nested
  class Declarations {
    @ParameterizedTest
    @ValueSource(ints = {0, -2})
    void refuseSizesThatAreNotPositive(int size) {
      assertRefused("`bufferSize` must be a positive integer, got " + size, () -> rows(3).shuffle(size));
      assertRefused("`batchSize` must be a positive integer, got " + size, () -> rows(3).batch(size));
      assertRefused("`bufferSize` must be a positive integer, got " + size, () -> rows(3).prefetch(size));
      assertRefused("`count` must be a positive integer, got " + size, () -> rows(3).repeat(size));
      assertRefused("`batchSize` must be a positive integer, got " + size, () -> rows(3).batches(size, null));
      assertRefused("`batchSize` must be a positive integer, got " + size,
          () -> rows(3).shuffle(2).batches(size, null));
    }

    @Test
    void printAsTheyWereWritten() {
      assertEquals("Dataset.from(...).shuffle(9, 4).map(...).batch(3, true).cache().repeat().take(5).skip(1).prefetch(2)",
          rows(3).shuffle(9, 4).map(e -> e).batch(3, true).cache().repeat().take(5).skip(1).prefetch(2).toString());
    }

    @Test
    void tooManyRowsForAnArrayAreRefused() {
      Dataset wide = Dataset.of(NDArray.zeros(3, 1 << 20), NDArray.zeros(3)).map(e -> e).prefetch(1);
      assertRefused("3000 rows of shape (1048576,) are more than an array can have",
          () -> new BatchBuffer(wide.batches(1, null).next(), 3000));
    }
  }
}
