package org.neurona.data;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * A source of batches for {@code fit}, {@code evaluate} and {@code predict}. Arrays in memory are one
 * ({@link #of(NDArray, NDArray)}), and so is whatever an {@link Iterable} gives ({@link #from}); files are in
 * {@code org.neurona.datasets.files}. Any other source implements {@link #batches} and {@link #rows}.
 *
 * <p>The methods that return a data set are steps of a pipeline, named as in TensorFlow's {@code tf.data}:
 *
 * <pre>{@code
 * Dataset training = Dataset.from(recordings).map(Recording::normalized).shuffle(10_000).batch(32).prefetch(2);
 * model.fit(training, new FitOptions().epochs(5));
 * }</pre>
 *
 * <p>A pipeline is a declaration: immutable, with nothing read until it is used, and read anew in each epoch. It need not
 * fit in memory. Its elements are rows, until {@link #batch} makes batches of them; {@code fit} takes the batches of a
 * pipeline as they are, and makes batches of its {@code batchSize} of rows. The order is the pipeline's: {@code fit}
 * shuffles arrays and files that it is given by themselves, but not pipelines, for which there is {@link #shuffle}.
 * Random numbers come from the model's seed and the number of the epoch, so that training is reproducible and goes on
 * from a backup to the bit; outside of training they are always the same.
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
   * Rows, one for each element, as they come: {@code tf.data}'s {@code from_generator}. All must have the number of
   * arrays, shapes and dtypes of the first.
   *
   * @param rows gives an iterator for each pass; one that is {@link AutoCloseable} is closed at the end
   */
  static Dataset from(Iterable<Element> rows) {
    return new GeneratedDataset(rows, false);
  }

  /**
   * Batches, one for each element, as they come, as Python generators give them to {@code fit}. All must have the number
   * of arrays, dtypes and, but for the first axis, the shapes of the first.
   *
   * @param batches gives an iterator for each pass; one that is {@link AutoCloseable} is closed at the end
   */
  static Dataset fromBatches(Iterable<Element> batches) {
    return new GeneratedDataset(batches, true);
  }

  /**
   * The inputs of one data set with those of another as targets, side by side, until one of them ends.
   *
   * @throws IllegalArgumentException if one of them comes in batches and the other in rows
   */
  static Dataset zip(Dataset x, Dataset y) {
    return new ZippedDataset(x, y);
  }

  /**
   * The batches of one epoch. The iterator may be a {@link Pass}, to be closed when it is not needed any more; a batch
   * holds until the iterator is asked for more.
   *
   * @param batchSize the rows in each batch; the last may have fewer. Without meaning where {@link #isBatched}
   * @param shuffle the source of the order and of other random numbers, or null to keep the order of the data
   */
  Iterator<Batch> batches(int batchSize, RandomGenerator shuffle);

  /** How many rows one epoch has, where that is known beforehand. */
  OptionalInt rows();

  /** How many batches one epoch has, where that is known beforehand. */
  default OptionalInt steps(int batchSize) {
    return Stage.stepsOf(rows(), batchSize);
  }

  /** Whether its elements are batches, whose size is settled, rather than rows. */
  default boolean isBatched() {
    return false;
  }

  /** Whether it is known that a pass never ends. */
  default boolean isEndless() {
    return false;
  }

  /** Whether the order of its rows is its own business, so that {@code fit} can't choose it. */
  default boolean hasOwnOrder() {
    return false;
  }

  /**
   * The shape of a row of each input, for models that are not built yet; looks into a pass unless overridden.
   *
   * @return the shapes, or an empty list if there are no rows
   */
  default List<Shape> inputShapes() {
    try (Pass pass = Pass.over(batches(1, null))) {
      return pass.hasNext() ? pass.next().x().stream().map(Rows::rowShape).toList() : List.of();
    }
  }

  /**
   * Returns a pipeline that gives out the elements in a random order, another in each epoch: each one is drawn from the
   * next {@code bufferSize} that have not been given out. That many are held in memory; a buffer as large as the data
   * makes every order equally likely.
   *
   * @throws IllegalArgumentException if {@code bufferSize} is not positive
   */
  default Dataset shuffle(int bufferSize) {
    return shuffle(bufferSize, 0, true);
  }

  /** Returns a pipeline that shuffles as {@link #shuffle(int)}, in orders that depend on this seed, too. */
  default Dataset shuffle(int bufferSize, long seed) {
    return shuffle(bufferSize, seed, true);
  }

  /**
   * Returns a pipeline that shuffles as {@link #shuffle(int)}.
   *
   * @param seed what the orders depend on besides the model's seed
   * @param reshuffleEachIteration whether each epoch has an order of its own; without, all have the one that follows
   *     from the seed alone
   * @throws IllegalArgumentException if {@code bufferSize} is not positive
   */
  default Dataset shuffle(int bufferSize, long seed, boolean reshuffleEachIteration) {
    return new ShuffledDataset(this, bufferSize, seed, reshuffleEachIteration);
  }

  /** Returns a pipeline whose elements are batches of so many rows; the last may have fewer. */
  default Dataset batch(int batchSize) {
    return batch(batchSize, false);
  }

  /**
   * Returns a pipeline whose elements are batches of so many rows.
   *
   * @param dropRemainder whether a last batch with fewer rows is left out
   * @throws IllegalArgumentException if {@code batchSize} is not positive, or the elements are batches already
   */
  default Dataset batch(int batchSize, boolean dropRemainder) {
    return new BatchedDataset(this, batchSize, dropRemainder);
  }

  /**
   * Returns a pipeline with each element as a function changes it: each row, or each batch after {@link #batch}. What it
   * makes of the elements must be of one kind, as for {@link #from}; it must not change the number of rows of a batch.
   */
  default Dataset map(UnaryOperator<Element> function) {
    return new MappedDataset(this, (element, random) -> function.apply(element));
  }

  /**
   * Returns a pipeline with each element as a function with random numbers changes it, to augment data for instance. As
   * long as these are the only random numbers that it uses, training is reproducible.
   */
  default Dataset map(BiFunction<Element, RandomGenerator, Element> function) {
    return new MappedDataset(this, function);
  }

  /**
   * Returns a pipeline that is read by a thread of its own, up to so many batches ahead of the one in use. The results
   * are the same to the bit.
   *
   * @throws IllegalArgumentException if {@code bufferSize} is not positive
   */
  default Dataset prefetch(int bufferSize) {
    return new PrefetchedDataset(this, bufferSize);
  }

  /**
   * Returns a pipeline with the first elements only, or all where there are fewer.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  default Dataset take(int count) {
    return new TakenDataset(this, count);
  }

  /**
   * Returns a pipeline without the first elements.
   *
   * @throws IllegalArgumentException if {@code count} is negative
   */
  default Dataset skip(int count) {
    return new SkippedDataset(this, count);
  }

  /** Returns a pipeline that begins again at the end, for ever: {@code fit} then needs {@code stepsPerEpoch}. */
  default Dataset repeat() {
    return new RepeatedDataset(this);
  }

  /**
   * Returns a pipeline that goes through the elements so many times, shuffled anew each time.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  default Dataset repeat(int count) {
    return new RepeatedDataset(this, count);
  }

  /**
   * Returns a pipeline that keeps its elements in memory when it is first used, so that what comes before is done but
   * once; random numbers before it are the same in each epoch.
   *
   * @throws IllegalArgumentException if the data never ends
   */
  default Dataset cache() {
    return new CachedDataset(this);
  }

  /**
   * Returns a pipeline with the elements of another data set after those of this one.
   *
   * @throws IllegalArgumentException if one of them comes in batches and the other in rows, or this one never ends
   */
  default Dataset concatenate(Dataset other) {
    return new ConcatenatedDataset(this, other);
  }
}
