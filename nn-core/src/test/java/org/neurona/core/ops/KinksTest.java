package org.neurona.core.ops;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Graph;
import org.neurona.core.plan.Gradients;
import org.neurona.core.plan.Simplification;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Softmax;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/** Gradients where small differences say nothing: at kinks, ties and jumps; and what gradients are made of. */
class KinksTest {
  private final Tensor a = Computed.input(3);
  private final Tensor b = Computed.input(3);

  private double[] gradient(Backend backend, Tensor result, Tensor by, NDArray valueA, NDArray valueB) {
    return Computed.gradient(backend, Map.of(a, valueA, b, valueB), Ops.sum(result), by);
  }

  private double[] gradient(Backend backend, Tensor result, double... valueA) {
    return gradient(backend, result, a, NDArray.of(valueA), NDArray.zeros(3));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void reluAndAbsAreFlatAtZero(Backend backend) {
    assertArrayEquals(new double[] {0, 0, 1}, gradient(backend, Ops.relu(a), -1, 0, 2));
    assertArrayEquals(new double[] {-1, 0, 1}, gradient(backend, Ops.abs(a), -2, 0, 3));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void equalsShareTheGradientOfTheLargest(Backend backend) {
    assertArrayEquals(new double[] {0, 0.5, 0.5}, gradient(backend, Ops.max(a, false, 0), 1, 3, 3));
    assertArrayEquals(new double[] {0.5, 0, 0.5}, gradient(backend, Ops.min(a, true, -1), 1, 3, 1));
    assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, gradient(backend, Ops.max(a, false, 0), -2, -2, -2),
        1e-7);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theFirstOperandHasTheGradientOfATie(Backend backend) {
    NDArray one = NDArray.of(1.0, 2, 3);
    NDArray other = NDArray.of(1.0, 1, 4);
    assertArrayEquals(new double[] {1, 1, 0}, gradient(backend, Ops.maximum(a, b), a, one, other));
    assertArrayEquals(new double[] {0, 0, 1}, gradient(backend, Ops.maximum(a, b), b, one, other));
    assertArrayEquals(new double[] {1, 0, 1}, gradient(backend, Ops.minimum(a, b), a, one, other));
    assertArrayEquals(new double[] {0, 1, 0}, gradient(backend, Ops.minimum(a, b), b, one, other));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aChoiceKeepsNaNFromWhatWasNotChosen(Backend backend) {
    Tensor chosen = Ops.where(Ops.constant(NDArray.of(1.0, 0, 1)), a, b);
    Tensor scaled = Ops.multiply(chosen, Ops.constant(NDArray.of(Double.NaN, Double.NaN, 2)));
    NDArray ones = NDArray.of(1.0, 1, 1);
    assertArrayEquals(new double[] {Double.NaN, 0, 2}, gradient(backend, scaled, a, ones, ones));
    assertArrayEquals(new double[] {0, Double.NaN, 0}, gradient(backend, scaled, b, ones, ones));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aPowerOfZeroHasAGradientByItsBase(Backend backend) {
    assertArrayEquals(new double[] {0, -4, 6}, gradient(backend, Ops.power(a, 2), 0, -2, 3), 1e-5);
    assertArrayEquals(new double[] {1, 1, 1}, gradient(backend, Ops.power(a, 1), 0, -2, 3), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void rowsThatDoNotExistGiveTheTableNothing(Backend backend) {
    Tensor gathered = Ops.gather(a, Ops.constant(NDArray.of(0.0, 7, 0, -1, 2)));
    assertArrayEquals(new double[] {2, 0, 1}, gradient(backend, gathered, 5, 6, 7));
  }

  Stream<Tensor> jumps() {
    return Stream.of(Ops.sign(a), Ops.floor(a), Ops.greater(a, b), Ops.greaterEqual(a, b), Ops.equal(a, b),
        Ops.argMax(a), Ops.oneHot(a, 4), Ops.stopGradient(a), Ops.where(a, b, b));
  }

  @Test
  void whatJumpsHasNoGradient() {
    jumps().forEach(jump -> assertEquals(new Fill(0, a.shape()),
        Gradients.of(Ops.sum(jump), List.of(a)).get(0).op(), jump::toString));
  }

  @Test
  void labelsHaveNoGradientButTargetsHave() {
    Tensor z = Computed.input(3, 4);
    Tensor labels = Computed.input(3);
    assertEquals(new Fill(0, labels.shape()), Gradients.of(
        Ops.sum(Ops.sparseSoftmaxCrossEntropy(z, labels)), List.of(labels)).get(0).op());
    Tensor targets = Computed.input(3, 4);
    assertFalse(Gradients.of(Ops.sum(Ops.softmaxCrossEntropy(z, targets)), List.of(targets)).get(0).op()
        instanceof Fill);
  }

  /** What the backward pass reads of the input must be kept until then: these read the output, which stays anyway. */
  @ParameterizedTest
  @EnumSource(names = {"RELU", "TANH", "SIGMOID", "EXP", "EXPM1", "SQRT", "RECIPROCAL"})
  void theGradientReadsTheOutputAlone(UnaryFunction function) {
    Tensor y = Tensor.of(new Unary(function), a);
    Tensor gradient = Gradients.of(Ops.sum(y), List.of(a)).get(0);
    assertEquals(List.of(y.node()),
        Node.sorted(List.of(gradient)).stream().filter(node -> node.inputs().contains(a)).toList());
  }

  @Test
  void aConstantExponentCostsNoLogarithm() {
    for (Tensor exponent : List.of(Ops.constant(3), Ops.constant(NDArray.of(1.0, 2, 3)))) {
      Tensor scalar = Ops.sum(Ops.power(Ops.square(a), exponent));
      List<Tensor> both = Gradients.of(scalar, List.of(a, exponent));
      assertFalse(Node.sorted(both).stream().anyMatch(node -> node.op().equals(new Unary(UnaryFunction.LOG))));
    }
  }

  @Test
  void crossEntropyAndTheModelsOutputShareOneSoftmax() {
    Tensor z = Computed.input(3, 4);
    Tensor targets = Computed.input(3, 4);
    Tensor labels = Computed.input(3);
    Tensor loss = Ops.add(Ops.sum(Ops.softmaxCrossEntropy(z, targets)),
        Ops.sum(Ops.sparseSoftmaxCrossEntropy(z, labels)));
    Graph graph = new Graph(List.of(z, targets, labels),
        List.of(Ops.softmax(z), Gradients.of(loss, List.of(z)).get(0)), List.of());
    assertEquals(1, Simplification.of(graph).nodes().stream().filter(node -> node.op() instanceof Softmax).count());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aLabelThatNamesNoClassCostsNoNumber(Backend backend) {
    Tensor logits = Computed.input(4, 2);
    Tensor labels = Computed.input(4);
    double[] losses = Computed.value(backend, Map.of(logits, NDArray.zeros(4, 2), labels,
        NDArray.of(Double.NaN, -0.5, 2, 1)), Ops.sparseSoftmaxCrossEntropy(logits, labels));

    assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN, Math.log(2)}, losses, 1e-6);
  }
}
