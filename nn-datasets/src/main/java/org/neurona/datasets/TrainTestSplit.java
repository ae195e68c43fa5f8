package org.neurona.datasets;

import java.util.Arrays;
import java.util.Random;
import org.neurona.data.ArrayDataset;

/**
 * A data set in two parts, drawn at random: one to train on and one to test with.
 *
 * <pre>{@code
 * TrainTestSplit split = TrainTestSplit.of(Iris.load().dataset(), 0.2, 42);
 * model.fit(split.train(), ...);
 * model.evaluate(split.test());
 * }</pre>
 *
 * @param train the rows to train on, shuffled
 * @param test the other rows, shuffled
 */
public record TrainTestSplit(ArrayDataset train, ArrayDataset test) {
  /**
   * Splits a data set. The same seed gives the same split on every Java version: the order comes from
   * {@link java.util.Random}, whose numbers are specified.
   *
   * @param testFraction the part of the rows to test with, more than 0 and less than 1; rounded up to whole rows
   * @throws IllegalArgumentException if the fraction is outside, or leaves a part without a row
   */
  public static TrainTestSplit of(ArrayDataset data, double testFraction, long seed) {
    if (!(testFraction > 0 && testFraction < 1)) {
      throw new IllegalArgumentException("`testFraction` must be more than 0 and less than 1, got " + testFraction);
    }
    int rows = data.size();
    int testRows = (int) Math.ceil(testFraction * rows);
    if (testRows == 0 || testRows == rows) {
      throw new IllegalArgumentException("`testFraction` " + testFraction + " of " + rows + " rows leaves "
          + (rows - testRows) + " to train on and " + testRows + " to test with");
    }
    int[] order = shuffled(rows, new Random(seed));
    return new TrainTestSplit(data.gather(Arrays.copyOfRange(order, testRows, rows)),
        data.gather(Arrays.copyOf(order, testRows)));
  }

  private static int[] shuffled(int size, Random random) {
    int[] order = new int[size];
    Arrays.setAll(order, i -> i);
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
