package org.neurona.benchmarks;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.neurona.EvaluateOptions;
import org.neurona.FitOptions;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.datasets.Mnist;
import org.neurona.io.Models;

/** Neurona on one of its engines. */
public abstract class NeuronaContestant implements Contestant {
  private static final int TRAINING_ROWS = 12_800;
  private static final String MODEL = "model.keras";

  private final String engine;

  private NeuronaContestant(String engine) {
    this.engine = engine;
  }

  /** The engine on the Vector API. */
  public static final class Simd extends NeuronaContestant {
    /** With the module that it needs. */
    public Simd() {
      super("simd");
    }

    @Override
    public List<String> jvmFlags() {
      return List.of("--add-modules", "jdk.incubator.vector", "-Dneurona.engine=simd");
    }

    /** With the thorough compiler, without which there are no vectors. */
    @Override
    public List<String> coldStartFlags(Path folder) {
      return List.of("-XX:+UseSerialGC");
    }
  }

  /** The engine in plain Java. */
  public static final class Scalar extends NeuronaContestant {
    /** Without the module. */
    public Scalar() {
      super("scalar");
    }

    @Override
    public List<String> jvmFlags() {
      return List.of("-Dneurona.engine=scalar");
    }
  }

  @Override
  public String name() {
    return "neurona-" + engine;
  }

  @Override
  public Set<Workload> workloads() {
    return EnumSet.allOf(Workload.class);
  }

  /**
   * Where memory is measured, a heap that doesn't grow to what the machine has for the garbage of code that isn't
   * compiled yet; where large batches go by, large pages.
   */
  @Override
  public List<String> flags(Workload workload) {
    return switch (workload) {
      case W1_B32, W1_B128 -> List.of("-Xmx256m");
      case W2_THROUGHPUT, W2_THROUGHPUT_NOISE, W3_INFER -> List.of("-XX:+UseTransparentHugePages");
      default -> List.of();
    };
  }

  @Override
  public List<String> jars() {
    return List.of("nn-api", "nn-core", "nn-io", "commons-math3", "gson", "jhdf", "slf4j-api", "commons-lang3");
  }

  @Override
  public Round prepare(Workload workload, Digits digits) {
    return switch (workload) {
      case W1_B32 -> epoch(32);
      case W1_B128 -> epoch(128);
      case W2_LATENCY -> latency(digits);
      case W2_THROUGHPUT -> throughput(Networks.mlp(engine), Shape.of(1024, 784), digits.batches(1024));
      case W2_THROUGHPUT_NOISE -> throughput(Networks.mlp(engine), Shape.of(1024, 784), Digits.noise(1024));
      case W3_TRAIN -> training(Networks.cnn(engine), Shape.of(TRAINING_ROWS, 28, 28, 1), 128);
      case W4_TRAIN -> training(Networks.lstm(engine), Shape.of(TRAINING_ROWS, 28, 28), 64);
      case W3_INFER -> throughput(Networks.cnn(engine), Shape.of(256, 28, 28, 1), digits.batches(256));
      default -> throw new IllegalArgumentException(name() + " doesn't run " + workload);
    };
  }

  private Round epoch(int batchSize) {
    Sequential model = Networks.mlp(engine);
    model.compile("adam", "sparse_categorical_crossentropy");
    ArrayDataset train = Mnist.load().train();
    FitOptions options = new FitOptions().batchSize(batchSize).verbose(0);
    NDArray x = train.xs().get(0).reshape(-1, Digits.PIXELS);
    return () -> Stopwatch.seconds(unused -> model.fit(x, train.ys().get(0), options));
  }

  private Round training(Sequential model, Shape rows, int batchSize) {
    model.compile("adam", "sparse_categorical_crossentropy");
    ArrayDataset train = Mnist.load().train();
    int count = rows.dim(0);
    Dataset data = Dataset.of(train.xs().get(0).slice(0, count).reshape(rows.dims()),
        train.ys().get(0).slice(0, count));
    FitOptions options = new FitOptions().batchSize(batchSize).verbose(0);
    return () -> Stopwatch.samplesPerSecond(count, unused -> model.fit(data, options));
  }

  private Round latency(Digits digits) {
    Sequential model = Networks.mlp(engine);
    float[][] rows = new float[256][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = digits.row(i);
    }
    return () -> Stopwatch.latency(number -> predict(model, rows[number % rows.length]));
  }

  private static float[] predict(Sequential model, float[] row) {
    return model.predict(NDArray.wrap(Shape.of(1, row.length), row)).toFloatArray();
  }

  private Round throughput(Sequential model, Shape batch, float[][] pixelsOfBatches) {
    int rows = batch.dim(0);
    NDArray[] batches = Arrays.stream(pixelsOfBatches).map(pixels -> NDArray.wrap(batch, pixels))
        .toArray(NDArray[]::new);
    EvaluateOptions options = new EvaluateOptions().batchSize(rows);
    return () -> Stopwatch.throughput(rows, number -> model.predict(batches[number % batches.length], options));
  }

  @Override
  public void saveModel(Path folder) throws Exception {
    Sequential model = Networks.mlp(engine);
    model.predict(NDArray.zeros(1, Digits.PIXELS));
    Models.save(model, folder.resolve(MODEL));
  }

  @Override
  public float[] loadAndPredict(Path folder, float[] row) throws Exception {
    return predict((Sequential) Models.load(folder.resolve(MODEL)), row);
  }
}
