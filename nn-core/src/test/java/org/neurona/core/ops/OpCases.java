package org.neurona.core.ops;

import static org.neurona.core.ops.OpCase.real;
import static org.neurona.core.ops.OpCase.whole;
import static org.neurona.core.ops.PlainValues.broadcast;
import static org.neurona.core.ops.PlainValues.each;
import static org.neurona.core.ops.PlainValues.matmul;
import static org.neurona.core.ops.PlainValues.reduce;
import static org.neurona.core.ops.PlainValues.transpose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.MatMul;
import org.neurona.ops.Ops;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reduce.ReduceFunction;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/** The cases that each primitive operation is held to. */
final class OpCases {
  private static final Map<UnaryFunction, DoubleUnaryOperator> UNARY = new EnumMap<>(UnaryFunction.class);
  private static final Map<BinaryFunction, DoubleBinaryOperator> BINARY = new EnumMap<>(BinaryFunction.class);

  static {
    UNARY.put(UnaryFunction.NEGATIVE, x -> -x);
    UNARY.put(UnaryFunction.ABS, Math::abs);
    UNARY.put(UnaryFunction.SIGN, Math::signum);
    UNARY.put(UnaryFunction.SQUARE, x -> x * x);
    UNARY.put(UnaryFunction.SQRT, Math::sqrt);
    UNARY.put(UnaryFunction.RECIPROCAL, x -> 1 / x);
    UNARY.put(UnaryFunction.EXP, Math::exp);
    UNARY.put(UnaryFunction.EXPM1, Math::expm1);
    UNARY.put(UnaryFunction.LOG, Math::log);
    UNARY.put(UnaryFunction.LOG1P, Math::log1p);
    UNARY.put(UnaryFunction.TANH, Math::tanh);
    UNARY.put(UnaryFunction.SIGMOID, x -> 1 / (1 + Math.exp(-x)));
    UNARY.put(UnaryFunction.SOFTPLUS, x -> Math.log1p(Math.exp(x)));
    UNARY.put(UnaryFunction.ERF, PlainValues::erf);
    UNARY.put(UnaryFunction.RELU, x -> x > 0 ? x : 0);
    UNARY.put(UnaryFunction.SIN, Math::sin);
    UNARY.put(UnaryFunction.COS, Math::cos);
    UNARY.put(UnaryFunction.FLOOR, Math::floor);
    BINARY.put(BinaryFunction.ADD, (a, b) -> a + b);
    BINARY.put(BinaryFunction.SUBTRACT, (a, b) -> a - b);
    BINARY.put(BinaryFunction.MULTIPLY, (a, b) -> a * b);
    BINARY.put(BinaryFunction.DIVIDE, (a, b) -> a / b);
    BINARY.put(BinaryFunction.MAXIMUM, (a, b) -> a > b ? a : b);
    BINARY.put(BinaryFunction.MINIMUM, (a, b) -> a < b ? a : b);
    BINARY.put(BinaryFunction.POWER, Math::pow);
    BINARY.put(BinaryFunction.GREATER, (a, b) -> a > b ? 1 : 0);
    BINARY.put(BinaryFunction.GREATER_EQUAL, (a, b) -> a >= b ? 1 : 0);
    BINARY.put(BinaryFunction.EQUAL, (a, b) -> a == b ? 1 : 0);
  }

  private OpCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    unary(cases);
    binary(cases);
    products(cases);
    reductions(cases);
    lastAxis(cases);
    shapes(cases);
    indices(cases);
    sources(cases);
    WindowCases.addTo(cases);
    ImageCases.addTo(cases);
    ScanCases.addTo(cases);
    return cases;
  }

  private static void unary(List<OpCase> cases) {
    for (UnaryFunction function : UnaryFunction.values()) {
      boolean positive = function == UnaryFunction.SQRT || function == UnaryFunction.RECIPROCAL
          || function == UnaryFunction.LOG || function == UnaryFunction.LOG1P;
      for (int[] dims : new int[][] {{}, {1}, {7}, {3, 5}, {2, 1, 3}, {701}}) {
        cases.add(OpCase.of(function + " of " + Arrays.toString(dims), in -> Tensor.of(new Unary(function), in.get(0)),
            real(positive ? 0.4 : -3, 3, dims)).giving(in -> each(UNARY.get(function), in.get(0))));
      }
    }
  }

  private static void binary(List<OpCase> cases) {
    int[][][] pairs = {{{}, {}}, {{5}, {}}, {{}, {4}}, {{1}, {1}}, {{3, 4}, {3, 4}}, {{3, 4}, {4}}, {{1, 4}, {3, 4}},
        {{3, 4}, {3, 1}}, {{3, 1}, {1, 4}}, {{2, 3, 4}, {3, 1}}, {{2, 3, 4}, {2, 1, 4}}, {{2, 3, 4}, {1, 3, 1}},
        {{2, 1, 1}, {2, 3, 4}}, {{2, 1, 4, 1}, {3, 1, 5}}, {{600}, {600}}, {{3, 523}, {523}}, {{523, 3}, {523, 1}},
        {{260, 5}, {5}}, {{1030}, {}}, {{2, 300, 2}, {2, 1, 2}}};
    for (BinaryFunction function : BinaryFunction.values()) {
      boolean whole = function == BinaryFunction.EQUAL;
      for (int[][] pair : pairs) {
        String name = function + " of " + Arrays.deepToString(pair);
        OpCase.Input a = whole ? whole(3, pair[0]) : real(function == BinaryFunction.POWER ? 0.3 : -2, 2, pair[0]);
        OpCase.Input b = whole ? whole(3, pair[1]) : real(function == BinaryFunction.DIVIDE ? 0.5 : -2, 2, pair[1]);
        cases.add(OpCase.of(name, in -> Tensor.of(new Binary(function), in.get(0), in.get(1)), a, b)
            .giving(in -> broadcast(BINARY.get(function), in.get(0), pair[0], in.get(1), pair[1])));
      }
    }
    cases.add(OpCase.of("power of any number to 2", in -> Ops.power(in.get(0), 2), real(3, 5))
        .giving(in -> each(x -> x * x, in.get(0))));
    cases.add(OpCase.of("power of any number to 3", in -> Ops.power(in.get(0), 3), real(9))
        .giving(in -> each(x -> x * x * x, in.get(0))));
    cases.add(OpCase.of("an operand used twice", in -> Ops.divide(in.get(0), Ops.add(Ops.square(in.get(0)), 1)),
        real(4, 3)).giving(in -> each(x -> x / (x * x + 1), in.get(0))));
    for (int[][] dims : new int[][][] {{{3, 4}, {3, 4}, {3, 4}}, {{3, 1}, {4}, {}}, {{2, 1, 4}, {2, 3, 1}, {3, 4}},
        {{}, {3}, {3}}, {{530}, {530}, {1}}}) {
      cases.add(OpCase.of("where of " + Arrays.deepToString(dims), in -> Ops.where(in.get(0), in.get(1), in.get(2)),
          whole(3, dims[0]), real(dims[1]), real(dims[2])));
    }
  }

  private static void products(List<OpCase> cases) {
    int[][] sizes = {{1, 1, 1}, {1, 7, 1}, {5, 1, 3}, {4, 6, 5}, {17, 9, 33}, {1, 33, 20}, {23, 40, 1}, {33, 65, 18}};
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        for (int[] s : sizes) {
          for (int[] stack : new int[][] {{}, {3}, {2, 2}}) {
            int[] a = transposeA ? append(stack, s[1], s[0]) : append(stack, s[0], s[1]);
            int[] b = transposeB ? append(stack, s[2], s[1]) : append(stack, s[1], s[2]);
            cases.add(OpCase.of("matmul of " + Arrays.toString(a) + (transposeA ? "^T " : " ") + Arrays.toString(b)
                + (transposeB ? "^T" : ""), in -> Tensor.of(new MatMul(transposeA, transposeB), in.get(0), in.get(1)),
                real(-1, 1, a), real(-1, 1, b)).giving(in -> matmul(in.get(0), transposeA, in.get(1), transposeB,
                    Arrays.stream(stack).reduce(1, (x, y) -> x * y), s[0], s[1], s[2])));
          }
        }
      }
    }
  }

  private static void reductions(List<OpCase> cases) {
    Object[][] pairs = {{new int[] {5}, List.of(0)}, {new int[] {3, 4}, List.of(0)}, {new int[] {3, 4}, List.of(1)},
        {new int[] {3, 4}, List.of(0, 1)}, {new int[] {2, 3, 4}, List.of(1)}, {new int[] {2, 3, 4}, List.of(0, 2)},
        {new int[] {2, 3, 4, 2}, List.of(0, 2)}, {new int[] {2, 3, 4, 2}, List.of(1, 2)},
        {new int[] {2, 3, 4, 2}, List.of(0, 1, 3)}, {new int[] {1, 4, 1}, List.of(0, 2)},
        {new int[] {3, 4}, List.of()}, {new int[] {}, List.of()}, {new int[] {701}, List.of(0)},
        {new int[] {523, 3}, List.of(0)}, {new int[] {3, 523}, List.of(1)}, {new int[] {3, 523}, List.of(0)}};
    for (ReduceFunction function : ReduceFunction.values()) {
      for (boolean keepDims : new boolean[] {false, true}) {
        for (Object[] pair : pairs) {
          int[] dims = (int[]) pair[0];
          @SuppressWarnings("unchecked")
          List<Integer> axes = (List<Integer>) pair[1];
          cases.add(OpCase.of(function + " of " + Arrays.toString(dims) + " along " + axes + (keepDims ? " kept" : ""),
              in -> Tensor.of(new Reduce(function, axes, keepDims), in.get(0)), real(dims))
              .giving(in -> reduce(function == ReduceFunction.MAX, in.get(0), dims, axes)));
        }
      }
    }
    cases.add(OpCase.of("sum along -1", in -> Ops.sum(in.get(0), false, -1), real(3, 4))
        .giving(in -> reduce(false, in.get(0), new int[] {3, 4}, List.of(1))));
    cases.add(OpCase.of("mean along -2", in -> Ops.mean(in.get(0), true, -2), real(3, 4))
        .giving(in -> each(x -> x / 3, reduce(false, in.get(0), new int[] {3, 4}, List.of(0)))));
    cases.add(OpCase.of("min along 0", in -> Ops.min(in.get(0), false, 0), real(3, 4))
        .giving(in -> each(x -> -x, reduce(true, each(x -> -x, in.get(0)), new int[] {3, 4}, List.of(0)))));
  }

  private static void lastAxis(List<OpCase> cases) {
    for (int[] dims : new int[][] {{1}, {5}, {3, 1}, {4, 7}, {2, 3, 10}, {3, 600}, {200, 3}}) {
      String of = " of " + Arrays.toString(dims);
      int width = dims[dims.length - 1];
      int[] rows = Arrays.copyOf(dims, dims.length - 1);
      cases.add(OpCase.of("softmax" + of, in -> Ops.softmax(in.get(0)), real(dims))
          .giving(in -> PlainValues.rows(in.get(0), width, PlainValues::softmax)));
      cases.add(OpCase.of("logSoftmax" + of, in -> Ops.logSoftmax(in.get(0)), real(dims))
          .giving(in -> each(Math::log, PlainValues.rows(in.get(0), width, PlainValues::softmax))));
      cases.add(OpCase.of("sparsemax" + of, in -> Ops.sparsemax(in.get(0)), real(dims))
          .giving(in -> PlainValues.rows(in.get(0), width, PlainValues::sparsemax)));
      cases.add(OpCase.of("softmaxCrossEntropy" + of, in -> Ops.softmaxCrossEntropy(in.get(0), in.get(1)), real(dims),
          real(0, 1, dims)).giving(in -> PlainValues.crossEntropy(in.get(0), in.get(1), width)));
      cases.add(OpCase.of("sparseSoftmaxCrossEntropy" + of,
          in -> Ops.sparseSoftmaxCrossEntropy(in.get(0), in.get(1)), real(dims), whole(width, rows))
          .giving(in -> PlainValues.sparseCrossEntropy(in.get(0), in.get(1), width)));
      cases.add(OpCase.of("argMax" + of, in -> Ops.argMax(in.get(0)), real(dims)));
    }
    cases.add(OpCase.of("argMax among equals", in -> Ops.argMax(in.get(0)), whole(2, 20, 5)));
  }

  private static void shapes(List<OpCase> cases) {
    cases.add(OpCase.of("reshape to two axes", in -> Ops.reshape(in.get(0), -1, 3), real(2, 6))
        .giving(in -> in.get(0)));
    cases.add(OpCase.of("reshape to a scalar", in -> Ops.reshape(in.get(0), Shape.of()), real(1, 1))
        .giving(in -> in.get(0)));
    cases.add(OpCase.of("stopGradient", in -> Ops.stopGradient(in.get(0)), whole(9, 4)).giving(in -> in.get(0)));
    for (int[][] pair : new int[][][] {{{}, {3, 2}}, {{3}, {2, 3}}, {{3, 1}, {3, 4}}, {{2, 1, 3}, {2, 5, 3}},
        {{1, 4, 1}, {3, 4, 2}}, {{2}, {2}}, {{5, 1}, {5, 600}}, {{1, 1}, {1, 1}}, {{}, {}}}) {
      cases.add(OpCase.of("broadcastTo " + Arrays.deepToString(pair),
          in -> Ops.broadcastTo(in.get(0), Shape.of(pair[1])), real(pair[0])).giving(in -> broadcast((a, b) -> a,
              in.get(0), pair[0], new double[Shape.of(pair[1]).size()], pair[1])));
    }
    for (int[][] pair : new int[][][] {{{3, 4}, {1, 0}}, {{3, 4}, {0, 1}}, {{2, 3, 4}, {2, 0, 1}},
        {{2, 3, 4}, {0, 2, 1}},
        {{2, 3, 2, 5}, {3, 1, 0, 2}}, {{5}, {0}}, {{70, 33}, {1, 0}}, {{1, 5, 1}, {2, 1, 0}}}) {
      cases.add(OpCase.of("transpose " + Arrays.deepToString(pair), in -> Ops.transpose(in.get(0), pair[1]),
          real(pair[0])).giving(in -> transpose(in.get(0), pair[0], pair[1])));
    }
    cases.add(OpCase.of("transpose by negative axes", in -> Ops.transpose(in.get(0), -1, 0, 1), real(2, 3, 4))
        .giving(in -> transpose(in.get(0), new int[] {2, 3, 4}, new int[] {2, 0, 1})));
    cases.add(OpCase.of("concatenate three along 0", in -> Ops.concatenate(in, 0), real(2, 3), real(1, 3), real(4, 3)));
    cases.add(OpCase.of("concatenate three along 1", in -> Ops.concatenate(in, 1), real(2, 1, 2), real(2, 4, 2),
        real(2, 2, 2)));
    cases.add(OpCase.of("concatenate three along -1", in -> Ops.concatenate(in, -1), real(3, 2), real(3, 1),
        real(3, 4)));
    cases.add(OpCase.of("concatenate one with itself",
        in -> Ops.concatenate(List.of(in.get(0), in.get(0)), 0), real(3)));
    cases.add(OpCase.of("slice of the middle", in -> Ops.slice(in.get(0), 1, 1, 2), real(3, 5)));
    cases.add(OpCase.of("slice of the first axis", in -> Ops.slice(in.get(0), 0, 2, 1), real(3, 5)));
    cases.add(OpCase.of("slice of axis -2", in -> Ops.slice(in.get(0), -2, 0, 2), real(2, 3, 4)));
    cases.add(OpCase.of("slice of nothing but all", in -> Ops.slice(in.get(0), 0, 0, 4), real(4)));
    cases.add(OpCase.of("pad on both sides", in -> Ops.pad(in.get(0), 1, 2, 1), real(3, 2)));
    cases.add(OpCase.of("pad before", in -> Ops.pad(in.get(0), 0, 3, 0), real(3, 2, 2)));
    cases.add(OpCase.of("pad after along -1", in -> Ops.pad(in.get(0), -1, 0, 5), real(2, 300)));
    cases.add(OpCase.of("expandDims and squeeze",
        in -> Ops.squeeze(Ops.square(Ops.expandDims(in.get(0), -1)), 2), real(2, 3)));
  }

  private static void indices(List<OpCase> cases) {
    cases.add(OpCase.of("oneHot of a vector", in -> Ops.oneHot(in.get(0), 5), whole(7, 20)));
    cases.add(OpCase.of("oneHot of a scalar", in -> Ops.oneHot(in.get(0), 3), whole(3)));
    cases.add(OpCase.of("oneHot of a matrix", in -> Ops.oneHot(in.get(0), 4), whole(4, 3, 2)));
    cases.add(OpCase.of("gather of repeated rows", in -> Ops.gather(in.get(0), in.get(1)), real(4, 3), whole(4, 11)));
    cases.add(OpCase.of("gather by a matrix", in -> Ops.gather(in.get(0), in.get(1)), real(5, 2, 3), whole(5, 3, 4)));
    cases.add(OpCase.of("gather of numbers", in -> Ops.gather(in.get(0), in.get(1)), real(6), whole(6, 2, 2)));
    cases.add(OpCase.of("gather by a scalar", in -> Ops.gather(in.get(0), in.get(1)), real(3, 2), whole(3)));
    cases.add(OpCase.of("scatterAdd of repeated rows", in -> Tensor.of(new ScatterAdd(5), in.get(0), in.get(1)),
        whole(5, 11), real(11, 3)));
    cases.add(OpCase.of("scatterAdd out of range", in -> Tensor.of(new ScatterAdd(2), in.get(0), in.get(1)),
        whole(4, 9), real(9)));
  }

  private static void sources(List<OpCase> cases) {
    cases.add(OpCase.of("an input that is the output", in -> in.get(0), real(3, 4)).giving(in -> in.get(0)));
    cases.add(OpCase.of("fill", in -> Ops.fill(2.5, Shape.of(2, 3))).giving(in -> each(x -> 2.5, new double[6])));
    cases.add(OpCase.of("fill in a formula", in -> Ops.multiply(in.get(0), Ops.fill(2.5, Shape.of(2, 3))), real(3)));
    cases.add(OpCase.of("constant in a formula",
        in -> Ops.multiply(in.get(0), Ops.constant(NDArray.of(1f, -2f, 3f))), real(2, 3)));
    cases.add(OpCase.of("randomUniform",
        in -> Ops.multiply(in.get(0), Tensor.of(new RandomUniform(Shape.of(3, 211), 5))), real(3, 211)));
  }

  private static int[] append(int[] stack, int rows, int columns) {
    int[] dims = Arrays.copyOf(stack, stack.length + 2);
    dims[stack.length] = rows;
    dims[stack.length + 1] = columns;
    return dims;
  }
}
