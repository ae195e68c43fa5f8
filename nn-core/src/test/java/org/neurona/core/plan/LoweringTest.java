package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reshape;
import org.neurona.ops.Tensor;
import org.neurona.ops.Transpose;
import org.neurona.ops.Variable;
import org.neurona.ops.Window;

class LoweringTest {
  private static Graph lowered(Tensor... outputs) {
    return Lowering.of(new Graph(List.of(), List.of(outputs), List.of()));
  }

  private static Tensor input(int... dims) {
    return Computed.input(dims);
  }

  @Test
  void patternsAreRowsColumnsAndStretchesInBetween() {
    assertEquals(new BroadcastPattern(1, 12), BroadcastPattern.of(Shape.of(3, 4), Shape.of(3, 4)));
    assertEquals(new BroadcastPattern(1, 4), BroadcastPattern.of(Shape.of(4), Shape.of(3, 4)));
    assertEquals(new BroadcastPattern(4, 3), BroadcastPattern.of(Shape.of(3, 1), Shape.of(3, 4)));
    assertEquals(new BroadcastPattern(4, 3), BroadcastPattern.of(Shape.of(1, 3, 1), Shape.of(2, 3, 4)));
    assertEquals(new BroadcastPattern(24, 1), BroadcastPattern.of(Shape.of(), Shape.of(2, 3, 4)));
    assertNull(BroadcastPattern.of(Shape.of(2, 1, 4), Shape.of(2, 3, 4)));
  }

  @Test
  void patternSaysWhichElementIsTaken() {
    BroadcastPattern pattern = BroadcastPattern.of(Shape.of(3, 1), Shape.of(2, 3, 4));
    for (int i = 0; i < 24; i++) {
      assertEquals(i / 4 % 3, i / pattern.inner() % pattern.period());
    }
  }

  @Test
  void broadcastsThatAreNoPatternAreWrittenOut() {
    Tensor gapped = input(2, 1, 4);
    Tensor sum = lowered(Ops.add(input(2, 3, 4), gapped)).outputs().get(0);
    assertEquals(new BroadcastTo(Shape.of(2, 3, 4)), sum.inputs().get(1).op());
    assertSame(gapped, sum.inputs().get(1).inputs().get(0));
  }

  @Test
  void otherBroadcastsStay() {
    Tensor sum = Ops.add(input(2, 3, 4), input(3, 1));
    assertSame(sum, lowered(sum).outputs().get(0));
  }

  @Test
  void everyOperandOfAnElementwiseNodeHasAPatternAfterwards() {
    Tensor value = Ops.where(input(2, 1, 4), Ops.add(input(3, 1), input(2, 1, 1)), input(2, 3, 1));
    Graph graph = lowered(value, Ops.multiply(input(1, 3, 1, 5), input(2, 1, 4, 1)));
    for (Node node : graph.nodes()) {
      if (Fusion.isElementwise(node.op())) {
        node.inputs().forEach(in -> assertNotNull(BroadcastPattern.of(in.shape(), node.outputs().get(0).shape())));
      }
    }
  }

  @Test
  void reductionsAlongAxesThatAreNoNeighboursGoOneByOne() {
    for (boolean keepDims : new boolean[] {false, true}) {
      Tensor sum = Ops.sum(input(2, 3, 4, 5), keepDims, 0, 2, 3);
      Graph graph = lowered(sum);
      assertEquals(sum.shape(), graph.outputs().get(0).shape());
      for (Node node : graph.nodes()) {
        assertTrue(!(node.op() instanceof Reduce reduce) || reduce.axes().size() == 1, node.toString());
      }
    }
  }

  @Test
  void reductionsAlongNeighboursStay() {
    Tensor sum = Ops.sum(input(2, 3, 4, 5), false, 1, 2);
    assertSame(sum, lowered(sum).outputs().get(0));
  }

  @Test
  void resultsThatNothingComputesAreComputed() {
    Tensor x = input(2, 3);
    Variable variable = new Variable("w", Shape.of(6), true);
    Graph graph = Lowering.of(new Graph(List.of(x), List.of(x, Ops.fill(2, Shape.of(3))),
        List.of(new Assignment(variable, Ops.reshape(x, 6)))));
    for (Tensor result : graph.results()) {
      assertTrue(Fusion.isElementwise(Fusion.origin(result).op()), result.toString());
    }
  }

  @Test
  void gradientsByInputsTakeTheKernelTransposed() {
    ConvolutionInputGradient gradient = new ConvolutionInputGradient(
        Window.valid(List.of(3), List.of(1), List.of(1)), 1, List.of(7));
    Tensor kernel = input(3, 4, 6);
    Tensor result = lowered(Tensor.of(gradient, input(2, 5, 6), kernel)).outputs().get(0);
    assertEquals(new TransposedKernelInputGradient(gradient), result.op());
    assertEquals(Shape.of(2, 7, 4), result.shape());
    assertEquals(new Transpose(List.of(0, 2, 1)), result.inputs().get(1).op());
    assertSame(kernel, result.inputs().get(1).inputs().get(0));
    Tensor ofOneChannel = lowered(Tensor.of(gradient, input(2, 5, 6), input(3, 1, 6))).outputs().get(0);
    assertEquals(new Reshape(Shape.of(3, 6, 1)), ofOneChannel.inputs().get(1).op());
  }
}
