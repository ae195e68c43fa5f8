package org.neurona.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.Shape.UNKNOWN;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;

/** The shape that each operation gives, and what it says of shapes that don't fit. */
class OpsTest {
  private static Tensor of(int... dims) {
    return Tensor.of(new Placeholder("x", Shape.of(dims)));
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(Ops.add(of(2, 3), of(3)), Shape.of(2, 3)),
        Arguments.of(Ops.add(of(2, 1), of(1, 3)), Shape.of(2, 3)),
        Arguments.of(Ops.add(of(UNKNOWN, 3), of(3)), Shape.of(UNKNOWN, 3)),
        Arguments.of(Ops.add(of(UNKNOWN, 1), of(1, 3)), Shape.of(UNKNOWN, 3)),
        Arguments.of(Ops.add(of(UNKNOWN, 3), of(5, 3)), Shape.of(5, 3)),
        Arguments.of(Ops.multiply(of(4), 2), Shape.of(4)),
        Arguments.of(Ops.where(of(2, 1), of(3), Ops.constant(0)), Shape.of(2, 3)),
        Arguments.of(Ops.matmul(of(UNKNOWN, 3), of(3, 5)), Shape.of(UNKNOWN, 5)),
        Arguments.of(Ops.matmul(of(3, 2), of(5, 3), true, true), Shape.of(2, 5)),
        Arguments.of(Ops.matmul(of(7, 2, 3), of(7, 3, 4)), Shape.of(7, 2, 4)),
        Arguments.of(Ops.sum(of(2, 3)), Shape.of()),
        Arguments.of(Ops.sum(of(2, 3, 4), false, -1, 0), Shape.of(3)),
        Arguments.of(Ops.mean(of(UNKNOWN, 3), true, -1), Shape.of(UNKNOWN, 1)),
        Arguments.of(Ops.max(of(2, 3), true, 0), Shape.of(1, 3)),
        Arguments.of(Ops.argMax(of(UNKNOWN, 10)), Shape.of(UNKNOWN)),
        Arguments.of(Ops.oneHot(of(UNKNOWN), 10), Shape.of(UNKNOWN, 10)),
        Arguments.of(Ops.softmaxCrossEntropy(of(UNKNOWN, 3), of(UNKNOWN, 3)), Shape.of(UNKNOWN)),
        Arguments.of(Ops.reshape(of(6, 4), 2, -1), Shape.of(2, 12)),
        Arguments.of(Ops.reshape(of(UNKNOWN, 4), -1, 2, 2), Shape.of(UNKNOWN, 2, 2)),
        Arguments.of(Ops.expandDims(of(2, 3), -1), Shape.of(2, 3, 1)),
        Arguments.of(Ops.expandDims(of(2, 3), 0), Shape.of(1, 2, 3)),
        Arguments.of(Ops.squeeze(of(2, 1, 3), 1), Shape.of(2, 3)),
        Arguments.of(Ops.transpose(of(2, 3, 4), 2, 0, 1), Shape.of(4, 2, 3)),
        Arguments.of(Ops.broadcastTo(of(1, 3), Shape.of(5, 2, 3)), Shape.of(5, 2, 3)),
        Arguments.of(Ops.concatenate(List.of(of(2, 3), of(2, 4)), -1), Shape.of(2, 7)),
        Arguments.of(Ops.concatenate(List.of(of(UNKNOWN, 3), of(UNKNOWN, 3)), 0), Shape.of(UNKNOWN, 3)),
        Arguments.of(Ops.slice(of(5, 3), 0, 1, 2), Shape.of(2, 3)),
        Arguments.of(Ops.pad(of(5, 3), -1, 1, 2), Shape.of(5, 6)),
        Arguments.of(Ops.gather(of(100, 8), of(UNKNOWN, 5)), Shape.of(UNKNOWN, 5, 8)),
        Arguments.of(Tensor.of(new ScatterAdd(100), of(6, 5), of(6, 5, 8)), Shape.of(100, 8)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void resultsHaveTheirShapes(Tensor result, Shape shape) {
    assertEquals(shape, result.shape());
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        misfit(() -> Ops.add(of(2, 3), of(4)), "add expects shapes that broadcast, got (2, 3) and (4,)"),
        misfit(() -> Ops.add(of(0), of(2)), "add expects shapes that broadcast, got (0,) and (2,)"),
        misfit(() -> Ops.matmul(of(2, 3), of(4, 5)), "matmul expects inner axes of the same length, got (2, 3) and "
            + "(4, 5)"),
        misfit(() -> Ops.matmul(of(2, 3), of(5, 4), false, true), "matmul expects inner axes of the same length, got "
            + "(2, 3) and (5, 4) transposed"),
        misfit(() -> Ops.matmul(of(3), of(3, 4)),
            "matmul expects matrices, or stacks of them that fit, got (3,) and (3, 4)"),
        misfit(() -> Ops.reshape(of(6), 4), "The total size of the tensor must be unchanged. Received: "
            + "input_shape=(6,), target_shape=(4,)"),
        misfit(() -> Ops.reshape(of(6), -1, -1), "reshape expects at most one unknown axis, got (None, None)"),
        misfit(() -> Ops.softmax(of()), "softmax expects rank >= 1, got shape ()"),
        misfit(() -> Ops.transpose(of(2, 3), 0, 0), "transpose expects every axis of (2, 3) once, got [0, 0]"),
        misfit(() -> Ops.broadcastTo(of(2), Shape.of(3)), "broadcastTo expects shapes that broadcast, got (2,) and "
            + "(3,)"),
        misfit(() -> Ops.slice(of(5), 0, 3, 3), "Slice from 3 of length 3 is outside axis 0 of shape (5,)"),
        misfit(() -> Ops.squeeze(of(2, 3), 1), "squeeze expects axis 1 of length 1, got shape (2, 3)"),
        misfit(() -> Ops.softmaxCrossEntropy(of(2, 3), of(2, 4)), "Arguments target and output must have the same "
            + "shape. Received: target.shape=(2, 4), output.shape=(2, 3)"),
        misfit(() -> Ops.sparseSoftmaxCrossEntropy(of(2, 3), of(3)), "Arguments target and output must have the same "
            + "shape up until the last dimension. Received: target.shape=(3,), output.shape=(2, 3)"));
  }

  private static Arguments misfit(Supplier<Tensor> call, String message) {
    return Arguments.of(call, message);
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void shapesThatDoNotFitAreNamed(Supplier<Tensor> call, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::get).getMessage());
  }
}
