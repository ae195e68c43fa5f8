package org.neurona.core;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.core.plan.Gradients;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.AveragePoolingGradient;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.MaxPoolingSelect;
import org.neurona.ops.Ops;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Scan;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.ops.Window;

/**
 * A graph drawn at random: all operations, small numbers, several outputs and assignments. Operations that jump (signs,
 * comparisons, indices) take inputs that are the same in float32 and float64, so that rounding does not change sides.
 */
public final class RandomGraph {
  private static final int LARGEST = 3000;
  private static final List<UnaryOperator<Tensor>> SMOOTH = List.of(Ops::tanh, Ops::sigmoid, Ops::softplus, Ops::sin,
      Ops::cos, Ops::erf, Ops::relu, Ops::abs, Ops::negative, x -> Ops.square(Ops.tanh(x)),
      x -> Ops.exp(Ops.negative(Ops.abs(x))), x -> Ops.expm1(Ops.tanh(x)), x -> Ops.sqrt(Ops.add(Ops.square(x), 1)),
      x -> Ops.log(Ops.add(Ops.square(x), 0.5)), x -> Ops.log1p(Ops.abs(x)),
      x -> Ops.reciprocal(Ops.add(Ops.abs(x), 1)), x -> Ops.multiply(x, 1), x -> Ops.add(x, 0));
  private static final List<UnaryOperator<Tensor>> JUMPING = List.of(Ops::sign, Ops::floor, x -> Ops.greater(x, 0.25),
      x -> Ops.greaterEqual(x, -0.25), x -> Ops.equal(Ops.floor(x), Ops.constant(0)));

  private final Random random;
  private final List<Tensor> pool = new ArrayList<>();
  private final Set<Tensor> exact = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Tensor, NDArray> fed = new LinkedHashMap<>();
  private final Map<Variable, NDArray> variables = new LinkedHashMap<>();
  private final Map<Variable, Tensor> reads = new LinkedHashMap<>();
  private final Graph graph;

  /** The graph of a seed. */
  public RandomGraph(long seed) {
    random = new Random(seed);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Tensor input = Computed.input(dims());
      fed.put(input, Computed.random(random, input.shape(), -1.5, 1.5));
      add(input, true);
    }
    Shape shape = Shape.of(dims());
    for (int i = 0; i < 3; i++) {
      Variable variable = new Variable("v" + i, i < 2 ? shape : Shape.of(dims()), true);
      variables.put(variable, Computed.random(random, variable.shape(), -1, 1));
      reads.put(variable, Tensor.of(new ReadVariable(variable)));
      add(reads.get(variable), false);
    }
    for (int i = 5 + random.nextInt(36); i > 0; i--) {
      grow(i);
    }
    graph = new Graph(List.copyOf(fed.keySet()), outputs(), assignments());
  }

  /** Outputs and variables after each of some runs on an engine. */
  public List<double[]> results(Backend backend, int runs) {
    List<Variable> held = List.copyOf(variables.keySet());
    Storage storage = backend.allocate(held);
    variables.forEach(storage::set);
    Executable executable = backend.compile(graph, storage);
    List<double[]> results = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      fed.forEach(executable::feed);
      executable.run(17, run);
      for (int i = 0; i < graph.outputs().size(); i++) {
        results.add(executable.output(i).toDoubleArray());
      }
      held.forEach(variable -> results.add(storage.get(variable).toDoubleArray()));
    }
    return results;
  }

  /** The graph. */
  public Graph graph() {
    return graph;
  }

  /** What its placeholders are fed. */
  public Map<Tensor, NDArray> fed() {
    return fed;
  }

  /** What its variables start with. */
  public Map<Variable, NDArray> variables() {
    return variables;
  }

  private List<Tensor> outputs() {
    List<Tensor> outputs = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      outputs.add(random.nextInt(3) == 0 ? any()
          : pool.get(pool.size() - 1 - random.nextInt(Math.min(4, pool.size()))));
    }
    return outputs;
  }

  private List<Assignment> assignments() {
    List<Assignment> assignments = new ArrayList<>();
    List<Variable> all = List.copyOf(variables.keySet());
    List<Tensor> gradients = Gradients.of(Ops.mean(pool.get(pool.size() - 1)), List.copyOf(reads.values()));
    for (int i = 0; i < all.size(); i++) {
      Variable variable = all.get(i);
      switch (random.nextInt(4)) {
        case 0 -> assignments.add(new Assignment(variable,
            Ops.subtract(reads.get(variable), Ops.multiply(gradients.get(i), 0.1))));
        case 1 -> assignments.add(new Assignment(variable, i < 2 ? reads.get(all.get(1 - i)) : reads.get(variable)));
        case 2 -> assignments.add(new Assignment(variable, fitted(any(), variable.shape())));
        default -> { }
      }
    }
    Collections.shuffle(assignments, random);
    return assignments;
  }

  /** A tensor made to have a shape. */
  private static Tensor fitted(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : x.shape().size() == shape.size() ? Ops.reshape(x, shape)
        : Ops.broadcastTo(Ops.mean(x), shape);
  }

  private void add(Tensor x, boolean isExact) {
    Tensor added = x.shape().size() > LARGEST ? Ops.mean(x, false, 0) : x;
    pool.add(added);
    if (isExact && added == x) {
      exact.add(x);
    }
  }

  private int[] dims() {
    return switch (random.nextInt(12)) {
      case 0 -> new int[] {700};
      case 1 -> new int[] {260, 3};
      case 2 -> new int[] {2, 550};
      default -> IntStream.range(0, random.nextInt(4)).map(axis -> 1 + random.nextInt(5)).toArray();
    };
  }

  private Tensor any() {
    return pool.get(random.nextInt(pool.size()));
  }

  private Tensor ofRank(int least) {
    Tensor x = any();
    while (x.rank() < least) {
      x = Ops.reshape(x, x.shape().append(1));
    }
    return x;
  }

  private Tensor anyExact() {
    return pool.stream().filter(exact::contains).skip(random.nextInt(exact.size())).findFirst().orElseThrow();
  }

  /** A tensor that broadcasts with x. */
  private Tensor partner(Tensor x) {
    List<Tensor> same = pool.stream().filter(other -> other.shape().equals(x.shape())).toList();
    Tensor partner = same.isEmpty() ? x : same.get(random.nextInt(same.size()));
    return switch (random.nextInt(4)) {
      case 0 -> Ops.mean(partner, true, someAxes(x));
      case 1 -> x.rank() > 0 ? Ops.mean(partner, false, 0) : partner;
      default -> partner;
    };
  }

  private int[] someAxes(Tensor x) {
    return IntStream.range(0, x.rank()).filter(axis -> random.nextBoolean()).toArray();
  }

  private Tensor indices(int rows) {
    int[] dims = random.nextBoolean() ? new int[] {1 + random.nextInt(6)} : new int[] {2, 3};
    int[] values = random.ints(Shape.of(dims).size(), 0, rows).toArray();
    return Ops.constant(NDArray.wrap(Shape.of(dims), values));
  }

  private void grow(int stream) {
    switch (random.nextInt(21)) {
      case 0, 1, 2 -> add(SMOOTH.get(random.nextInt(SMOOTH.size())).apply(any()), false);
      case 3, 4, 5 -> {
        Tensor x = any();
        add(binary(x, partner(x)), false);
      }
      case 6 -> {
        Tensor x = anyExact();
        add(Ops.where(Ops.greater(x, 0), partnerLike(x), partnerLike(x)), false);
      }
      case 7 -> {
        Tensor x = any();
        boolean keepDims = random.nextBoolean();
        add(random.nextInt(3) == 0 ? Ops.max(x, keepDims, someAxes(x)) : Ops.mean(x, keepDims, someAxes(x)), false);
      }
      case 8, 9 -> add(product(ofRank(2)), false);
      case 10 -> {
        Tensor x = ofRank(1);
        add(switch (random.nextInt(4)) {
          case 0 -> Ops.softmax(x);
          case 1 -> Ops.logSoftmax(x);
          case 2 -> Ops.sparsemax(x);
          default -> Ops.softmaxCrossEntropy(x, Ops.softmax(partnerLike(x)));
        }, false);
      }
      case 11 -> {
        Tensor x = ofRank(1);
        Tensor y = shaped(x);
        add(y, exact.contains(x));
      }
      case 12 -> {
        Tensor table = ofRank(1);
        Tensor rows = Ops.gather(table, indices(table.dim(0)));
        add(random.nextBoolean() ? rows
            : Tensor.of(new ScatterAdd(4), Ops.constant(NDArray.wrap(Shape.of(table.dim(0)),
                random.ints(table.dim(0), -1, 5).toArray())), table), false);
      }
      case 13 -> {
        Tensor x = anyExact();
        if (x.rank() > 0) {
          add(random.nextBoolean() ? Ops.oneHot(Ops.argMax(x), 4)
              : Ops.sparseSoftmaxCrossEntropy(partnerLike(x), Ops.argMax(x)), false);
        }
      }
      case 14 -> {
        Tensor x = any();
        add(Ops.multiply(x, Tensor.of(new RandomUniform(x.shape(), stream))), false);
      }
      case 15 -> add(convolved(any()), false);
      case 16 -> add(pooled(anyExact()), false);
      case 17, 18 -> add(scanned(ofRank(1)), false);
      case 19 -> add(sampled(any()), false);
      default -> add(JUMPING.get(random.nextInt(JUMPING.size())).apply(anyExact()), true);
    }
  }

  /** Another tensor of the same shape. */
  private Tensor partnerLike(Tensor x) {
    return Ops.add(partner(x), Ops.multiply(x, 0));
  }

  private Tensor binary(Tensor a, Tensor b) {
    return switch (random.nextInt(8)) {
      case 0 -> Ops.subtract(b, a);
      case 1 -> Ops.multiply(Ops.tanh(a), b);
      case 2 -> Ops.maximum(a, b);
      case 3 -> Ops.minimum(a, b);
      case 4 -> Ops.divide(a, Ops.add(Ops.abs(b), 1));
      case 5 -> Ops.power(Ops.add(Ops.sigmoid(a), 0.5), Ops.tanh(b));
      case 6 -> Ops.stopGradient(Ops.add(Ops.multiply(a, 0.5), b));
      default -> Ops.add(Ops.multiply(a, 0.5), b);
    };
  }

  private Tensor product(Tensor x) {
    Tensor y = Ops.tanh(x);
    return switch (random.nextInt(4)) {
      case 0 -> Ops.multiply(Ops.matmul(y, y, true, false), 1.0 / x.dim(-2));
      case 1 -> Ops.multiply(Ops.matmul(y, y, false, true), 1.0 / x.dim(-1));
      default -> {
        boolean transposed = random.nextBoolean();
        int units = 1 + random.nextInt(20);
        Shape wide = x.shape().withDim(-2, transposed ? units : x.dim(-1)).withDim(-1, transposed ? x.dim(-1) : units);
        yield Ops.matmul(y, Ops.constant(Computed.random(random, wide, -1.0 / x.dim(-1), 1.0 / x.dim(-1))), false,
            transposed);
      }
    };
  }

  /** A convolution of all numbers as a sequence of one channel, or the transpose of one, or its kernel's gradient. */
  private Tensor convolved(Tensor x) {
    int length = x.shape().size();
    Window window = Window.same(List.of(length), List.of(3), List.of(1 + random.nextInt(2)), List.of(1));
    Tensor sequence = Ops.reshape(Ops.tanh(x), 1, length, 1);
    Tensor kernel = Ops.constant(Computed.random(random, Shape.of(3, 1, 2), -0.3, 0.3));
    Tensor output = Tensor.of(new Convolution(window, 1), sequence, kernel);
    return switch (random.nextInt(3)) {
      case 0 -> Tensor.of(new ConvolutionInputGradient(window, 1, List.of(length)), output, kernel);
      case 1 -> Ops.multiply(Tensor.of(new ConvolutionKernelGradient(window, 1), sequence, output), 1.0 / length);
      default -> output;
    };
  }

  /** Pooling of all numbers as a sequence of one channel, or what its gradients are made of. */
  private Tensor pooled(Tensor x) {
    int length = x.shape().size();
    Window window = Window.same(List.of(length), List.of(2), List.of(1), List.of(1));
    Tensor sequence = Ops.reshape(x, 1, length, 1);
    return switch (random.nextInt(5)) {
      case 0 -> Tensor.of(new MaxPoolingGradient(window), sequence, sequence);
      case 1 -> Tensor.of(new MaxPoolingSelect(window), sequence, Ops.square(sequence));
      case 2 -> Tensor.of(new AveragePooling(window), sequence);
      case 3 -> Tensor.of(new AveragePoolingGradient(window, List.of(length)), sequence);
      default -> Tensor.of(new MaxPooling(window), sequence);
    };
  }

  /** A turned and shifted image; coordinates that halve pixels are left out, for rounding decides there. */
  private Tensor sampled(Tensor x) {
    int size = x.shape().size();
    int width = 1 + random.nextInt(4);
    Tensor image = size % width == 0 ? Ops.reshape(x, 1, size / width, width, 1) : Ops.reshape(x, 1, size, 1, 1);
    NDArray turn = NDArray.wrap(Shape.of(1, 8), new double[] {0.91, -0.37, 0.123, 0.37, 0.91, -0.271, 0.001, 0});
    return Ops.affineTransform(image, Ops.constant(turn),
        Interpolation.values()[random.nextInt(2)], FillMode.values()[random.nextInt(4)], 0.5);
  }

  /** A scan over the first axis, in either direction: all outputs, the last, or the last state. */
  private Tensor scanned(Tensor x) {
    Tensor sequence = Ops.tanh(x.rank() == 1 ? Ops.expandDims(x, 1) : x.rank() == 2 ? Ops.expandDims(x, 2) : x);
    Shape slice = sequence.shape().slice(1, sequence.rank());
    Tensor initial = Ops.fill(0.25, slice);
    Tensor factor = slice.rank() == 2
        ? Ops.constant(Computed.random(random, Shape.of(slice.dim(1), slice.dim(1)), -1.0 / slice.dim(1),
            1.0 / slice.dim(1)))
        : Ops.constant(random.nextDouble());
    Scan.Values values = Ops.scan((states, slices) -> {
      Tensor fed = slice.rank() == 2 ? Ops.matmul(states.get(0), factor) : Ops.multiply(states.get(0), factor);
      Tensor next = Ops.tanh(Ops.add(fed, slices.get(0)));
      Tensor sum = Ops.add(Ops.multiply(states.get(1), 0.5), next);
      return new Scan.Values(List.of(next, sum), List.of(next, Ops.sin(sum)));
    }, List.of(initial, initial), List.of(sequence), random.nextBoolean());
    return random.nextBoolean() ? Ops.add(values.outputs().get(0), values.outputs().get(1))
        : values.states().get(random.nextInt(2));
  }

  private Tensor shaped(Tensor x) {
    int axis = random.nextInt(x.rank());
    return switch (random.nextInt(7)) {
      case 0 -> Ops.reshape(x, -1);
      case 1 -> Ops.expandDims(x, axis);
      case 2 -> Ops.slice(x, axis, x.dim(axis) / 2, x.dim(axis) - x.dim(axis) / 2);
      case 3 -> Ops.pad(x, axis, random.nextInt(3), random.nextInt(3));
      case 4 -> Ops.concatenate(List.of(x, Ops.slice(x, axis, 0, 1), x), axis);
      case 5 -> Ops.broadcastTo(x, x.shape().prepend(2));
      default -> {
        List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
        Collections.shuffle(order, random);
        yield Ops.transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
      }
    };
  }
}
