package org.neurona.benchmarks.jmh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.floats.FloatBackend;
import org.neurona.core.engine.floats.KernelChoice;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.ops.Window;
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

/** Convolution and pooling on one thread, forward and both gradients, for a batch of 96 images. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class WindowBenchmark {
  private static final int IMAGES = 96;
  private static final List<Integer> ONES = List.of(1, 1);

  /** The kernels. */
  @Param({"simd", "scalar"})
  public String engine;

  /**
   * What is computed: a convolution with bias and relu, the same with weights that stay, its gradients, max pooling by
   * two, or its gradient.
   */
  @Param({"convolution", "prediction", "byInput", "byKernel", "maxPooling", "maxPoolingGradient"})
  public String operation;

  /** Height and width, channels, size of the window, channels of the result, and groups. */
  @Param({"28x1x3x32x1", "13x32x3x64x1", "28x32x3x32x32"})
  public String shape;

  private Executable executable;
  private double flopsPerRun;

  /** Makes the operation ready and feeds it. */
  @Setup
  public void prepare() {
    String[] sizes = shape.split("x");
    int length = Integer.parseInt(sizes[0]);
    int in = Integer.parseInt(sizes[1]);
    int size = Integer.parseInt(sizes[2]);
    int out = Integer.parseInt(sizes[3]);
    int groups = Integer.parseInt(sizes[4]);
    int places = length - size + 1;
    Window window = Window.valid(List.of(size, size), ONES, ONES);
    Window two = Window.valid(List.of(2, 2), List.of(2, 2), ONES);
    Tensor x = input(IMAGES, length, length, in);
    Variable weights = new Variable("kernel", Shape.of(size, size, in / groups, out), true);
    Tensor kernel = operation.equals("prediction") ? Tensor.of(new ReadVariable(weights))
        : input(weights.shape().dims());
    Tensor y = input(IMAGES, places, places, out);
    Tensor result = switch (operation) {
      case "convolution", "prediction" ->
          Ops.relu(Ops.add(Tensor.of(new Convolution(window, groups), x, kernel), input(out)));
      case "byInput" ->
          Tensor.of(new ConvolutionInputGradient(window, groups, List.of(length, length)), y, kernel);
      case "byKernel" -> Tensor.of(new ConvolutionKernelGradient(window, groups), x, y);
      case "maxPooling" -> Tensor.of(new MaxPooling(two), x);
      default -> Tensor.of(new MaxPoolingGradient(two), x, input(IMAGES, length / 2, length / 2, in));
    };
    flopsPerRun = operation.startsWith("max") ? x.shape().size()
        : 2.0 * IMAGES * places * places * size * size * in / groups * out;
    Backend backend = new FloatBackend(
        engine.equals("simd") ? KernelChoice.simd() : KernelChoice.scalar(), WorkerTeam.shared(1));
    Graph graph = new Graph(List.of(), List.of(result), List.of());
    Set<Tensor> fed = new LinkedHashSet<>();
    graph.nodes().forEach(node -> node.outputs().stream().filter(value -> value.op() instanceof Placeholder)
        .forEach(fed::add));
    Random random = new Random(7);
    Storage storage = backend.allocate(List.of(weights));
    storage.set(weights, numbers(random, weights.shape()));
    executable = backend.compile(new Graph(List.copyOf(fed), List.of(result), List.of()), storage);
    fed.forEach(placeholder -> executable.feed(placeholder, numbers(random, placeholder.shape())));
  }

  private static Tensor input(int... dims) {
    return Tensor.of(new Placeholder("x", Shape.of(dims)));
  }

  private static NDArray numbers(Random random, Shape shape) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return NDArray.wrap(shape, values);
  }

  /**
   * One run. For pooling the elements that it sees are counted, and for convolutions always the operations of adding
   * product to product, whichever way they are computed.
   */
  @Benchmark
  public void run(Flops flops) {
    executable.run(0, 0);
    flops.add(flopsPerRun);
  }
}
