package org.neurona.benchmarks.jmh;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.benchmarks.Networks;
import org.neurona.data.Batch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A training step of the networks of the workloads, with Adam; {@code -prof gc} tells what it allocates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class NetworkStepBenchmark {
  /** The engine. */
  @Param("simd")
  public String engine;

  /** The network. */
  @Param({"mlp", "cnn", "lstm"})
  public String network;

  /** Rows in a batch. */
  @Param("128")
  public int batch;

  private Sequential model;
  private Batch rows;

  /** Makes model and batch. */
  @Setup
  public void prepare() {
    Shape shape;
    switch (network) {
      case "mlp" -> {
        model = Networks.mlp(engine);
        shape = Shape.of(batch, 784);
      }
      case "cnn" -> {
        model = Networks.cnn(engine);
        shape = Shape.of(batch, 28, 28, 1);
      }
      case "lstm" -> {
        model = Networks.lstm(engine);
        shape = Shape.of(batch, 28, 28);
      }
      default -> throw new IllegalArgumentException("Unknown network " + network);
    }
    model.compile("adam", "sparse_categorical_crossentropy");
    rows = RandomBatch.of(shape);
  }

  /** One step, as {@code fit} makes them. */
  @Benchmark
  public Map<String, Double> step() {
    return model.trainOnBatch(rows);
  }
}
