package org.neurona.core.engine.floats;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Supplier;
import org.neurona.NDArray;
import org.neurona.core.engine.Executable;
import org.neurona.data.Rows;
import org.neurona.ops.Tensor;

/**
 * A graph that runs on plain loops until its vector code is compiled. After a few runs a thread makes the graph ready on
 * vectors and rehearses it with zeros, until a run takes less time than one on plain loops; the next run then is on
 * vectors. When that is makes no difference to the results: both give the same bits.
 */
final class GradualExecutable implements Executable {
  /** A process that predicts no more than this is better off without vectors. */
  private static final int EARLY_RUNS = 8;
  /** Where vectors are never the faster ones, as without a compiler, the rehearsal ends somewhere. */
  private static final int MOST_REHEARSALS = 10_000;

  private final List<Tensor> placeholders;
  private final Supplier<Executable> onVectors;
  private Executable current;
  private boolean early = true;
  private boolean hasRun;
  private int runs;
  private volatile long shortestNanos = Long.MAX_VALUE;
  private volatile Executable rehearsed;

  /**
   * An executable.
   *
   * @param placeholders what is fed
   * @param first the graph on plain loops
   * @param onVectors makes the graph ready on vectors; called in another thread
   */
  GradualExecutable(List<Tensor> placeholders, Executable first, Supplier<Executable> onVectors) {
    this.placeholders = placeholders;
    this.current = first;
    this.onVectors = onVectors;
  }

  @Override
  public void feed(Tensor placeholder, Rows rows) {
    beforeRun().feed(placeholder, rows);
  }

  @Override
  public void feed(Tensor placeholder, double value) {
    beforeRun().feed(placeholder, value);
  }

  /** The executable for the next run: the other one takes over before the run's first feed alone. */
  private Executable beforeRun() {
    if (early && hasRun && rehearsed != null) {
      current = rehearsed;
      rehearsed = null;
      early = false;
    }
    hasRun = false;
    return current;
  }

  @Override
  public void run(long seed, long step) {
    if (early) {
      long start = System.nanoTime();
      current.run(seed, step);
      shortestNanos = Math.min(shortestNanos, System.nanoTime() - start);
      if (++runs == EARLY_RUNS) {
        Thread rehearsal = new Thread(null, this::rehearse, "neurona-rehearsal", 0, false);
        rehearsal.setDaemon(true);
        rehearsal.start();
      }
    } else {
      current.run(seed, step);
    }
    hasRun = true;
  }

  private void rehearse() {
    try {
      Executable next = onVectors.get();
      for (Tensor placeholder : placeholders) {
        next.feed(placeholder, NDArray.zeros(placeholder.shape().dims()));
      }
      long nanos = Long.MAX_VALUE;
      for (int run = 0; run < MOST_REHEARSALS && nanos >= shortestNanos; run++) {
        long start = System.nanoTime();
        next.run(0, 0);
        nanos = System.nanoTime() - start;
      }
      rehearsed = next;
    } catch (RuntimeException | LinkageError e) {
      System.getLogger("org.neurona").log(Level.WARNING, "Neurona stays with plain loops where it predicts a row: "
          + "the vector kernels failed", e);
    }
  }

  @Override
  public NDArray output(int index) {
    return current.output(index);
  }

  @Override
  public void output(int index, double[] target) {
    current.output(index, target);
  }
}
