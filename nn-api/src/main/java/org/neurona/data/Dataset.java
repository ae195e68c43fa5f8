package org.neurona.data;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.neurona.NDArray;

/**
 * A source of batches for {@code fit}, {@code evaluate} and {@code predict}. Arrays in memory are one
 * ({@link #of(NDArray, NDArray)}); any other source implements {@link #batches}.
 */
public interface Dataset {
  /** One pass over arrays in memory, as {@link ArrayDataset}. */
  static ArrayDataset of(NDArray x, NDArray y) {
    return of(List.of(x), List.of(y));
  }

  /** Arrays for a model with several inputs or outputs: an entry for each, in the model's order. */
  static ArrayDataset of(List<NDArray> x, List<NDArray> y) {
    return new ArrayDataset(x, y, null);
  }

  /**
   * The batches of one epoch.
   *
   * @param batchSize the rows in each batch; the last may have fewer
   * @param shuffle the source of the order, or null to keep the order of the data
   */
  Iterator<Batch> batches(int batchSize, RandomGenerator shuffle);

  /** How many rows one epoch has, where that is known beforehand. */
  OptionalInt rows();
}
