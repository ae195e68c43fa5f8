package org.neurona.benchmarks.peers;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.benchmarks.Contestant;
import org.neurona.benchmarks.Digits;
import org.neurona.benchmarks.Round;
import org.neurona.benchmarks.Stopwatch;
import org.neurona.benchmarks.Workload;

/** ONNX Runtime: 2 threads within operations, one direct input buffer that is reused. */
public final class OnnxRuntimeContestant implements Contestant {
  private static final String MODEL = "model.onnx";
  private static final String NATIVES = "native";

  @Override
  public String name() {
    return "onnxruntime";
  }

  @Override
  public Set<Workload> workloads() {
    return EnumSet.of(Workload.W2_LATENCY, Workload.W2_THROUGHPUT, Workload.W2_THROUGHPUT_NOISE, Workload.W3_INFER,
        Workload.COLD_START, Workload.COLD_START_ARCHIVED);
  }

  @Override
  public List<String> jars() {
    return List.of("onnxruntime");
  }

  @Override
  public Round prepare(Workload workload, Digits digits) throws Exception {
    return switch (workload) {
      case W2_LATENCY -> {
        Inference inference = new Inference(mlp(1), 1, Digits.PIXELS);
        float[] output = new float[Digits.CLASSES];
        yield () -> Stopwatch.latency(number -> inference.predict(digits.row(number % 256), output));
      }
      case W2_THROUGHPUT -> throughput(new Inference(mlp(1024), 1024, Digits.PIXELS), 1024, digits.batches(1024));
      case W2_THROUGHPUT_NOISE ->
          throughput(new Inference(mlp(1024), 1024, Digits.PIXELS), 1024, Digits.noise(1024));
      case W3_INFER -> throughput(new Inference(cnn(256), 256, 1, 28, 28), 256, digits.batches(256));
      default -> throw new IllegalArgumentException(name() + " doesn't run " + workload);
    };
  }

  private static Round throughput(Inference inference, int rows, float[][] batches) {
    float[] output = new float[rows * Digits.CLASSES];
    return () -> Stopwatch.throughput(rows, number -> inference.predict(batches[number % batches.length], output));
  }

  private static byte[] mlp(int rows) throws IOException {
    return new OnnxFile()
        .weight("w1", 0.07, 784, 300).weight("b1", 0, 300).weight("w2", 0.12, 300, 100).weight("b2", 0, 100)
        .weight("w3", 0.23, 100, 10).weight("b3", 0, 10)
        .node("Gemm", "h1", "x w1 b1").node("Relu", "r1", "h1").node("Gemm", "h2", "r1 w2 b2").node("Relu", "r2", "h2")
        .node("Gemm", "h3", "r2 w3 b3").node("Softmax", "y", "h3")
        .bytes(new long[] {rows, Digits.PIXELS}, new long[] {rows, Digits.CLASSES});
  }

  private static byte[] cnn(int rows) throws IOException {
    long[] kernel = {3, 3};
    long[] window = {2, 2};
    return new OnnxFile()
        .weight("k1", 0.14, 32, 1, 3, 3).weight("b1", 0, 32).weight("k2", 0.08, 64, 32, 3, 3).weight("b2", 0, 64)
        .weight("w3", 0.06, 1600, 10).weight("b3", 0, 10)
        .node("Conv", "c1", "x k1 b1", "kernel_shape", kernel).node("Relu", "r1", "c1")
        .node("MaxPool", "p1", "r1", "kernel_shape", window, "strides", window)
        .node("Conv", "c2", "p1 k2 b2", "kernel_shape", kernel).node("Relu", "r2", "c2")
        .node("MaxPool", "p2", "r2", "kernel_shape", window, "strides", window)
        .node("Flatten", "f", "p2").node("Gemm", "h3", "f w3 b3").node("Softmax", "y", "h3")
        .bytes(new long[] {rows, 1, 28, 28}, new long[] {rows, Digits.CLASSES});
  }

  @Override
  public void saveModel(Path folder) throws IOException {
    Files.write(folder.resolve(MODEL), mlp(1));
    Path natives = Files.createDirectories(folder.resolve(NATIVES));
    for (String library : List.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      try (InputStream in = OrtEnvironment.class.getResourceAsStream("/ai/onnxruntime/native/linux-x64/" + library)) {
        Files.copy(in, natives.resolve(library), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Libraries that lie unpacked: by default each process unpacks them anew. */
  @Override
  public List<String> coldStartFlags(Path folder) {
    return List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
        "-Donnxruntime.native.path=" + folder.resolve(NATIVES));
  }

  @Override
  public float[] loadAndPredict(Path folder, float[] row) throws Exception {
    float[] output = new float[Digits.CLASSES];
    new Inference(Files.readAllBytes(folder.resolve(MODEL)), 1, Digits.PIXELS).predict(row, output);
    return output;
  }

  /** A session with its input. */
  private static final class Inference {
    private final OrtSession session;
    private final FloatBuffer input;
    private final Map<String, OnnxTensor> inputs;

    Inference(byte[] model, long... shape) throws OrtException {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      OrtSession.SessionOptions options = new OrtSession.SessionOptions();
      options.setIntraOpNumThreads(2);
      session = environment.createSession(model, options);
      long size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
      input = ByteBuffer.allocateDirect((int) (4 * size)).order(ByteOrder.nativeOrder()).asFloatBuffer();
      inputs = Map.of("x", OnnxTensor.createTensor(environment, input, shape));
    }

    void predict(float[] batch, float[] output) throws OrtException {
      input.put(0, batch);
      try (OrtSession.Result result = session.run(inputs)) {
        ((OnnxTensor) result.get(0)).getFloatBuffer().get(output);
      }
    }
  }
}
