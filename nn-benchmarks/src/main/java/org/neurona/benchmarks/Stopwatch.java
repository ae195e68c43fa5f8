package org.neurona.benchmarks;

import java.util.Arrays;

/** The ways in which rounds are timed, the same for every contestant. */
public final class Stopwatch {
  private static final int WARM_CALLS = 10_000;
  private static final int CALLS = 20_000;
  private static final double THROUGHPUT_SECONDS = 1;

  private Stopwatch() {}

  /** Something that is done over and over; it is told how many times it was done before. */
  @FunctionalInterface
  public interface Call {
    /** Does it once more. */
    void run(int number) throws Exception;
  }

  /** The seconds that it takes to do something once. */
  public static double[] seconds(Call work) throws Exception {
    long start = System.nanoTime();
    work.run(0);
    return new double[] {(System.nanoTime() - start) / 1e9};
  }

  /** How many samples a second a piece of work gets done that has so many. */
  public static double[] samplesPerSecond(int samples, Call work) throws Exception {
    return new double[] {samples / seconds(work)[0]};
  }

  /** How many samples a second are done in about one second of batches. */
  public static double[] throughput(int batch, Call work) throws Exception {
    long start = System.nanoTime();
    int done = 0;
    double seconds;
    do {
      work.run(done++);
      seconds = (System.nanoTime() - start) / 1e9;
    } while (seconds < THROUGHPUT_SECONDS);
    return new double[] {done * (double) batch / seconds};
  }

  /** Median and 99th percentile of single calls, in microseconds. */
  public static double[] latency(Call work) throws Exception {
    for (int i = 0; i < WARM_CALLS; i++) {
      work.run(i);
    }
    long[] nanos = new long[CALLS];
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      work.run(i);
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    return new double[] {nanos[CALLS / 2] / 1e3, nanos[CALLS * 99 / 100] / 1e3};
  }
}
