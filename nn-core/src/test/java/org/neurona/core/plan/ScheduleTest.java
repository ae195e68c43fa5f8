package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.exp;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.RandomGraph;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;
import org.neurona.optimizers.Adam;

class ScheduleTest {
  private final Variable a = new Variable("a", Shape.of(2, 2), true);
  private final Variable b = new Variable("b", Shape.of(2, 2), true);
  private final Variable c = new Variable("c", Shape.of(2, 2), true);
  private final Tensor readA = Tensor.of(new ReadVariable(a));
  private final Tensor readB = Tensor.of(new ReadVariable(b));
  private final Tensor readC = Tensor.of(new ReadVariable(c));

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** The variables and outputs after a run from a = 1 2 3 4, b = 10 20 30 40, c = 100 200 300 400. */
  private List<double[]> run(Backend backend, List<Tensor> outputs, Assignment... assignments) {
    Storage storage = backend.allocate(List.of(a, b, c));
    storage.set(a, NDArray.of(new double[][] {{1, 2}, {3, 4}}));
    storage.set(b, NDArray.of(new double[][] {{10, 20}, {30, 40}}));
    storage.set(c, NDArray.of(new double[][] {{100, 200}, {300, 400}}));
    var executable = backend.compile(new Graph(List.of(), outputs, List.of(assignments)), storage);
    executable.run(0, 0);
    List<double[]> values = new ArrayList<>();
    List.of(a, b, c).forEach(variable -> values.add(storage.get(variable).toDoubleArray()));
    for (int i = 0; i < outputs.size(); i++) {
      values.add(executable.output(i).toDoubleArray());
    }
    return values;
  }

  private static void assertValues(List<double[]> actual, double[]... expected) {
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], actual.get(i), 1e-4, "value " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void twoVariablesSwap(Backend backend) {
    assertValues(run(backend, List.of(), new Assignment(a, readB), new Assignment(b, readA)),
        new double[] {10, 20, 30, 40}, new double[] {1, 2, 3, 4});
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void threeVariablesGoRound(Backend backend) {
    assertValues(run(backend, List.of(), new Assignment(a, add(readB, 1)), new Assignment(b, add(readC, 1)),
            new Assignment(c, add(readA, 1))),
        new double[] {11, 21, 31, 41}, new double[] {101, 201, 301, 401}, new double[] {2, 3, 4, 5});
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aChainOfAssignmentsReadsTheOldValues(Backend backend) {
    Tensor newA = multiply(readA, 2);
    assertValues(run(backend, List.of(readA, newA), new Assignment(a, newA), new Assignment(b, add(newA, readA)),
            new Assignment(c, add(readB, readA))),
        new double[] {2, 4, 6, 8}, new double[] {3, 6, 9, 12}, new double[] {11, 22, 33, 44},
        new double[] {1, 2, 3, 4}, new double[] {2, 4, 6, 8});
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aUnitThatWritesAVariableInPlaceStillReadsItsOldValue(Backend backend) {
    Tensor newA = multiply(readA, 2);
    Tensor newB = add(newA, exp(multiply(readB, 0)));
    assertValues(run(backend, List.of(), new Assignment(a, newA), new Assignment(b, newB),
            new Assignment(c, add(multiply(newB, readA), add(readB, readA)))),
        new double[] {2, 4, 6, 8}, new double[] {3, 5, 7, 9},
        new double[] {3 + 11, 2 * 5 + 22, 3 * 7 + 33, 4 * 9 + 44});
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void oneValueGoesToSeveralVariables(Backend backend) {
    Tensor value = add(readA, readB);
    assertValues(run(backend, List.of(), new Assignment(a, value), new Assignment(b, value), new Assignment(c, value)),
        new double[] {11, 22, 33, 44}, new double[] {11, 22, 33, 44}, new double[] {11, 22, 33, 44});
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void productsAndTurnedReadsSeeTheOldValues(Backend backend) {
    assertValues(run(backend, List.of(sum(readA)),
            new Assignment(a, add(multiply(readA, 0), Ops.transpose(readA, 1, 0))),
            new Assignment(b, matmul(readA, readA)), new Assignment(c, multiply(readC, sum(readA)))),
        new double[] {1, 3, 2, 4}, new double[] {7, 10, 15, 22}, new double[] {1000, 2000, 3000, 4000},
        new double[] {10});
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aVariableMayBecomeAReshapedOrConstantValue(Backend backend) {
    assertValues(run(backend, List.of(), new Assignment(a, Ops.reshape(Ops.reshape(readB, 4), 2, 2)),
            new Assignment(b, Ops.fill(7, Shape.of(2, 2))), new Assignment(c, readC)),
        new double[] {10, 20, 30, 40}, new double[] {7, 7, 7, 7}, new double[] {100, 200, 300, 400});
  }

  @Test
  void adamWritesEveryWeightInPlace() {
    Steps step = Steps.of(new Adam());
    Schedule schedule = Schedule.of(step.graph(), Fusion.of(step.graph()));
    assertEquals(List.of(), schedule.copies());
    assertEquals(step.graph().assignments().size(), schedule.inPlace().size());
  }

  @Test
  void unitsThatNeedNothingOfEachOtherShareAPhase() {
    Tensor x = Computed.input(3, 3);
    Tensor y = Computed.input(2);
    Graph graph = new Graph(List.of(x, y), List.of(matmul(exp(x), x), exp(y)), List.of());
    List<Unit> units = Fusion.of(graph);
    Schedule schedule = Schedule.of(graph, units);
    assertEquals(List.of(2, 1), schedule.phases().stream().map(List::size).toList());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyUnitRunsAfterWhatItNeedsAndBeforeWhatItReadsIsOverwritten(long seed) {
    Graph graph = Lowering.of(Simplification.of(new RandomGraph(seed).graph()));
    List<Unit> units = Fusion.of(graph);
    Schedule schedule = Schedule.of(graph, units);
    assertEquals(units.size(), schedule.phases().stream().mapToInt(List::size).sum());
    assertEquals(graph.assignments().size(), schedule.inPlace().size() + schedule.copies().size());
    for (Unit unit : units) {
      for (Unit other : units) {
        for (Node node : other.nodes()) {
          Tensor made = node.outputs().get(0);
          if (other != unit && unit.inputs().contains(made)) {
            assertTrue(schedule.phaseOf(other) < schedule.phaseOf(unit), "too late: " + node);
          }
          if (other != unit && schedule.inPlace().containsKey(made) && unit.inputs().stream().anyMatch(
              in -> in.op() instanceof ReadVariable read && read.variable() == schedule.inPlace().get(made))) {
            assertTrue(schedule.phaseOf(unit) < schedule.phaseOf(other), "overwritten: " + made);
          }
        }
      }
    }
  }
}
