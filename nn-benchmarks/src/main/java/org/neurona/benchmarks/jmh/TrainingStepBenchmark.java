package org.neurona.benchmarks.jmh;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.data.Batch;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
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

/**
 * A training step of a network of equal layers with Adam, by batch size, width and depth: there must be no cliff. With
 * {@code -prof gc} it tells what a step allocates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TrainingStepBenchmark {
  /** The engine. */
  @Param("simd")
  public String engine;

  /** Rows in a batch. */
  @Param("128")
  public int batch;

  /** Units of each hidden layer. */
  @Param("300")
  public int width;

  /** Hidden layers. */
  @Param("2")
  public int depth;

  private Sequential model;
  private Batch rows;

  /** Makes model and batch. */
  @Setup
  public void prepare() {
    model = new Sequential();
    model.add(new Input(784));
    for (int i = 0; i < depth; i++) {
      model.add(new Dense(width, "relu"));
    }
    model.add(new Dense(10, "softmax"));
    model.engine(engine);
    model.compile("adam", "sparse_categorical_crossentropy");
    rows = RandomBatch.of(Shape.of(batch, 784));
  }

  /** One step, as {@code fit} makes them. */
  @Benchmark
  public Map<String, Double> step() {
    return model.trainOnBatch(rows);
  }
}
