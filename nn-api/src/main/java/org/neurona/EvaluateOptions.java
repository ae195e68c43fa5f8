package org.neurona;

import java.util.List;
import java.util.OptionalInt;
import org.neurona.callbacks.Callback;
import org.neurona.data.Dataset;

/**
 * The further arguments of {@code evaluate} and {@code predict}. Immutable: each method returns a copy with one replaced.
 */
public final class EvaluateOptions {
  /** Null where none was given. */
  private final Integer batchSize;
  /** Null where none was given. */
  private final Integer steps;
  private final List<Callback> callbacks;
  private final int verbose;

  /** Batches of 32, all of them, silent. */
  public EvaluateOptions() {
    this(null, null, List.of(), 0);
  }

  private EvaluateOptions(Integer batchSize, Integer steps, List<Callback> callbacks, int verbose) {
    this.batchSize = batchSize;
    this.steps = steps;
    this.callbacks = callbacks;
    this.verbose = verbose;
  }

  /**
   * Returns a copy with the number of rows in a batch, 32 by default. Not for data that comes in batches already.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EvaluateOptions batchSize(int batchSize) {
    return new EvaluateOptions(FitOptions.requirePositive("batchSize", batchSize), steps, callbacks, verbose);
  }

  /**
   * Returns a copy that leaves off after so many batches; by default all are taken.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EvaluateOptions steps(int steps) {
    return new EvaluateOptions(batchSize, FitOptions.requirePositive("steps", steps), callbacks, verbose);
  }

  /** Returns a copy with these callbacks; none by default. */
  public EvaluateOptions callbacks(Callback... callbacks) {
    return new EvaluateOptions(batchSize, steps, List.of(callbacks), verbose);
  }

  /**
   * Returns a copy that prints nothing (0, the default), a progress bar (1) or a line (2).
   *
   * @throws IllegalArgumentException for any other number
   */
  public EvaluateOptions verbose(int verbose) {
    return new EvaluateOptions(batchSize, steps, callbacks, FitOptions.requireVerbose("evaluate", verbose));
  }

  /** Rows in a batch. */
  public int batchSize() {
    return batchSize == null ? FitOptions.DEFAULT_BATCH_SIZE : batchSize;
  }

  /** After how many batches to leave off; empty for none. */
  public OptionalInt steps() {
    return steps == null ? OptionalInt.empty() : OptionalInt.of(steps);
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
   * As much of the data as was asked for.
   *
   * @throws IllegalArgumentException if the data does not go with these options
   */
  Dataset limited(Dataset data) {
    DataCheck.requireRows("batchSize", data, batchSize);
    DataCheck.requireEnd("steps", data, steps);
    return steps == null ? data : new StepLimit(data, "steps", steps);
  }
}
