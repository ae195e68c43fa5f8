package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Convolution;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Scan;
import org.neurona.ops.Scan.Values;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.ops.Window;

class RowSplitTest {
  private static ScanBody body(Scan.Step step, int rows, int units) {
    Values values =
        Ops.scan(step, List.of(Computed.input(rows, units)), List.of(Computed.input(4, rows, units)), false);
    return ((Scan) values.states().get(0).op()).body();
  }

  private static Optional<RowSplit> split(Scan.Step step) {
    return RowSplit.of(body(step, 6, 3));
  }

  private static Values next(Tensor state) {
    return new Values(List.of(state), List.of());
  }

  @Test
  void aRecurrentStepIsWrittenForAnyNumberOfRows() {
    Tensor kernel = Computed.input(3, 3);
    Tensor mask = Computed.input(6, 3);
    RowSplit split = split((s, x) -> next(Ops.tanh(Ops.add(Ops.matmul(Ops.multiply(s.get(0), mask), kernel),
        Ops.reshape(Ops.reshape(x.get(0), 6, 1, 3), 6, 3))))).orElseThrow();
    Graph two = split.graph(2);

    assertEquals(6, split.rows());
    assertEquals(List.of(Shape.of(2, 3), Shape.of(2, 3), Shape.of(2, 3), Shape.of(3, 3)),
        two.placeholders().stream().map(Tensor::shape).toList());
    assertEquals(Shape.of(2, 3), two.outputs().get(0).shape());
  }

  @Test
  void stepsThatMixRowsHaveNone() {
    Tensor square = Computed.input(6, 6);

    assertFalse(split((s, x) -> next(Ops.matmul(square, s.get(0)))).isPresent());
    assertFalse(split((s, x) -> next(Ops.add(s.get(0), Ops.sum(x.get(0), true, 0)))).isPresent());
    assertFalse(split((s, x) -> next(Ops.concatenate(List.of(Ops.slice(x.get(0), 0, 3, 3),
        Ops.slice(s.get(0), 0, 0, 3)), 0))).isPresent());
    assertFalse(split((s, x) -> next(Ops.matmul(Ops.matmul(s.get(0), x.get(0), false, true), s.get(0)))).isPresent());
  }

  @Test
  void whatIsBothAMatrixAndHasRowsAllowsNone() {
    Tensor both = Computed.input(3, 3);
    Scan.Step step = (s, x) -> next(Ops.multiply(Ops.matmul(s.get(0), both), both));

    assertFalse(RowSplit.of(body(step, 3, 3)).isPresent());
  }

  @Test
  void aMatrixWithAsManyRowsAsTheBatchStaysWhole() {
    Tensor kernel = Computed.input(3, 3);
    ScanBody body = body((s, x) -> next(Ops.matmul(s.get(0), kernel)), 3, 3);
    RowSplit split = RowSplit.of(body).orElseThrow();

    assertFalse(split.hasRows(body.invariants().get(0)));
    assertTrue(split.hasRows(body.states().get(0)));
  }

  private static Optional<RowSplit> graph(Tensor input, Tensor output) {
    return RowSplit.of(Hoisting.of(new Graph(List.of(input), List.of(output), List.of())).rest(), List.of(input));
  }

  private static Tensor weight(int... dims) {
    return Tensor.of(new ReadVariable(new Variable("w", Shape.of(dims), true)));
  }

  @Test
  void aModelIsWrittenForAnyNumberOfRowsAndTakesWhatHangsOnWeightsAloneFromOutside() {
    Tensor x = Computed.input(6, 3);
    Tensor kernel = weight(3, 6);
    Tensor scale = Ops.sqrt(Ops.add(Ops.square(weight(6)), 1e-3));
    RowSplit split = graph(x, Ops.softmax(Ops.divide(Ops.matmul(x, kernel), scale))).orElseThrow();
    Graph two = split.graph(2);

    assertEquals(List.of(Shape.of(2, 3), Shape.of(6)), two.placeholders().stream().map(Tensor::shape).toList());
    assertEquals(Shape.of(2, 6), two.outputs().get(0).shape());
    assertEquals(12, split.widest());
  }

  @Test
  void imagesStayApartInConvolutionAndPooling() {
    Tensor x = Computed.input(6, 4, 4, 2);
    Window window = Window.valid(List.of(2, 2), List.of(2, 2), List.of(1, 1));
    Tensor y = Tensor.of(new MaxPooling(window), Tensor.of(new Convolution(window, 1), x, weight(2, 2, 2, 3)));

    assertEquals(Shape.of(1, 1, 1, 3), graph(x, y).orElseThrow().graph(1).outputs().get(0).shape());
  }

  @Test
  void modelsThatLookAcrossTheBatchHaveNone() {
    Tensor x = Computed.input(6, 3);

    assertFalse(graph(x, Ops.subtract(x, Ops.mean(x, true, 0))).isPresent());
    assertFalse(graph(x, Ops.reshape(x, 3, 6)).isPresent());
    assertFalse(graph(x, Ops.add(x, weight(6, 3))).isPresent());
    assertFalse(graph(x, Ops.multiply(weight(6, 3), 2)).isPresent());
    assertFalse(graph(x, Ops.add(x, Ops.square(weight(6, 3)))).isPresent());
    assertFalse(graph(x, Ops.matmul(x, x, false, true)).isPresent());
  }

  @Test
  void whatChangesVariablesHasNone() {
    Tensor x = Computed.input(6, 3);
    Tensor read = weight(3);
    Assignment assignment = new Assignment(((ReadVariable) read.op()).variable(), Ops.add(read, 1));

    assertFalse(RowSplit.of(new Graph(List.of(x), List.of(Ops.add(x, read)), List.of(assignment)),
        List.of(x)).isPresent());
  }

  @Test
  void aSingleRowIsNotSplit() {
    assertFalse(RowSplit.of(body((s, x) -> next(Ops.add(s.get(0), x.get(0))), 1, 3)).isPresent());
  }
}
