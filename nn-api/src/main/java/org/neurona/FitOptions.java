package org.neurona;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.neurona.callbacks.Callback;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.spi.FitRun;

/**
 * The further arguments of {@code fit}, with Keras' names and defaults. Immutable: each method returns a copy with one
 * replaced.
 */
public final class FitOptions {
  static final int DEFAULT_BATCH_SIZE = 32;

  private static final System.Logger LOG = System.getLogger(FitOptions.class.getName());

  private int epochs = 1;
  private int initialEpoch;
  /** Null where none was given. */
  private Integer batchSize;
  /** Null where nothing was said. */
  private Boolean shuffle;
  /** Null where none was given. */
  private Integer stepsPerEpoch;
  private double validationSplit;
  private Dataset validationData;
  private Integer validationBatchSize;
  private Integer validationSteps;
  private int validationFreq = 1;
  private NDArray sampleWeight;
  private Map<Integer, Double> classWeight = Map.of();
  private List<Callback> callbacks = List.of();
  private int verbose = 1;

  /** One epoch, batches of 32, shuffled, no validation, a progress bar. */
  public FitOptions() {}

  private FitOptions with(Consumer<FitOptions> change) {
    FitOptions copy = new FitOptions();
    copy.epochs = epochs;
    copy.initialEpoch = initialEpoch;
    copy.batchSize = batchSize;
    copy.shuffle = shuffle;
    copy.stepsPerEpoch = stepsPerEpoch;
    copy.validationSplit = validationSplit;
    copy.validationData = validationData;
    copy.validationBatchSize = validationBatchSize;
    copy.validationSteps = validationSteps;
    copy.validationFreq = validationFreq;
    copy.sampleWeight = sampleWeight;
    copy.classWeight = classWeight;
    copy.callbacks = callbacks;
    copy.verbose = verbose;
    change.accept(copy);
    return copy;
  }

  /**
   * Returns a copy with the number of the last epoch, 1 by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions epochs(int epochs) {
    int checked = requirePositive("epochs", epochs);
    return with(copy -> copy.epochs = checked);
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
    return with(copy -> copy.initialEpoch = initialEpoch);
  }

  /**
   * Returns a copy with the number of rows in a batch, 32 by default. Not for data that comes in batches already.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions batchSize(int batchSize) {
    int checked = requirePositive("batchSize", batchSize);
    return with(copy -> copy.batchSize = checked);
  }

  /**
   * Returns a copy in which an epoch is so many batches, rather than all. The next epoch goes on where this one left off,
   * and begins the data anew when it has ended; an epoch in which the data ends is shorter, and worth a warning.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions stepsPerEpoch(int stepsPerEpoch) {
    int checked = requirePositive("stepsPerEpoch", stepsPerEpoch);
    return with(copy -> copy.stepsPerEpoch = checked);
  }

  /**
   * Returns a copy that takes the rows in another order in each epoch, as by default, or in the order of the data. A
   * pipeline has the order that its own {@link Dataset#shuffle} gives it.
   */
  public FitOptions shuffle(boolean shuffle) {
    return with(copy -> copy.shuffle = shuffle);
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
    return with(copy -> copy.validationSplit = validationSplit);
  }

  /** Returns a copy that evaluates on this data after each epoch; none by default. */
  public FitOptions validationData(Dataset validationData) {
    return with(copy -> copy.validationData = validationData);
  }

  /** Returns a copy that evaluates on these arrays after each epoch. */
  public FitOptions validationData(NDArray x, NDArray y) {
    return validationData(Dataset.of(x, y));
  }

  /**
   * Returns a copy with the number of rows in a batch of validation; that of training by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions validationBatchSize(int validationBatchSize) {
    int checked = requirePositive("validationBatchSize", validationBatchSize);
    return with(copy -> copy.validationBatchSize = checked);
  }

  /**
   * Returns a copy that leaves off after so many batches of the validation data, the same in each epoch; by default all
   * are taken.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions validationSteps(int validationSteps) {
    int checked = requirePositive("validationSteps", validationSteps);
    return with(copy -> copy.validationSteps = checked);
  }

  /**
   * Returns a copy that validates after each so many epochs, counted from the first; 1 by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FitOptions validationFreq(int validationFreq) {
    int checked = requirePositive("validationFreq", validationFreq);
    return with(copy -> copy.validationFreq = checked);
  }

  /** Returns a copy in which each row of arrays in memory counts as its weight, of shape {@code (rows)}, says. */
  public FitOptions sampleWeight(NDArray sampleWeight) {
    return with(copy -> copy.sampleWeight = sampleWeight);
  }

  /**
   * Returns a copy in which each row counts as the weight of its class says: the number that is its target, or the
   * place of the largest number in it. A class without a weight counts 1. Together with weights of rows the two multiply. Not
   * for validation, and for models with one output only.
   *
   * @throws IllegalArgumentException if a class is negative or a weight is no finite number {@code >= 0}
   */
  public FitOptions classWeight(Map<Integer, Double> classWeight) {
    classWeight.forEach((label, weight) -> {
      if (label < 0 || weight == null || !(weight >= 0) || weight.isInfinite()) {
        throw new IllegalArgumentException("fit: classWeight must give each class, from 0, a finite number >= 0. "
            + "Received: " + label + "=" + weight);
      }
    });
    Map<Integer, Double> weights = Map.copyOf(classWeight);
    return with(copy -> copy.classWeight = weights);
  }

  /** Returns a copy with these callbacks, called in this order; none by default. */
  public FitOptions callbacks(Callback... callbacks) {
    List<Callback> all = List.of(callbacks);
    return with(copy -> copy.callbacks = all);
  }

  /**
   * Returns a copy that prints nothing (0), a progress bar (1, the default) or a line for each epoch (2).
   *
   * @throws IllegalArgumentException for any other number
   */
  public FitOptions verbose(int verbose) {
    int checked = requireVerbose("fit", verbose);
    return with(copy -> copy.verbose = checked);
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
    return shuffle == null || shuffle;
  }

  /** How many batches an epoch is; empty for all. */
  public OptionalInt stepsPerEpoch() {
    return optional(stepsPerEpoch);
  }

  /** The part of the data that is set aside for validation. */
  public double validationSplit() {
    return validationSplit;
  }

  /** The data to validate on, or null. */
  public Dataset validationData() {
    return validationData;
  }

  /** Rows in a batch of validation. */
  public int validationBatchSize() {
    return validationBatchSize == null ? batchSize() : validationBatchSize;
  }

  /** After how many batches a validation leaves off; empty for none. */
  public OptionalInt validationSteps() {
    return optional(validationSteps);
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  /** After how many epochs each validation comes. */
  public int validationFreq() {
    return validationFreq;
  }

  /** The weight of each row, or null. */
  public NDArray sampleWeight() {
    return sampleWeight;
  }

  /** The weight of each class that has one. */
  public Map<Integer, Double> classWeight() {
    return classWeight;
  }

  /** The callbacks. */
  public List<Callback> callbacks() {
    return callbacks;
  }

  /** 0, 1 or 2. */
  public int verbose() {
    return verbose;
  }

  /**
   * Looks at the data to train on.
   *
   * @throws IllegalArgumentException if it does not go with these options
   */
  void requireFit(Dataset training) {
    DataCheck.requireRows("batchSize", training, batchSize);
    DataCheck.requireEnd("stepsPerEpoch", training, stepsPerEpoch);
  }

  /** The data with the weights of rows that were given. */
  Dataset weighted(Dataset data) {
    if (sampleWeight == null) {
      return data;
    }
    if (!(data instanceof ArrayDataset arrays)) {
      throw new IllegalArgumentException("`sampleWeight` is only supported for arrays in memory. Received: "
          + data.getClass().getSimpleName() + "; give its batches weights instead");
    }
    if (arrays.sampleWeights().isPresent()) {
      throw new IllegalArgumentException("fit: the data has sample weights already, and sampleWeight was given too");
    }
    return new ArrayDataset(arrays.xs(), arrays.ys(), sampleWeight);
  }

  /** The data with the weights of classes that were given. */
  Dataset weightedByClass(Dataset data, Shape output) {
    return classWeight.isEmpty() ? data : new ClassWeights(data, classWeight, output);
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

  /**
   * The data to validate on, as much of it as was asked for.
   *
   * @throws IllegalArgumentException if it does not go with these options
   */
  Dataset limitedValidation(Dataset validation) {
    DataCheck.requireRows("validationBatchSize", validation, validationBatchSize);
    DataCheck.requireEnd("validationSteps", validation, validationSteps);
    return validationSteps == null ? validation : new StepLimit(validation, "validationSteps", validationSteps);
  }

  /** How many batches an epoch has, where that is known. */
  OptionalInt steps(Dataset training) {
    return stepsPerEpoch == null ? training.steps(batchSize()) : stepsPerEpoch();
  }

  /**
   * What an engine is asked to do.
   *
   * @param validation the data to validate on, or null
   */
  FitRun run(Dataset training, Dataset validation, FitRun.Monitor monitor) {
    if (Boolean.TRUE.equals(shuffle) && training.hasOwnOrder()) {
      LOG.log(System.Logger.Level.WARNING, "`shuffle(true)` was passed, but will be ignored since the data is a pipeline, "
          + "{0}. It is expected to already be shuffled (via `.shuffle(bufferSize)`).", training);
    }
    return new FitRun(training, validation, epochs, initialEpoch, batchSize(), stepsPerEpoch(), validationBatchSize(),
        validationFreq, shuffle() || training.hasOwnOrder(), monitor);
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
