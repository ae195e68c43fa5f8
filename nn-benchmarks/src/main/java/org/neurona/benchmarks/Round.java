package org.neurona.benchmarks;

/** A workload made ready, to be measured again and again. */
@FunctionalInterface
public interface Round extends AutoCloseable {
  /** Does the work once and returns its figures, in the order of {@link Workload#figures}. */
  double[] run() throws Exception;

  /** Frees what was taken. */
  @Override
  default void close() {}
}
