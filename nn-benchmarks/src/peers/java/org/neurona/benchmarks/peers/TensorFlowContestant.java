package org.neurona.benchmarks.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.neurona.benchmarks.Contestant;
import org.neurona.benchmarks.Digits;
import org.neurona.benchmarks.Round;
import org.neurona.benchmarks.Stopwatch;
import org.neurona.benchmarks.Workload;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.Conv2d;
import org.tensorflow.types.TFloat32;

/** TensorFlow Java in graph mode: 2 threads within operations, tensors of inputs and targets reused. */
public final class TensorFlowContestant implements Contestant {
  private static final int TRAINING_ROWS = 12_800;

  @Override
  public String name() {
    return "tensorflow";
  }

  @Override
  public Set<Workload> workloads() {
    // Its LSTM would be a loop of small operations; the measure for that is PyTorch's.
    return EnumSet.complementOf(EnumSet.of(Workload.W4_TRAIN));
  }

  @Override
  public List<String> jars() {
    return List.of("tensorflow", "ndarray", "javacpp", "protobuf-java");
  }

  @Override
  public List<String> environment() {
    return List.of("TF_CPP_MIN_LOG_LEVEL=3");
  }

  @Override
  public Round prepare(Workload workload, Digits digits) {
    return switch (workload) {
      case W1_B32 -> epoch(32, digits);
      case W1_B128 -> epoch(128, digits);
      case W2_LATENCY -> latency(digits);
      case W2_THROUGHPUT -> throughput(mlp(1024, false), 1024, digits.batches(1024));
      case W2_THROUGHPUT_NOISE -> throughput(mlp(1024, false), 1024, Digits.noise(1024));
      case W3_TRAIN -> {
        TensorFlowTraining net = cnn(128, true);
        Random random = new Random(7);
        yield () -> Stopwatch.samplesPerSecond(TRAINING_ROWS, unused -> net.train(digits, TRAINING_ROWS, random));
      }
      case W3_INFER -> throughput(cnn(256, false), 256, digits.batches(256));
      default -> throw new IllegalArgumentException(name() + " doesn't run " + workload);
    };
  }

  private static Round epoch(int batchSize, Digits digits) {
    TensorFlowTraining net = mlp(batchSize, true);
    Random random = new Random(7);
    return () -> Stopwatch.seconds(unused -> net.train(digits, digits.rows(), random));
  }

  private static Round latency(Digits digits) {
    TensorFlowTraining net = mlp(1, false);
    float[] output = new float[Digits.CLASSES];
    return () -> Stopwatch.latency(number -> net.predict(digits.row(number % 256), output));
  }

  private static Round throughput(TensorFlowTraining net, int rows, float[][] batches) {
    float[] output = new float[rows * Digits.CLASSES];
    return () -> Stopwatch.throughput(rows, number -> net.predict(batches[number % batches.length], output));
  }

  private static TensorFlowTraining mlp(int batchSize, boolean training) {
    return new TensorFlowTraining(Shape.of(batchSize, Digits.PIXELS), (graph, x, unused) -> {
      Ops tf = graph.ops();
      Operand<TFloat32> first = tf.nn.relu(graph.dense(x, Digits.PIXELS, 300));
      Operand<TFloat32> second = tf.nn.relu(graph.dense(first, 300, 100));
      return graph.dense(second, 100, Digits.CLASSES);
    }, training);
  }

  private static TensorFlowTraining cnn(int batchSize, boolean training) {
    return new TensorFlowTraining(Shape.of(batchSize, 28, 28, 1), (graph, x, trains) -> {
      Ops tf = graph.ops();
      Operand<TFloat32> first = pooled(graph, x, 1, 32);
      Operand<TFloat32> second = pooled(graph, first, 32, 64);
      Operand<TFloat32> flat = tf.reshape(second, tf.constant(new int[] {batchSize, 1600}));
      return graph.dense(trains ? dropped(tf, flat, batchSize) : flat, 1600, Digits.CLASSES);
    }, training);
  }

  private static Operand<TFloat32> pooled(TensorFlowTraining graph, Operand<TFloat32> x, int channels, int filters) {
    Ops tf = graph.ops();
    Conv2d<TFloat32> convolved = tf.nn.conv2d(x, graph.kernel(9 * channels, 9 * filters, 3, 3, channels, filters),
        List.of(1L, 1L, 1L, 1L), "VALID");
    int[] window = {1, 2, 2, 1};
    return tf.nn.maxPool(tf.nn.relu(tf.nn.biasAdd(convolved, graph.bias(filters))), tf.constant(window),
        tf.constant(window), "VALID");
  }

  private static Operand<TFloat32> dropped(Ops tf, Operand<TFloat32> x, int batchSize) {
    Operand<TFloat32> random = tf.random.randomUniform(tf.constant(new int[] {batchSize, 1600}), TFloat32.class);
    // floor(0.5 + u) is 1 for half of them; kept values are doubled.
    Operand<TFloat32> kept = tf.math.floor(tf.math.add(random, tf.constant(0.5f)));
    return tf.math.mul(tf.math.mul(x, kept), tf.constant(2f));
  }

  @Override
  public void saveModel(Path folder) throws Exception {
    try (TensorFlowTraining net = mlp(1, false)) {
      net.session().save(folder.resolve("variables").toString());
      Files.write(folder.resolve("graph.pb"), net.session().graph().toGraphDef().toByteArray());
    }
  }

  @Override
  public float[] loadAndPredict(Path folder, float[] row) {
    float[] output = new float[Digits.CLASSES];
    try (TensorFlowTraining net = mlp(1, false)) {
      net.session().restore(folder.resolve("variables").toString());
      net.predict(row, output);
    }
    return output;
  }
}
