package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.broadcastTo;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.exp;
import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.Concatenate;
import org.neurona.ops.Fill;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.ops.Window;

class SimplificationTest {
  private final Tensor x = Computed.input(2, 3);

  private List<Tensor> simplified(Tensor... outputs) {
    return Simplification.of(new Graph(List.of(x), Arrays.asList(outputs), List.of())).outputs();
  }

  private void assertIsX(Tensor tensor) {
    assertSame(x, simplified(tensor).get(0), tensor.toString());
  }

  private void assertIsNumber(double value, Tensor tensor) {
    assertEquals(new Fill(value, tensor.shape()), simplified(tensor).get(0).op());
  }

  @Test
  void equalOperationsOnEqualInputsAreOne() {
    List<Tensor> both = simplified(exp(add(x, 2)), exp(add(x, 2)));
    assertSame(both.get(0), both.get(1));
  }

  @Test
  void equalConstantsAreOne() {
    List<Tensor> both = simplified(multiply(x, constant(NDArray.of(1f, 2f, 3f))), multiply(x,
        constant(NDArray.of(1f, 2f, 3f))));
    assertSame(both.get(0), both.get(1));
  }

  @Test
  void readsOfOneVariableAreOne() {
    Variable variable = new Variable("w", Shape.of(2, 3), true);
    List<Tensor> both =
        simplified(exp(Tensor.of(new ReadVariable(variable))), exp(Tensor.of(new ReadVariable(variable))));
    assertSame(both.get(0), both.get(1));
  }

  @Test
  void randomNumbersOfTwoStreamsStayApart() {
    List<Tensor> three = simplified(Tensor.of(new RandomUniform(Shape.of(3), 1)),
        Tensor.of(new RandomUniform(Shape.of(3), 2)), Tensor.of(new RandomUniform(Shape.of(3), 1)));
    assertNotSame(three.get(0), three.get(1));
    assertSame(three.get(0), three.get(2));
  }

  @Test
  void placeholdersOfOneNameStayApart() {
    Tensor a = Tensor.of(new Placeholder("y", Shape.of(3)));
    Tensor b = Tensor.of(new Placeholder("y", Shape.of(3)));
    Graph graph = Simplification.of(new Graph(List.of(a, b), List.of(exp(a), exp(b)), List.of()));
    assertNotSame(graph.outputs().get(0), graph.outputs().get(1));
  }

  @Test
  void leavesOutWhatChangesNothing() {
    assertIsX(multiply(x, 1));
    assertIsX(multiply(constant(1), x));
    assertIsX(add(x, 0));
    assertIsX(add(constant(0), x));
    assertIsX(subtract(x, 0));
    assertIsX(divide(x, 1));
    assertIsX(stopGradient(x));
    assertIsX(reshape(x, 2, 3));
    assertIsX(reshape(reshape(x, 6), 2, 3));
    assertIsX(broadcastTo(x, Shape.of(2, 3)));
    assertIsX(add(multiply(stopGradient(x), fill(1, Shape.of(3))), 0));
  }

  @Test
  void keepsTimesOneWhereItBroadcasts() {
    Tensor wider = simplified(multiply(x, fill(1, Shape.of(4, 1, 1)))).get(0);
    assertEquals(Shape.of(4, 2, 3), wider.shape());
  }

  @Test
  void doesNotTakeTimesZeroForZero() {
    assertNotSame(Fill.class, simplified(multiply(x, 0)).get(0).op().getClass(), "0 times NaN is NaN");
  }

  @Test
  void computesWithConstantsBeforehand() {
    assertIsNumber(5, add(constant(2), 3));
    assertIsNumber(-1, subtract(constant(2), 3));
    assertIsNumber(6, multiply(constant(2), 3));
    assertIsNumber(0.5, divide(constant(2), 4));
    assertIsNumber(-2, negative(constant(2)));
    assertIsNumber(14, sum(add(fill(2, Shape.of(7)), 0)));
    assertIsNumber(2, reshape(fill(2, Shape.of(6)), 2, 3));
    assertIsNumber(2, broadcastTo(constant(2), Shape.of(2, 3)));
    assertIsNumber(7, org.neurona.ops.Ops.max(fill(7, Shape.of(2, 3)), true, 1));
  }

  @Test
  void joinsFactors() {
    Tensor joined = simplified(multiply(multiply(x, 2), 3)).get(0);
    assertSame(x, joined.inputs().get(0));
    assertEquals(6, ((Fill) joined.inputs().get(1).op()).value());
  }

  @Test
  void sumAlongAxesOfLengthOneIsAReshape() {
    Tensor summed = simplified(sum(reshape(x, 2, 1, 3), false, 1)).get(0);
    assertSame(x, summed);
  }

  @Test
  void assignmentsKeepTheirVariables() {
    Variable variable = new Variable("w", Shape.of(2, 3), true);
    Graph graph = Simplification.of(
        new Graph(List.of(x), List.of(), List.of(new Assignment(variable, add(multiply(x, 1), 0)))));
    assertEquals(List.of(new Assignment(variable, x)), graph.assignments());
  }

  @Test
  void placeholdersStayEvenWhereNothingNeedsThem() {
    assertEquals(List.of(x), Simplification.of(new Graph(List.of(x), List.of(), List.of())).placeholders());
  }

  @Test
  void partsPaddedToTheWholeAndSummedArePutTogether() {
    Tensor first = Ops.slice(x, 1, 0, 1);
    Tensor rest = Ops.slice(x, 1, 1, 2);
    Tensor whole = simplified(add(Ops.pad(rest, 1, 1, 0), Ops.pad(first, 1, 0, 2))).get(0);

    assertEquals(new Concatenate(1), whole.op());
    assertEquals(List.of(first.op(), rest.op()), whole.inputs().stream().map(Tensor::op).toList());
  }

  @Test
  void partsThatOverlapOrLeaveAGapAreSummed() {
    Tensor part = Ops.slice(x, 1, 0, 1);

    assertEquals(new Binary(BinaryFunction.ADD),
        simplified(add(Ops.pad(part, 1, 0, 2), Ops.pad(part, 1, 0, 2))).get(0).op());
    assertEquals(new Binary(BinaryFunction.ADD),
        simplified(add(Ops.pad(part, 1, 0, 2), Ops.pad(part, 1, 1, 1))).get(0).op());
  }

  @Test
  void theGradientOfPoolingBehindReluIsMaskedWhereItIsSmaller() {
    Tensor image = Computed.input(1, 4, 4, 2);
    Tensor pooled = Tensor.of(new MaxPooling(Window.valid(List.of(2, 2), List.of(2, 2), List.of(1, 1))),
        Ops.relu(image));
    Tensor gradient = simplified(Gradients.of(Computed.probed(pooled), List.of(image)).get(0)).get(0);
    assertEquals(MaxPoolingGradient.class, gradient.op().getClass(), "nothing is left to do at the larger array");
    Tensor other = multiply(gradient, Ops.greater(image, 0));
    assertEquals(Binary.class, simplified(other).get(0).op().getClass(), "another mask stays");
  }
}
