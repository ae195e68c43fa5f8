package org.neurona;

import java.util.List;
import org.neurona.callbacks.Callback;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;

/**
 * The further arguments of {@code fit}, with Keras' names and defaults. Immutable: each method returns a copy with one
 * replaced.
 */
public final class FitOptions {
  private static final int DEFAULT_BATCH_SIZE = 32;

  private final int epochs;
  private final int initialEpoch;
  /** Null where none was given. */
  private final Integer batchSize;
  private final boolean shuffle;
  private final double validationSplit;
  private final Dataset validationData;
  private final List<Callback> callbacks;
  private final int verbose;

  /** One epoch, batches of 32, shuffled, no validation, a progress bar. */
  public FitOptions() {
    this(1, 0, null, true, 0, null, List.of(), 1);
  }

  private FitOptions(int epochs, int initialEpoch, Integer batchSize, boolean shuffle, double validationSplit,
      Dataset validationData, List<Callback> callbacks, int verbose) {
    this.epochs = epochs;
    this.initialEpoch = initialEpoch;
    this.batchSize = batchSize;
    this.shuffle = shuffle;
    this.validationSplit = validationSplit;
    this.validationData = validationData;
    this.callbacks = callbacks;
    this.verbose = verbose;
  }

  /**
   * Returns a copy with the number of the last epoch, 1 by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions epochs(int epochs) {
    return new FitOptions(requirePositive("epochs", epochs), initialEpoch, batchSize, shuffle, validationSplit,
        validationData, callbacks, verbose);
  }

  /**
   * Returns a copy that takes so many epochs as done already, 0 by default.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public FitOptions initialEpoch(int initialEpoch) {
    if (initialEpoch < 0) {
      throw new IllegalArgumentException("fit: initialEpoch must be >= 0. Received: initialEpoch=" + initialEpoch);
    }
    return new FitOptions(epochs, initialEpoch, batchSize, shuffle, validationSplit, validationData, callbacks,
        verbose);
  }

  /**
   * Returns a copy with the number of rows in a batch, 32 by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions batchSize(int batchSize) {
    return new FitOptions(epochs, initialEpoch, requirePositive("batchSize", batchSize), shuffle, validationSplit,
        validationData, callbacks, verbose);
  }

  /** Returns a copy that takes the rows in another order in each epoch, as by default, or in the order of the data. */
  public FitOptions shuffle(boolean shuffle) {
    return new FitOptions(epochs, initialEpoch, batchSize, shuffle, validationSplit, validationData, callbacks,
        verbose);
  }

  /**
   * Returns a copy that sets the last part of the data aside, before shuffling, to validate on; 0 by default.
   * Validation data takes precedence.
   *
   * @throws IllegalArgumentException if it is not in {@code [0, 1)}
   */
  public FitOptions validationSplit(double validationSplit) {
    if (!(validationSplit >= 0 && validationSplit < 1)) {
      throw new IllegalArgumentException(
          "fit: validationSplit must be in [0, 1). Received: validationSplit=" + validationSplit);
    }
    return new FitOptions(epochs, initialEpoch, batchSize, shuffle, validationSplit, validationData, callbacks,
        verbose);
  }

  /** Returns a copy that evaluates on this data after each epoch; none by default. */
  public FitOptions validationData(Dataset validationData) {
    return new FitOptions(epochs, initialEpoch, batchSize, shuffle, validationSplit, validationData, callbacks,
        verbose);
  }

  /** Returns a copy that evaluates on these arrays after each epoch. */
  public FitOptions validationData(NDArray x, NDArray y) {
    return validationData(Dataset.of(x, y));
  }

  /** Returns a copy with these callbacks, called in this order; none by default. */
  public FitOptions callbacks(Callback... callbacks) {
    return new FitOptions(epochs, initialEpoch, batchSize, shuffle, validationSplit, validationData,
        List.of(callbacks), verbose);
  }

  /**
   * Returns a copy that prints nothing (0), a progress bar (1, the default) or a line for each epoch (2).
   *
   * @throws IllegalArgumentException for any other number
   */
  public FitOptions verbose(int verbose) {
    return new FitOptions(epochs, initialEpoch, batchSize, shuffle, validationSplit, validationData, callbacks,
        requireVerbose("fit", verbose));
  }

  /** The number of the last epoch. */
  public int epochs() {
    return epochs;
  }

  /** How many epochs are taken as done. */
  public int initialEpoch() {
    return initialEpoch;
  }

  /** Rows in a batch. */
  public int batchSize() {
    return batchSize == null ? DEFAULT_BATCH_SIZE : batchSize;
  }

  /** Whether the user asked for this batch size, so that it deserves a word if it makes no sense. */
  boolean isBatchSizeGiven() {
    return batchSize != null;
  }

  /** Whether the rows are shuffled. */
  public boolean shuffle() {
    return shuffle;
  }

  /** The part of the data that is set aside for validation. */
  public double validationSplit() {
    return validationSplit;
  }

  /** The data to validate on, or null. */
  public Dataset validationData() {
    return validationData;
  }

  /** The callbacks. */
  public List<Callback> callbacks() {
    return callbacks;
  }

  /** 0, 1 or 2. */
  public int verbose() {
    return verbose;
  }

  /** The data to train on and to validate on (or null), after the split. */
  Dataset[] split(Dataset data) {
    if (validationData != null || validationSplit == 0) {
      return new Dataset[] {data, validationData};
    }
    if (!(data instanceof ArrayDataset arrays)) {
      throw new IllegalArgumentException("`validationSplit` is only supported for arrays in memory. Received: "
          + data.getClass().getSimpleName() + "; give validationData instead");
    }
    int rows = arrays.size();
    int splitAt = (int) Math.floor(rows * (1 - validationSplit));
    if (splitAt == 0 || splitAt == rows) {
      throw new IllegalArgumentException("Training data contains " + rows + " samples, which is not sufficient to split "
          + "it into a validation and training set as specified by validationSplit=" + validationSplit
          + ". Either provide more data, or a different value for the validationSplit argument.");
    }
    return new Dataset[] {arrays.slice(0, splitAt), arrays.slice(splitAt, rows)};
  }

  static int requirePositive(String argument, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("Received an invalid value for " + argument
          + ", expected a positive integer. Received: " + argument + "=" + value);
    }
    return value;
  }

  static int requireVerbose(String call, int verbose) {
    if (verbose < 0 || verbose > 2) {
      throw new IllegalArgumentException(call + ": verbose must be 0, 1 or 2. Received: verbose=" + verbose);
    }
    return verbose;
  }
}
