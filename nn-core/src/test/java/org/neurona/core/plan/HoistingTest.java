package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Scan.Values;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

class HoistingTest {
  private final Variable variable = new Variable("scale", Shape.of(3), true);
  private final Tensor weight = Tensor.of(new ReadVariable(variable));
  private final Tensor x = Computed.input(2, 3);
  private final Tensor scale = Ops.sqrt(Ops.add(Ops.square(weight), 1e-3));

  private static Hoisting hoisting(List<Tensor> placeholders, Tensor... outputs) {
    return Hoisting.of(new Graph(placeholders, List.of(outputs), List.of()));
  }

  private static void assertAllIsRest(Graph graph) {
    Hoisting hoisting = Hoisting.of(graph);
    assertEquals(List.of(), hoisting.hoisted());
    assertSame(graph, hoisting.rest());
  }

  @Test
  void whatHangsOnVariablesAloneBecomesAPlaceholderOfTheRest() {
    Hoisting hoisting = hoisting(List.of(x), Ops.divide(x, scale), Ops.multiply(scale, x));
    Graph rest = hoisting.rest();

    assertEquals(List.of(scale), hoisting.hoisted());
    assertEquals(2, rest.placeholders().size());
    assertSame(x, rest.placeholders().get(0));
    Tensor given = rest.placeholders().get(1);
    assertEquals(scale.shape(), given.shape());
    assertEquals(List.of(x, given), rest.outputs().get(0).inputs());
    assertEquals(List.of(given, x), rest.outputs().get(1).inputs());
  }

  @Test
  void aResultIsHoistedAsWell() {
    Hoisting hoisting = hoisting(List.of(x), scale, Ops.square(x));

    assertEquals(List.of(scale), hoisting.hoisted());
    assertSame(hoisting.rest().placeholders().get(1), hoisting.rest().outputs().get(0));
  }

  @Test
  void variablesThemselvesAndNumbersStayWhereTheyAre() {
    assertAllIsRest(new Graph(List.of(x), List.of(Ops.add(Ops.multiply(x, weight), 3), weight), List.of()));
  }

  @Test
  void whatIsDrawnAtRandomIsDrawnInEachRun() {
    Tensor noise = Tensor.of(new RandomUniform(Shape.of(3), 1));
    Tensor steps = Tensor.of(new ReadVariable(new Variable("steps", Shape.of(4, 3), true)));
    Tensor drawnByAScan = Ops.scan((s, slices) -> new Values(List.of(Ops.add(s.get(0), noise)), List.of()),
        List.of(weight), List.of(steps), false).states().get(0);

    assertAllIsRest(
        new Graph(List.of(x), List.of(Ops.add(x, Ops.multiply(noise, weight)), drawnByAScan), List.of()));
  }

  @Test
  void nothingIsHoistedWhereVariablesChange() {
    assertAllIsRest(new Graph(List.of(x), List.of(Ops.divide(x, scale)), List.of(new Assignment(variable, scale))));
  }

  @Test
  void allOfAGraphMayHangOnVariablesAlone() {
    Hoisting hoisting = hoisting(List.of(), scale);

    assertEquals(List.of(scale), hoisting.hoisted());
    assertEquals(1, hoisting.rest().nodes().size());
    assertEquals(Placeholder.class, hoisting.rest().outputs().get(0).op().getClass());
  }
}
