package org.neurona;

import java.util.List;
import org.neurona.callbacks.Callback;

/**
 * The further arguments of {@code evaluate} and {@code predict}. Immutable: each method returns a copy with one replaced.
 */
public final class EvaluateOptions {
  private final int batchSize;
  private final List<Callback> callbacks;
  private final int verbose;

  /** Batches of 32, silent. */
  public EvaluateOptions() {
    this(32, List.of(), 0);
  }

  private EvaluateOptions(int batchSize, List<Callback> callbacks, int verbose) {
    this.batchSize = batchSize;
    this.callbacks = callbacks;
    this.verbose = verbose;
  }

  /**
   * Returns a copy with the number of rows in a batch, 32 by default.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public EvaluateOptions batchSize(int batchSize) {
    return new EvaluateOptions(FitOptions.requirePositive("batchSize", batchSize), callbacks, verbose);
  }

  /** Returns a copy with these callbacks; none by default. */
  public EvaluateOptions callbacks(Callback... callbacks) {
    return new EvaluateOptions(batchSize, List.of(callbacks), verbose);
  }

  /**
   * Returns a copy that prints nothing (0, the default), a progress bar (1) or a line (2).
   *
   * @throws IllegalArgumentException for any other number
   */
  public EvaluateOptions verbose(int verbose) {
    return new EvaluateOptions(batchSize, callbacks, FitOptions.requireVerbose("evaluate", verbose));
  }

  /** Rows in a batch. */
  public int batchSize() {
    return batchSize;
  }

  /** The callbacks. */
  public List<Callback> callbacks() {
    return callbacks;
  }

  /** 0, 1 or 2. */
  public int verbose() {
    return verbose;
  }
}
