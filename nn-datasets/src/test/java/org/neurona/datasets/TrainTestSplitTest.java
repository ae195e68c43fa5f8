package org.neurona.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;

class TrainTestSplitTest {
  private final ArrayDataset data = Dataset.of(NDArray.of(IntStream.range(0, 20).toArray()).reshape(10, 2),
      NDArray.of(IntStream.range(0, 10).toArray()));

  @Test
  void sharesOutEveryRowOnce() {
    TrainTestSplit split = TrainTestSplit.of(data, 0.25, 1);
    assertEquals(7, split.train().size());
    assertEquals(3, split.test().size());
    int[] all = IntStream.concat(IntStream.of(split.train().y().toIntArray()),
        IntStream.of(split.test().y().toIntArray())).sorted().toArray();
    assertEquals(data.y(), NDArray.of(all));
  }

  @Test
  void keepsRowsTogether() {
    ArrayDataset train = TrainTestSplit.of(data, 0.25, 1).train();
    for (int i = 0; i < train.size(); i++) {
      assertEquals(2 * train.y().get(i), train.x().get(i, 0));
    }
  }

  @Test
  void theSameSeedGivesTheSameSplitOnEveryJava() {
    TrainTestSplit split = TrainTestSplit.of(data, 0.3, 42);
    assertEquals("[4 6 2]", split.test().y().toString());
    assertEquals("[1 7 9 8 5 3 0]", split.train().y().toString());
    assertNotEquals(split.test().y(), TrainTestSplit.of(data, 0.3, 43).test().y());
  }

  @Test
  void rejectsFractionsThatLeaveNothing() {
    for (double fraction : new double[] {0, 1, -0.1, Double.NaN}) {
      assertEquals("`testFraction` must be more than 0 and less than 1, got " + fraction,
          assertThrows(IllegalArgumentException.class, () -> TrainTestSplit.of(data, fraction, 1)).getMessage());
    }
    assertEquals("`testFraction` 0.95 of 10 rows leaves 0 to train on and 10 to test with",
        assertThrows(IllegalArgumentException.class, () -> TrainTestSplit.of(data, 0.95, 1)).getMessage());
  }
}
