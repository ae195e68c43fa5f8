package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Convolution;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

class EpiloguesTest {
  private final Convolution convolution = new Convolution(Window.valid(List.of(3), List.of(1), List.of(1)), 1);
  private final Tensor input = Computed.input(2, 7, 4);
  private final Tensor kernel = Computed.input(3, 4, 5);
  private final Tensor bias = Computed.input(5);
  private final Tensor convolved = Tensor.of(convolution, input, kernel);
  private final Tensor sum = Ops.add(convolved, bias);

  private static List<Tensor> rewritten(Tensor... outputs) {
    return Epilogues.of(new Graph(List.of(), List.of(outputs), List.of()), false).outputs();
  }

  private static void assertStays(Tensor... outputs) {
    assertEquals(List.of(outputs), rewritten(outputs));
  }

  @Test
  void aConvolutionTakesItsBias() {
    for (Tensor either : List.of(sum, Ops.add(bias, convolved))) {
      Tensor result = rewritten(either).get(0);
      assertEquals(new Biased(convolution, false), result.op());
      assertEquals(List.of(input, kernel, bias), result.inputs());
      assertEquals(either.shape(), result.shape());
    }
  }

  @Test
  void aMatrixProductDoesOnlyIfAskedTo() {
    Tensor x = Computed.input(6, 4);
    Tensor w = Computed.input(4, 5);
    Tensor activated = Ops.relu(Ops.add(Ops.matmul(x, w), bias));
    assertStays(activated);
    Tensor result = Epilogues.of(new Graph(List.of(), List.of(activated), List.of()), true).outputs().get(0);
    assertEquals(new Biased(Ops.matmul(x, w).op(), true), result.op());
    assertEquals(List.of(x, w, bias), result.inputs());
  }

  @Test
  void andReluOfTheSum() {
    Tensor result = rewritten(Ops.relu(sum)).get(0);
    assertEquals(new Biased(convolution, true), result.op());
    assertEquals(List.of(input, kernel, bias), result.inputs());
  }

  @Test
  void whatFollowsTakesTheResult() {
    Tensor next = rewritten(Ops.tanh(Ops.relu(sum))).get(0);
    assertEquals(new Biased(convolution, true), next.inputs().get(0).op());
    assertEquals(new Biased(convolution, false), rewritten(Ops.tanh(sum)).get(0).inputs().get(0).op());
  }

  @Test
  void whatSomethingElseWantsStays() {
    assertStays(sum, convolved);
    assertStays(Ops.relu(sum), Ops.tanh(convolved));
    List<Tensor> both = rewritten(Ops.relu(sum), sum);
    assertEquals(new Biased(convolution, false), both.get(1).op());
    assertSame(both.get(1), both.get(0).inputs().get(0));
  }

  @Test
  void aSumWithAnythingElseIsNoBias() {
    assertStays(Ops.add(convolved, Computed.input(2, 5, 5)));
    assertStays(Ops.add(convolved, Computed.input(5, 1)));
    assertStays(Ops.add(convolved, Ops.fill(1, Shape.of())));
    assertStays(Ops.add(convolved, convolved));
    assertStays(Ops.add(convolved, Computed.input(3, 2, 5, 5)));
    assertStays(Ops.multiply(convolved, bias));
    assertStays(Ops.relu(convolved));
  }

  @Test
  void theGradientOfReluTakesTheResultToo() {
    Tensor activated = Ops.relu(sum);
    Graph graph = Epilogues.of(Lowering.of(Simplification.of(new Graph(List.of(input, kernel, bias),
        Gradients.of(Ops.sum(Ops.square(activated)), List.of(input, kernel, bias)), List.of()))), false);
    assertFalse(graph.nodes().stream().anyMatch(node -> node.op() instanceof Convolution), "all is fused");
  }
}
