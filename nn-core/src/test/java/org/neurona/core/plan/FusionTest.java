package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.exp;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sin;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.Computed;
import org.neurona.core.RandomGraph;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;
import org.neurona.ops.Variable;
import org.neurona.optimizers.Adam;

class FusionTest {
  private final Tensor x = Computed.input(4, 4);

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  private static List<Unit> units(Tensor... outputs) {
    return Fusion.of(new Graph(List.of(), List.of(outputs), List.of()));
  }

  private static Unit unitOf(List<Unit> units, Tensor tensor) {
    return units.stream().filter(unit -> unit.nodes().contains(Fusion.origin(tensor).node())).findFirst().orElseThrow();
  }

  private static Unit unitWith(List<Unit> units, Op op) {
    return units.stream().filter(unit -> unit.nodes().stream().anyMatch(node -> node.op().equals(op))).findFirst()
        .orElseThrow();
  }

  @Test
  void aFormulaOfOneShapeIsOneUnit() {
    List<Unit> units = units(add(multiply(sin(x), 2), exp(x)));
    assertEquals(1, units.size());
    assertEquals(4, units.get(0).nodes().size());
    assertEquals(Set.of(x, units.get(0).nodes().stream().flatMap(node -> node.inputs().stream())
        .filter(in -> in.rank() == 0).findFirst().orElseThrow()), units.get(0).inputs());
  }

  @Test
  void unitsOfTwoShapesStayApart() {
    assertEquals(2, units(add(sin(Computed.input(4)), exp(x))).size());
  }

  @Test
  void aProductIsAUnitOfItsOwn() {
    List<Unit> units = units(exp(matmul(sin(x), x)));
    assertEquals(3, units.size());
    units.forEach(unit -> assertEquals(1, unit.nodes().size()));
  }

  @Test
  void noUnitWaitsForItself() {
    // sin(x) is needed by the product and by the sum behind it: in the sum's unit it would be computed too late.
    Tensor wave = sin(x);
    List<Unit> units = units(add(wave, matmul(wave, x)));
    assertNotSame(unitOf(units, wave), units.get(units.size() - 1));
    assertEquals(3, units.size());
  }

  @Test
  void aReshapeOnTheWayIsNoUnit() {
    assertEquals(2, units(exp(reshape(sin(x), 16))).size());
  }

  @Test
  void adamsUpdateOfOneWeightIsOneUnit() {
    for (boolean amsgrad : new boolean[] {false, true}) {
      Steps step = Steps.of(new Adam().amsgrad(amsgrad));
      List<Unit> units = Fusion.of(step.graph());
      for (Variable weight : step.weights()) {
        Set<Unit> writers = new HashSet<>();
        int assigned = 0;
        for (Assignment assignment : step.graph().assignments()) {
          if (assignment.variable() == weight || assignment.variable().path().startsWith(weight.path() + "/")) {
            writers.add(unitOf(units, assignment.value()));
            assigned++;
          }
        }
        assertEquals(amsgrad ? 4 : 3, assigned);
        assertEquals(1, writers.size(), weight.path());
      }
    }
  }

  @Test
  void aKernelNeedsNothingButItsGradientAndItsUpdate() {
    Steps step = Steps.of(new Adam());
    Variable kernel = step.weights().get(0);
    assertEquals(2, Fusion.of(step.graph()).stream().filter(unit -> unit.shape().equals(kernel.shape())).count());
  }

  @Test
  void theMaskOfReluIsComputedAgainInTheBackwardUnit() {
    List<Unit> units = Fusion.of(Steps.of(new Adam()).graph());
    Unit forward = unitWith(units, new Unary(UnaryFunction.RELU));
    Unit backward = unitWith(units, new Binary(BinaryFunction.GREATER));
    assertNotSame(forward, backward);
    assertTrue(backward.nodes().stream().anyMatch(node -> node.op().equals(new Binary(BinaryFunction.MULTIPLY))));
    Node mask = backward.nodes().stream().filter(node -> node.op().equals(new Binary(BinaryFunction.GREATER)))
        .findFirst().orElseThrow();
    assertTrue(units.stream().noneMatch(unit -> unit.inputs().contains(mask.outputs().get(0))));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyNodeIsInOneUnitAfterWhatItNeeds(long seed) {
    Graph graph = Lowering.of(Simplification.of(new RandomGraph(seed).graph()));
    Set<Node> done = new HashSet<>();
    for (Unit unit : Fusion.of(graph)) {
      for (Node node : unit.nodes()) {
        for (Tensor input : node.inputs()) {
          Node origin = Fusion.origin(input).node();
          assertTrue(Fusion.isSource(origin.op()) || done.contains(origin), node + " comes before " + origin);
        }
        assertTrue(done.add(node), node + " comes twice");
        assertEquals(unit.isElementwise(), Fusion.isElementwise(node.op()));
        assertEquals(unit.shape(), node.outputs().get(0).shape());
      }
    }
    for (Node node : graph.nodes()) {
      assertTrue(Fusion.isSource(node.op()) || Fusion.isAlias(node.op()) || done.contains(node), "lost: " + node);
    }
  }

  @Test
  void aliasesAreFollowedToTheirOrigin() {
    Tensor wave = sin(x);
    assertSame(wave, Fusion.origin(reshape(Ops.stopGradient(reshape(wave, 16)), 2, 8)));
  }
}
