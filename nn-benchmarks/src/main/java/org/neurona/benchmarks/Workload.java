package org.neurona.benchmarks;

import java.util.Arrays;
import java.util.List;

/** What every contestant is asked to do, on the real MNIST, and which figures come of it. */
public enum Workload {
  /** Training 784-300-100-10, relu and softmax, Adam, 60,000 rows in batches of 32; time and the process' memory. */
  W1_B32("W1-b32", Figure.lower("s/epoch"), Figure.lower("MiB")),
  /** The same in batches of 128. */
  W1_B128("W1-b128", Figure.lower("s/epoch"), Figure.lower("MiB")),
  /** Predicting one row, from {@code float[]} to {@code float[]}. */
  W2_LATENCY("W2-latency", Figure.lower("us median"), Figure.lower("us p99")),
  /** Predicting batches of 1,024 rows. */
  W2_THROUGHPUT("W2-throughput", Figure.higher("samples/s")),
  /** The same with rows of uniform noise, in which nothing is zero: of images most is. */
  W2_THROUGHPUT_NOISE("W2-throughput-noise", Figure.higher("samples/s")),
  /** Training two convolutions (32 and 64 kernels, 3 by 3), each with pooling, dropout, dense 10; Adam, batch 128. */
  W3_TRAIN("W3-train", Figure.higher("samples/s")),
  /** Predicting with that network, batch 256. */
  W3_INFER("W3-infer", Figure.higher("samples/s")),
  /** Training LSTM 128 over 28 steps of 28 numbers, dense 10; Adam, batch 64. */
  W4_TRAIN("W4-train", Figure.higher("samples/s")),
  /** From the start of a process to its end, after loading a saved 784-300-100-10 and one prediction; no flags. */
  COLD_START("cold-start", Figure.lower("s"), Figure.lower("MiB")),
  /** The same with an archive of the loaded classes, and the flags that a careful user of each sets. */
  COLD_START_ARCHIVED("cold-start-archived", Figure.lower("s"), Figure.lower("MiB"));

  /**
   * One number of a round.
   *
   * @param unit its unit
   * @param lowerIsBetter whether less is better
   */
  public record Figure(String unit, boolean lowerIsBetter) {
    static Figure lower(String unit) {
      return new Figure(unit, true);
    }

    static Figure higher(String unit) {
      return new Figure(unit, false);
    }
  }

  private final String id;
  private final List<Figure> figures;

  Workload(String id, Figure... figures) {
    this.id = id;
    this.figures = List.of(figures);
  }

  /** The name in results and on the command line: {@code W1-b32}. */
  public String id() {
    return id;
  }

  /** Whether each round is a process of its own. */
  public boolean isColdStart() {
    return this == COLD_START || this == COLD_START_ARCHIVED;
  }

  /** Whether the last figure is the most memory that the process had. */
  public boolean measuresMemory() {
    return this == W1_B32 || this == W1_B128 || isColdStart();
  }

  /** What a round gives. */
  public List<Figure> figures() {
    return figures;
  }

  /**
   * The workload of this name.
   *
   * @throws IllegalArgumentException if there is none; the message lists them
   */
  public static Workload of(String id) {
    return Arrays.stream(values()).filter(workload -> workload.id.equals(id)).findFirst().orElseThrow(
        () -> new IllegalArgumentException("Unknown workload \"" + id + "\". Known: "
            + String.join(", ", Arrays.stream(values()).map(Workload::id).toList())));
  }
}
