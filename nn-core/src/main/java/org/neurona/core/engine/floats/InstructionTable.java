package org.neurona.core.engine.floats;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.plan.Biased;
import org.neurona.core.plan.ConvolutionKernelGradientParts;
import org.neurona.core.plan.Fusion;
import org.neurona.core.plan.MatMulHalves;
import org.neurona.core.plan.TransposedKernelInputGradient;
import org.neurona.core.plan.WinogradConvolution;
import org.neurona.core.plan.WinogradKernel;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.AffineTransformGradient;
import org.neurona.ops.ArgMax;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.AveragePoolingGradient;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.Concatenate;
import org.neurona.ops.Convolution;
import org.neurona.ops.Gather;
import org.neurona.ops.LogSoftmax;
import org.neurona.ops.MatMul;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.MaxPoolingSelect;
import org.neurona.ops.Node;
import org.neurona.ops.OneHot;
import org.neurona.ops.Op;
import org.neurona.ops.Pad;
import org.neurona.ops.Reduce;
import org.neurona.ops.Scan;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Slice;
import org.neurona.ops.Softmax;
import org.neurona.ops.SoftmaxCrossEntropy;
import org.neurona.ops.SparseSoftmaxCrossEntropy;
import org.neurona.ops.Sparsemax;
import org.neurona.ops.Tensor;
import org.neurona.ops.Transpose;

/** For each operation that is not elementwise the instructions that compute it. A new operation is one entry. */
final class InstructionTable {
  /** What an entry has at hand. */
  private record Context(Node node, Function<Tensor, Buffer> locate, FloatKernels kernels, int workers,
      PackedFactors factors) {
    Shape input(int index) {
      return node.inputs().get(index).shape();
    }

    Shape output() {
      return node.outputs().get(0).shape();
    }

    Buffer from(int index) {
      return locate.apply(Fusion.origin(node.inputs().get(index)));
    }

    Buffer to() {
      return to(0);
    }

    /** Where an output goes; null if nothing takes it. */
    Buffer to(int index) {
      return locate.apply(node.outputs().get(index));
    }

    /** What makes the numbers of an input. */
    Op source(int index) {
      return Fusion.origin(node.inputs().get(index)).op();
    }

    /** The length of the first input's last axis. */
    int width() {
      return input(0).dim(-1);
    }

    /** How many stretches of that length the first input has. */
    int rows() {
      return input(0).size(0, input(0).rank() - 1);
    }
  }

  private InstructionTable() {}

  /**
   * The instructions for a node.
   *
   * @param factors takes the right factors of products that are laid out before; null if none are
   * @throws IllegalStateException if the table has no entry for its operation
   */
  static List<Instruction> of(Node node, Function<Tensor, Buffer> locate, FloatKernels kernels, int workers,
      PackedFactors factors) {
    return entry(node.op(), new Context(node, locate, kernels, workers, factors));
  }

  /** The table: one question after the other, so that a process loads no more than its models have. */
  private static List<Instruction> entry(Op op, Context c) {
    if (op instanceof MatMul product) {
      return matMul(product, c, null, false);
    }
    if (op instanceof Biased biased) {
      return biased(biased, c);
    }
    if (op instanceof MatMulHalves) {
      return List.of(half(c, 0), half(c, 1));
    }
    if (op instanceof Reduce reduce) {
      return reduce(reduce, c);
    }
    if (op instanceof Softmax) {
      return List.of(new SoftmaxInstruction(c.kernels(), false, c.rows(), c.width(), c.from(0), c.to(), c.workers()));
    }
    if (op instanceof LogSoftmax) {
      return List.of(new SoftmaxInstruction(c.kernels(), true, c.rows(), c.width(), c.from(0), c.to(), c.workers()));
    }
    if (op instanceof Sparsemax) {
      return List.of(new SparsemaxInstruction(c.rows(), c.width(), c.from(0), c.to(), c.workers()));
    }
    if (op instanceof SoftmaxCrossEntropy) {
      return List.of(new CrossEntropyInstruction(c.kernels(), false, c.rows(), c.width(), c.from(0), c.from(1),
          c.to(), c.workers()));
    }
    if (op instanceof SparseSoftmaxCrossEntropy) {
      return List.of(new CrossEntropyInstruction(c.kernels(), true, c.rows(), c.width(), c.from(0), c.from(1), c.to(),
          c.workers()));
    }
    if (op instanceof ArgMax) {
      return List.of(IndexInstructions.argMax(c.rows(), c.width(), c.from(0), c.to()));
    }
    if (op instanceof OneHot oneHot) {
      return List.of(IndexInstructions.oneHot(c.input(0).size(), oneHot.depth(), c.from(0), c.to()));
    }
    if (op instanceof Gather gather) {
      return List.of(IndexInstructions.gather(gather, c.input(1).size(), c.input(0).dim(0),
          c.input(0).size(1, c.input(0).rank()), c.from(0), c.from(1), c.to()));
    }
    if (op instanceof ScatterAdd scatter) {
      return List.of(IndexInstructions.scatterAdd(c.input(0).size(), scatter.rows(),
          c.output().size(1, c.output().rank()), c.from(0), c.from(1), c.to()));
    }
    if (op instanceof Transpose transpose) {
      return transpose(transpose, c);
    }
    if (op instanceof BroadcastTo broadcast) {
      return broadcast(broadcast, c);
    }
    if (op instanceof Concatenate concatenate) {
      return concatenate(concatenate, c);
    }
    if (op instanceof Slice slice) {
      return List.of(new CopyInstruction(c.output().dims(),
          c.from(0).shifted(slice.from() * strides(c.input(0))[slice.axis()]), strides(c.input(0)), c.to(),
          strides(c.output())));
    }
    if (op instanceof Pad pad) {
      return pad(pad, c);
    }
    if (op instanceof Convolution convolution) {
      return convolution(convolution, c, null, false);
    }
    if (op instanceof WinogradKernel) {
      return List.of(WinogradInstructions.kernel(c.kernels(), c.output().size(1, 3), c.from(0), c.to()));
    }
    if (op instanceof WinogradConvolution convolution) {
      return winograd(convolution, c, null, false);
    }
    if (op instanceof TransposedKernelInputGradient gradient) {
      return inputGradient(gradient, c);
    }
    if (op instanceof ConvolutionKernelGradientParts gradient) {
      return kernelGradient(gradient, c);
    }
    if (op instanceof MaxPooling pooling) {
      return List.of(PoolingInstructions.max(c.kernels(), new WindowGeometry(pooling.window(), c.input(0)), c.from(0),
          c.to()));
    }
    if (op instanceof MaxPoolingGradient pooling) {
      return List.of(PoolingInstructions.maxGradient(c.kernels(), new WindowGeometry(pooling.window(), c.input(0)),
          c.from(0), c.from(1), c.to()));
    }
    if (op instanceof MaxPoolingSelect pooling) {
      return List.of(PoolingInstructions.maxSelect(new WindowGeometry(pooling.window(), c.input(0)), c.from(0),
          c.from(1), c.to()));
    }
    if (op instanceof AveragePooling pooling) {
      return List.of(PoolingInstructions.average(c.kernels(), new WindowGeometry(pooling.window(), c.input(0)),
          c.from(0), c.to()));
    }
    if (op instanceof AveragePoolingGradient pooling) {
      return List.of(PoolingInstructions.averageGradient(c.kernels(),
          new WindowGeometry(pooling.window(), c.output()), c.from(0), c.to()));
    }
    if (op instanceof AffineTransform transform) {
      return List.of(AffineTransformInstructions.forward(transform, c.input(0), c.from(0), c.from(1), c.to()));
    }
    if (op instanceof AffineTransformGradient gradient) {
      return List.of(AffineTransformInstructions.gradient(gradient.transform(), c.output(), c.from(0), c.from(1),
          c.to()));
    }
    if (op instanceof Scan scan) {
      return scan(scan, c);
    }
    throw new IllegalStateException("The float engines have no instruction for " + op.label());
  }

  private static List<Instruction> transpose(Transpose op, Context c) {
    int[] own = strides(c.input(0));
    int[] strides = new int[own.length];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = own[op.permutation().get(axis)];
    }
    return List.of(new CopyInstruction(c.output().dims(), c.from(0), strides, c.to(), strides(c.output())));
  }

  private static List<Instruction> matMul(MatMul op, Context c, Buffer bias, boolean relu) {
    Shape output = c.output();
    int m = output.dim(-2);
    int n = output.dim(-1);
    int k = c.input(0).dim(op.transposeA() ? -2 : -1);
    MatMulInstruction.Factor a = factor(c.from(0), c.input(0), op.transposeA());
    MatMulInstruction.Factor b = factor(c.from(1), c.input(1), op.transposeB());
    float[] packed = c.factors() != null && output.rank() == 2 ? c.factors().of(c.source(1), b, m, n, k) : null;
    return List.of(packed != null
        ? new PackedMatMulInstruction(c.kernels(), m, n, k, a, packed, bias, relu, c.to(), c.workers())
        : new MatMulInstruction(c.kernels(), output.size(0, output.rank() - 2), m, n, k, a, b, bias, relu, c.to(),
            c.workers()));
  }

  private static Instruction half(Context c, int number) {
    int k = c.width() / 2;
    int n = c.output().dim(1);
    return new MatMulInstruction(c.kernels(), 1, c.output().dim(0), n, k,
        factor(c.from(0).shifted(number * k), c.input(0), false),
        factor(c.from(1).shifted(number * k * n), c.input(1), false), null, false, c.to(number), c.workers());
  }

  private static List<Instruction> convolution(Convolution op, Context c, Buffer bias, boolean relu) {
    WindowGeometry geometry = new WindowGeometry(op.window(), c.input(0));
    int out = c.output().dim(-1);
    return List.of(isDepthwise(op.groups(), geometry)
        ? DepthwiseInstructions.forward(c.kernels(), geometry, out, c.from(0), c.from(1), bias, relu, c.to(),
            c.workers())
        : ConvolutionInstructions.forward(c.kernels(), geometry, op.groups(), out, c.from(0), c.from(1), bias, relu,
            c.to(), c.workers()));
  }

  private static List<Instruction> biased(Biased op, Context c) {
    Buffer bias = c.from(2);
    return op.op() instanceof MatMul product ? matMul(product, c, bias, op.relu())
        : op.op() instanceof Convolution convolution ? convolution(convolution, c, bias, op.relu())
        : winograd((WinogradConvolution) op.op(), c, bias, op.relu());
  }

  private static List<Instruction> winograd(WinogradConvolution op, Context c, Buffer bias, boolean relu) {
    WindowGeometry geometry = new WindowGeometry(op.convolution().window(), c.input(0));
    Shape kernel = c.input(1);
    Shape matrix = kernel.slice(1, 3);
    int places = geometry.images * geometry.outputPlaces();
    float[][] packed = new float[kernel.dim(0)][];
    for (int i = 0; i < packed.length; i++) {
      MatMulInstruction.Factor factor = factor(c.from(1).shifted(i * matrix.size()), matrix, false);
      packed[i] = c.factors() == null ? null
          : c.factors().of(c.source(1), factor, places, matrix.dim(1), matrix.dim(0));
    }
    return List.of(new WinogradInstructions.Convolution(c.kernels(), geometry, matrix.dim(1), c.from(0), c.from(1),
        packed[0] == null ? null : packed, bias, relu, c.to(), c.workers()));
  }

  private static List<Instruction> inputGradient(TransposedKernelInputGradient op, Context c) {
    int groups = op.gradient().groups();
    WindowGeometry geometry = new WindowGeometry(op.gradient().window(), c.output());
    int out = c.input(0).dim(-1);
    return List.of(isDepthwise(groups, geometry)
        ? DepthwiseInstructions.inputGradient(c.kernels(), geometry, out, c.from(0), c.from(1), c.to(), c.workers())
        : ConvolutionInstructions.inputGradient(c.kernels(), geometry, groups, out, c.from(0), c.from(1), c.to(),
            c.workers()));
  }

  private static List<Instruction> kernelGradient(ConvolutionKernelGradientParts op, Context c) {
    int groups = op.gradient().groups();
    WindowGeometry geometry = new WindowGeometry(op.gradient().window(), c.input(0));
    int out = c.output().dim(-1);
    return List.of(isDepthwise(groups, geometry)
        ? DepthwiseInstructions.kernelGradient(c.kernels(), geometry, out, op.parts(), c.from(0), c.from(1), c.to(),
            c.workers())
        : ConvolutionInstructions.kernelGradient(c.kernels(), geometry, groups, out, op.parts(), c.from(0), c.from(1),
            c.to(), c.workers()));
  }

  /** Whether each of several channels is a group of its own. */
  private static boolean isDepthwise(int groups, WindowGeometry geometry) {
    return groups > 1 && groups == geometry.channels;
  }

  private static MatMulInstruction.Factor factor(Buffer buffer, Shape shape, boolean transposed) {
    int columns = shape.dim(-1);
    return new MatMulInstruction.Factor(buffer, transposed ? 1 : columns, transposed ? columns : 1,
        shape.dim(-2) * columns);
  }

  private static List<Instruction> reduce(Reduce op, Context c) {
    Shape input = c.input(0);
    int first = op.axes().isEmpty() ? input.rank() : op.axes().get(0);
    int last = first + op.axes().size();
    return List.of(new ReduceInstruction(c.kernels(), op.function() == Reduce.ReduceFunction.MAX,
        input.size(0, first), input.size(first, last), input.size(last, input.rank()), c.from(0), c.to()));
  }

  private static List<Instruction> broadcast(BroadcastTo op, Context c) {
    Shape input = c.input(0);
    int[] own = strides(input);
    int[] strides = new int[c.output().rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      int from = axis - strides.length + input.rank();
      strides[axis] = from < 0 || input.dim(from) == 1 ? 0 : own[from];
    }
    return List.of(copy(c.output(), c.from(0), strides, c.to(), strides(c.output())));
  }

  private static List<Instruction> concatenate(Concatenate op, Context c) {
    List<Instruction> copies = new ArrayList<>();
    int[] strides = strides(c.output());
    int at = 0;
    for (int i = 0; i < c.node().inputs().size(); i++) {
      if (c.input(i).size() > 0) {
        copies.add(new CopyInstruction(c.input(i).dims(), c.from(i), strides(c.input(i)),
            c.to().shifted(at * strides[op.axis()]), strides));
      }
      at += c.input(i).dim(op.axis());
    }
    return copies;
  }

  /** The zeros before, the input, and the zeros after. */
  private static List<Instruction> pad(Pad op, Context c) {
    List<Instruction> copies = new ArrayList<>();
    int[] strides = strides(c.output());
    int along = strides[op.axis()];
    int length = c.input(0).dim(op.axis());
    Buffer zero = new Buffer(new float[1], 0);
    int[] still = new int[strides.length];
    if (op.before() > 0) {
      copies.add(new CopyInstruction(c.output().withDim(op.axis(), op.before()).dims(), zero, still, c.to(), strides));
    }
    if (c.input(0).size() > 0) {
      copies.add(new CopyInstruction(c.input(0).dims(), c.from(0), strides(c.input(0)),
          c.to().shifted(op.before() * along), strides));
    }
    if (op.after() > 0) {
      copies.add(new CopyInstruction(c.output().withDim(op.axis(), op.after()).dims(), zero, still,
          c.to().shifted((op.before() + length) * along), strides));
    }
    return copies;
  }

  private static List<Instruction> scan(Scan op, Context c) {
    List<Buffer> from = IntStream.range(0, c.node().inputs().size()).mapToObj(c::from).toList();
    List<Buffer> to = new ArrayList<>();
    IntStream.range(0, c.node().outputs().size()).forEach(i -> to.add(c.to(i)));
    return List.of(new ScanInstruction(op, from, to, c.kernels(), c.workers(), c.factors() != null));
  }

  /** A copy of a block that may be a single number. */
  private static Instruction copy(Shape block, Buffer from, int[] fromStrides, Buffer to, int[] toStrides) {
    return block.rank() > 0 ? new CopyInstruction(block.dims(), from, fromStrides, to, toStrides)
        : new CopyInstruction(new int[] {1}, from, new int[] {1}, to, new int[] {1});
  }

  /** How far apart neighbours along each axis are in row-major order. */
  private static int[] strides(Shape shape) {
    int[] strides = new int[shape.rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= shape.dim(axis);
    }
    return strides;
  }
}
