package org.neurona.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.Reduce.ReduceFunction;

/**
 * The public operations, as {@code keras.ops} has them, for layers, losses, metrics and optimizers. Each makes a
 * {@link Tensor}; each has a gradient, so that whoever writes a formula with them needs none. Elementwise operations
 * broadcast as NumPy's do; a negative axis counts from the end. Every operation throws {@link IllegalArgumentException}
 * where shapes do not fit.
 */
public final class Ops {
  private Ops() {}

  // ---- sources

  /** A scalar constant, which broadcasts. */
  public static Tensor constant(double value) {
    return Tensor.of(new Fill(value, Shape.of()));
  }

  /** A constant array. */
  public static Tensor constant(NDArray value) {
    return Tensor.of(new Constant(value));
  }

  /** The same number everywhere. */
  public static Tensor fill(double value, Shape shape) {
    return Tensor.of(new Fill(value, shape));
  }

  /** The square matrix that is 1 on the diagonal and 0 elsewhere. */
  public static Tensor eye(int size) {
    float[] values = new float[Math.multiplyExact(size, size)];
    for (int i = 0; i < size; i++) {
      values[i * size + i] = 1;
    }
    return constant(NDArray.wrap(Shape.of(size, size), values));
  }

  // ---- functions of one number

  /** {@code -x}. */
  public static Tensor negative(Tensor x) {
    return unary(UnaryFunction.NEGATIVE, x);
  }

  /** {@code |x|}. */
  public static Tensor abs(Tensor x) {
    return unary(UnaryFunction.ABS, x);
  }

  /** -1, 0 or 1. */
  public static Tensor sign(Tensor x) {
    return unary(UnaryFunction.SIGN, x);
  }

  /** {@code x * x}. */
  public static Tensor square(Tensor x) {
    return unary(UnaryFunction.SQUARE, x);
  }

  /** The square root. */
  public static Tensor sqrt(Tensor x) {
    return unary(UnaryFunction.SQRT, x);
  }

  /** {@code 1 / x}. */
  public static Tensor reciprocal(Tensor x) {
    return unary(UnaryFunction.RECIPROCAL, x);
  }

  /** {@code e^x}. */
  public static Tensor exp(Tensor x) {
    return unary(UnaryFunction.EXP, x);
  }

  /** {@code e^x - 1}, exact near 0. */
  public static Tensor expm1(Tensor x) {
    return unary(UnaryFunction.EXPM1, x);
  }

  /** The natural logarithm. */
  public static Tensor log(Tensor x) {
    return unary(UnaryFunction.LOG, x);
  }

  /** {@code log(1 + x)}, exact near 0. */
  public static Tensor log1p(Tensor x) {
    return unary(UnaryFunction.LOG1P, x);
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return unary(UnaryFunction.TANH, x);
  }

  /** {@code 1 / (1 + e^-x)}. */
  public static Tensor sigmoid(Tensor x) {
    return unary(UnaryFunction.SIGMOID, x);
  }

  /** {@code log(1 + e^x)}. */
  public static Tensor softplus(Tensor x) {
    return unary(UnaryFunction.SOFTPLUS, x);
  }

  /** The error function. */
  public static Tensor erf(Tensor x) {
    return unary(UnaryFunction.ERF, x);
  }

  /** {@code max(x, 0)}. */
  public static Tensor relu(Tensor x) {
    return unary(UnaryFunction.RELU, x);
  }

  /** The sine. */
  public static Tensor sin(Tensor x) {
    return unary(UnaryFunction.SIN, x);
  }

  /** The cosine. */
  public static Tensor cos(Tensor x) {
    return unary(UnaryFunction.COS, x);
  }

  /** The largest whole number not above x. */
  public static Tensor floor(Tensor x) {
    return unary(UnaryFunction.FLOOR, x);
  }

  // ---- functions of two numbers and more

  /** {@code a + b}. */
  public static Tensor add(Tensor a, Tensor b) {
    return binary(BinaryFunction.ADD, a, b);
  }

  /** {@code a + b}. */
  public static Tensor add(Tensor a, double b) {
    return add(a, constant(b));
  }

  /** {@code a - b}. */
  public static Tensor subtract(Tensor a, Tensor b) {
    return binary(BinaryFunction.SUBTRACT, a, b);
  }

  /** {@code a - b}. */
  public static Tensor subtract(Tensor a, double b) {
    return subtract(a, constant(b));
  }

  /** {@code a - b}. */
  public static Tensor subtract(double a, Tensor b) {
    return subtract(constant(a), b);
  }

  /** {@code a * b}, element by element. */
  public static Tensor multiply(Tensor a, Tensor b) {
    return binary(BinaryFunction.MULTIPLY, a, b);
  }

  /** {@code a * b}. */
  public static Tensor multiply(Tensor a, double b) {
    return multiply(a, constant(b));
  }

  /** {@code a / b}, element by element. */
  public static Tensor divide(Tensor a, Tensor b) {
    return binary(BinaryFunction.DIVIDE, a, b);
  }

  /** {@code a / b}. */
  public static Tensor divide(Tensor a, double b) {
    return divide(a, constant(b));
  }

  /** The larger of a and b. */
  public static Tensor maximum(Tensor a, Tensor b) {
    return binary(BinaryFunction.MAXIMUM, a, b);
  }

  /** The larger of a and b. */
  public static Tensor maximum(Tensor a, double b) {
    return maximum(a, constant(b));
  }

  /** The smaller of a and b. */
  public static Tensor minimum(Tensor a, Tensor b) {
    return binary(BinaryFunction.MINIMUM, a, b);
  }

  /** The smaller of a and b. */
  public static Tensor minimum(Tensor a, double b) {
    return minimum(a, constant(b));
  }

  /** x, but never below {@code low} or above {@code high}. */
  public static Tensor clip(Tensor x, double low, double high) {
    return minimum(maximum(x, low), high);
  }

  /** {@code a^b}. */
  public static Tensor power(Tensor a, Tensor b) {
    return binary(BinaryFunction.POWER, a, b);
  }

  /** {@code a^b}. */
  public static Tensor power(Tensor a, double b) {
    return power(a, constant(b));
  }

  /** 1 where {@code a > b}, else 0. */
  public static Tensor greater(Tensor a, Tensor b) {
    return binary(BinaryFunction.GREATER, a, b);
  }

  /** 1 where {@code a > b}, else 0. */
  public static Tensor greater(Tensor a, double b) {
    return greater(a, constant(b));
  }

  /** 1 where {@code a >= b}, else 0. */
  public static Tensor greaterEqual(Tensor a, Tensor b) {
    return binary(BinaryFunction.GREATER_EQUAL, a, b);
  }

  /** 1 where {@code a >= b}, else 0. */
  public static Tensor greaterEqual(Tensor a, double b) {
    return greaterEqual(a, constant(b));
  }

  /** 1 where {@code a == b}, else 0. */
  public static Tensor equal(Tensor a, Tensor b) {
    return binary(BinaryFunction.EQUAL, a, b);
  }

  /** {@code a} where the condition is not 0, else {@code b}. */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    return Tensor.of(new Select(), condition, a, b);
  }

  // ---- products and reductions

  /** The matrix product over the last two axes. */
  public static Tensor matmul(Tensor a, Tensor b) {
    return matmul(a, b, false, false);
  }

  /** The matrix product over the last two axes of the inputs or their transposes. */
  public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
    return Tensor.of(new MatMul(transposeA, transposeB), a, b);
  }

  /** The sum of all elements, a scalar. */
  public static Tensor sum(Tensor x) {
    return reduce(ReduceFunction.SUM, x, false, allAxes(x));
  }

  /** The sum along some axes. */
  public static Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return reduce(ReduceFunction.SUM, x, keepDims, axes);
  }

  /** The mean of all elements, a scalar. */
  public static Tensor mean(Tensor x) {
    return mean(x, false, allAxes(x));
  }

  /** The mean along some axes. */
  public static Tensor mean(Tensor x, boolean keepDims, int... axes) {
    Tensor sum = sum(x, keepDims, axes);
    long count = 1;
    for (int axis : axes) {
      count *= x.dim(axis);
    }
    // While a length is unknown only the shape of the result counts.
    return multiply(sum, count > 0 ? 1.0 / count : 1.0);
  }

  /** The largest element along some axes. */
  public static Tensor max(Tensor x, boolean keepDims, int... axes) {
    return reduce(ReduceFunction.MAX, x, keepDims, axes);
  }

  /** The smallest element along some axes. */
  public static Tensor min(Tensor x, boolean keepDims, int... axes) {
    return negative(max(negative(x), keepDims, axes));
  }

  /** The index of the largest element along the last axis. */
  public static Tensor argMax(Tensor x) {
    return Tensor.of(new ArgMax(), x);
  }

  // ---- along the last axis

  /** {@code e^x / sum(e^x)} along the last axis. */
  public static Tensor softmax(Tensor x) {
    return Tensor.of(new Softmax(), x);
  }

  /** {@code log(softmax(x))} along the last axis. */
  public static Tensor logSoftmax(Tensor x) {
    return Tensor.of(new LogSoftmax(), x);
  }

  /** The nearest point of the probability simplex along the last axis. */
  public static Tensor sparsemax(Tensor x) {
    return Tensor.of(new Sparsemax(), x);
  }

  /** {@code -sum(targets * logSoftmax(logits))} along the last axis. */
  public static Tensor softmaxCrossEntropy(Tensor logits, Tensor targets) {
    return Tensor.of(new SoftmaxCrossEntropy(), logits, targets);
  }

  /** {@code -logSoftmax(logits)[label]} along the last axis. */
  public static Tensor sparseSoftmaxCrossEntropy(Tensor logits, Tensor labels) {
    return Tensor.of(new SparseSoftmaxCrossEntropy(), logits, labels);
  }

  /** A new last axis that is 1 at the given index. */
  public static Tensor oneHot(Tensor indices, int depth) {
    return Tensor.of(new OneHot(depth), indices);
  }

  // ---- shapes

  /** The same elements in another shape; one axis may be {@link Shape#UNKNOWN}. */
  public static Tensor reshape(Tensor x, Shape shape) {
    return Tensor.of(new Reshape(shape), x);
  }

  /** The same elements in another shape; one axis may be -1. */
  public static Tensor reshape(Tensor x, int... dims) {
    return reshape(x, Shape.of(dims));
  }

  /** x with a new axis of length 1 before the given one; -1 puts it last. */
  public static Tensor expandDims(Tensor x, int axis) {
    List<Integer> dims = new ArrayList<>(x.shape().toList());
    dims.add(axis < 0 ? axis + dims.size() + 1 : axis, 1);
    return reshape(x, Shape.of(dims));
  }

  /** x without an axis of length 1. */
  public static Tensor squeeze(Tensor x, int axis) {
    List<Integer> dims = new ArrayList<>(x.shape().toList());
    int removed = dims.remove(x.shape().axis(axis));
    if (removed != 1 && removed != Shape.UNKNOWN) {
      throw new IllegalArgumentException("squeeze expects axis " + axis + " of length 1, got shape " + x.shape());
    }
    return reshape(x, Shape.of(dims));
  }

  /** The axes in another order. */
  public static Tensor transpose(Tensor x, int... permutation) {
    return Tensor.of(new Transpose(IntStream.of(permutation).map(x.shape()::axis).boxed().toList()), x);
  }

  /** x with one of its axes, counted from the end where negative, behind all others. */
  public static Tensor moveToEnd(Tensor x, int axis) {
    int moved = x.shape().axis(axis);
    return moved == x.rank() - 1 ? x : transpose(x, IntStream.concat(
        IntStream.range(0, x.rank()).filter(other -> other != moved), IntStream.of(moved)).toArray());
  }

  /** Axes of length 1 repeated until the shape is reached. */
  public static Tensor broadcastTo(Tensor x, Shape shape) {
    return Tensor.of(new BroadcastTo(shape), x);
  }

  /** The tensors one after the other along an axis. */
  public static Tensor concatenate(List<Tensor> tensors, int axis) {
    return Tensor.of(new Concatenate(tensors.get(0).shape().axis(axis)), tensors.toArray(Tensor[]::new));
  }

  /** Every element along an axis so many times in a row. */
  public static Tensor repeat(Tensor x, int times, int axis) {
    int along = x.shape().axis(axis);
    Tensor apart = expandDims(x, along + 1);
    int length = x.dim(along);
    return reshape(broadcastTo(apart, apart.shape().withDim(along + 1, times)),
        x.shape().withDim(along, length == Shape.UNKNOWN ? length : Math.multiplyExact(length, times)));
  }

  /** A stretch of one axis. */
  public static Tensor slice(Tensor x, int axis, int from, int length) {
    return Tensor.of(new Slice(x.shape().axis(axis), from, length), x);
  }

  /** Zeros before and after the elements of one axis. */
  public static Tensor pad(Tensor x, int axis, int before, int after) {
    return Tensor.of(new Pad(x.shape().axis(axis), before, after), x);
  }

  /** The rows of a table that the indices name. */
  public static Tensor gather(Tensor table, Tensor indices) {
    return Tensor.of(new Gather(), table, indices);
  }

  /** The elements of one axis in reverse order. */
  public static Tensor flip(Tensor x, int axis) {
    int along = x.shape().axis(axis);
    int length = x.dim(along);
    // While the length is unknown only the shape of the result counts.
    int[] backwards = IntStream.range(0, Math.max(0, length)).map(i -> length - 1 - i).toArray();
    int[] swapped = IntStream.range(0, x.rank()).map(i -> i == 0 ? along : i == along ? 0 : i).toArray();
    return length == Shape.UNKNOWN ? x : along == 0 ? gather(x, constant(NDArray.of(backwards)))
        : transpose(flip(transpose(x, swapped), 0), swapped);
  }

  /** x, through which no gradient flows. */
  public static Tensor stopGradient(Tensor x) {
    return Tensor.of(new StopGradient(), x);
  }

  // ---- images

  /**
   * Images {@code (batch, height, width, channels)} of the same size, sampled at the places that transforms {@code
   * (batch, 8)} of the plane send pixels to; see {@link AffineTransform}.
   */
  public static Tensor affineTransform(Tensor images, Tensor transforms, Interpolation interpolation,
      FillMode fillMode, double fillValue) {
    Axes.requireRank("affineTransform", images.shape(), 4);
    return Tensor.of(new AffineTransform(images.dim(1), images.dim(2), interpolation, fillMode, fillValue), images,
        transforms);
  }

  // ---- sequences

  /**
   * Runs a step over the slices of sequences along their first axis, handing states on; see {@link Scan}.
   *
   * @param step the formula of a step
   * @param initial the first states
   * @param sequences at least one
   * @param reverse whether it runs from the last slice to the first; outputs stay at the index of their slice
   * @return the last states, and the outputs, stacked along a new first axis
   */
  public static Scan.Values scan(Scan.Step step, List<Tensor> initial, List<Tensor> sequences, boolean reverse) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("scan expects a sequence, got none");
    }
    return Scan.over(step, initial, sequences, Axes.requireRank("scan", sequences.get(0).shape(), 1).dim(0), reverse);
  }

  private static Tensor unary(UnaryFunction function, Tensor x) {
    return Tensor.of(new Unary(function), x);
  }

  private static Tensor binary(BinaryFunction function, Tensor a, Tensor b) {
    return Tensor.of(new Binary(function), a, b);
  }

  private static Tensor reduce(ReduceFunction function, Tensor x, boolean keepDims, int... axes) {
    List<Integer> fromFront = Arrays.stream(axes).map(x.shape()::axis).sorted().distinct().boxed().toList();
    return Tensor.of(new Reduce(function, fromFront, keepDims), x);
  }

  private static int[] allAxes(Tensor x) {
    return IntStream.range(0, x.rank()).toArray();
  }
}
