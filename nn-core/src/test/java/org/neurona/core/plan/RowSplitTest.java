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
import org.neurona.ops.Ops;
import org.neurona.ops.Scan;
import org.neurona.ops.Scan.Values;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Tensor;

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

  @Test
  void aSingleRowIsNotSplit() {
    assertFalse(RowSplit.of(body((s, x) -> next(Ops.add(s.get(0), x.get(0))), 1, 3)).isPresent());
  }
}
