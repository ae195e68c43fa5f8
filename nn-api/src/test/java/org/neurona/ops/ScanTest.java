package org.neurona.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.ops.Scan.Values;

class ScanTest {
  private static Tensor input(int... dims) {
    return Tensor.of(new Placeholder("x", Shape.of(dims)));
  }

  private static Values sums(Tensor initial, Tensor sequence, double factor) {
    return Ops.scan((states, slices) -> {
      Tensor next = Ops.add(Ops.multiply(states.get(0), factor), slices.get(0));
      return new Values(List.of(next), List.of(next));
    }, List.of(initial), List.of(sequence), false);
  }

  private static Scan op(Values values) {
    return (Scan) values.states().get(0).op();
  }

  private static String message(org.junit.jupiter.api.function.Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }

  @Test
  void givesTheLastStatesAndTheOutputsOfAllSteps() {
    Values values = sums(input(2, 3), input(5, 2, 3), 1);

    assertEquals(Shape.of(2, 3), values.states().get(0).shape());
    assertEquals(Shape.of(5, 2, 3), values.outputs().get(0).shape());
  }

  @Test
  void takesAnUnknownLength() {
    Values values = sums(input(-1, 3), input(-1, -1, 3), 1);

    assertEquals(Shape.of(-1, -1, 3), values.outputs().get(0).shape());
  }

  @Test
  void refusesSequencesWithoutAStep() {
    assertEquals("scan expects sequences of at least one step, got length 0",
        message(() -> sums(input(2), input(0, 2), 1)));
  }

  @Test
  void refusesNoSequenceAndNumbers() {
    assertEquals("scan expects a sequence, got none",
        message(() -> Ops.scan((s, x) -> new Values(s, List.of()), List.of(input(2)), List.of(), false)));
    assertEquals("scan expects rank >= 1, got shape ()", message(() -> sums(input(), input(), 1)));
  }

  @Test
  void refusesSequencesOfDifferentLengths() {
    assertEquals("scan expects input 1 of shape (4, 2), got (5, 2)", message(() ->
        Ops.scan((s, x) -> new Values(s, x), List.of(), List.of(input(4, 2), input(5, 2)), false)));
  }

  @Test
  void refusesAStateThatChangesItsShapeOrIsLost() {
    assertEquals("scan expects state 0 to keep its shape (2,), got (2, 1) from its step", message(() ->
        Ops.scan((s, x) -> new Values(List.of(Ops.expandDims(s.get(0), 1)), List.of()), List.of(input(2)),
            List.of(input(4, 2)), false)));
    assertEquals("scan expects 1 states from its step, got 0", message(() ->
        Ops.scan((s, x) -> new Values(List.of(), List.of()), List.of(input(2)), List.of(input(4, 2)), false)));
  }

  @Test
  void bodiesOfEqualFormulasAreEqual() {
    Tensor initial = input(2);
    Tensor sequence = input(4, 2);

    assertEquals(op(sums(initial, sequence, 0.5)), op(sums(initial, sequence, 0.5)));
    assertEquals(op(sums(initial, sequence, 0.5)).hashCode(), op(sums(initial, sequence, 0.5)).hashCode());
    assertNotEquals(op(sums(initial, sequence, 0.5)), op(sums(initial, sequence, 0.25)));
  }

  @Test
  void whatIsTheSameInAllStepsComesFromOutside() {
    Tensor factor = input(2);
    Values values = Ops.scan((s, x) ->
        new Values(List.of(Ops.multiply(s.get(0), Ops.tanh(factor))), List.of()), List.of(input(2)),
        List.of(input(4, 2)), false);

    List<Tensor> inputs = values.states().get(0).inputs();
    assertEquals(new Unary(UnaryFunction.TANH), inputs.get(inputs.size() - 1).op());
    assertTrue(op(values).body().nodes().stream().noneMatch(node -> node.op() instanceof Unary));
  }

  @Test
  void productsOfSlicesAreOneProductOverAllSteps() {
    Tensor kernel = input(3, 5);
    Tensor mask = input(2, 3);
    Values values = Ops.scan((s, x) -> new Values(List.of(Ops.add(s.get(0),
        Ops.matmul(Ops.multiply(x.get(0), mask), kernel))), List.of()), List.of(input(2, 5)),
        List.of(input(4, 2, 3)), false);

    assertTrue(op(values).body().nodes().stream().noneMatch(node -> node.op() instanceof MatMul));
    List<Node> outside = Node.sorted(values.states());
    assertEquals(1, outside.stream().filter(node -> node.op() instanceof MatMul).count());
    assertEquals(Shape.of(8, 5), outside.stream().filter(node -> node.op() instanceof MatMul).findFirst()
        .orElseThrow().outputs().get(0).shape());
  }

  @Test
  void aStepWhoseRandomNumbersAreNotGivenToItIsRefused() {
    Tensor state = input(2);
    Tensor random = Tensor.of(new RandomUniform(Shape.of(2), 3));

    assertEquals("The step of a scan can't hold RandomUniform[shape=(2,), stream=3, seed=null]: it must be given to it",
        message(() -> new ScanBody(List.of(state), List.of(), List.of(), List.of(Ops.add(state, random)), List.of())));
  }

  @Test
  void flipTurnsOneAxisRound() {
    assertEquals(Shape.of(2, 3, 4), Ops.flip(input(2, 3, 4), 1).shape());
    assertEquals(Shape.of(-1, -1, 4), Ops.flip(input(-1, -1, 4), 1).shape());
  }
}
