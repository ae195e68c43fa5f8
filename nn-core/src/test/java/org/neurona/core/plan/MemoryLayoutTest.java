package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.Computed;
import org.neurona.core.RandomGraph;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

class MemoryLayoutTest {
  private record Life(Tensor tensor, int from, int to) {}

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  /** What must be in memory, and in which phases, worked out apart from the layout. */
  private static List<Life> lives(Graph graph, List<Unit> units, Schedule schedule) {
    Map<Tensor, Integer> madeIn = new IdentityHashMap<>();
    graph.placeholders().forEach(placeholder -> madeIn.put(placeholder, -1));
    for (Unit unit : units) {
      for (Node node : unit.nodes()) {
        madeIn.put(node.outputs().get(0), schedule.phaseOf(unit));
      }
    }
    List<Life> lives = new ArrayList<>();
    madeIn.forEach((tensor, from) -> {
      int to = Integer.MIN_VALUE;
      for (Unit unit : units) {
        if (unit.inputs().contains(tensor)) {
          to = Math.max(to, schedule.phaseOf(unit));
        }
      }
      if (graph.results().stream().anyMatch(result -> Fusion.origin(result) == tensor)) {
        to = Integer.MAX_VALUE;
      }
      if (to >= from && !schedule.inPlace().containsKey(tensor)) {
        lives.add(new Life(tensor, from, to));
      }
    });
    return lives;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noTwoValuesThatAreAliveTogetherOverlap(long seed) {
    Graph graph = Lowering.of(Simplification.of(new RandomGraph(seed).graph()));
    List<Unit> units = Fusion.of(graph);
    Schedule schedule = Schedule.of(graph, units);
    MemoryLayout layout = MemoryLayout.of(graph, units, schedule);
    List<Life> lives = lives(graph, units, schedule);
    for (int i = 0; i < lives.size(); i++) {
      Life one = lives.get(i);
      assertNotNull(layout.offset(one.tensor()), "no place: " + one.tensor());
      assertTrue(end(layout, one.tensor()) <= layout.size());
      for (Life other : lives.subList(0, i)) {
        if (one.from() <= other.to() && other.from() <= one.to()) {
          assertTrue(end(layout, one.tensor()) <= layout.offset(other.tensor())
              || end(layout, other.tensor()) <= layout.offset(one.tensor()), one.tensor() + " meets " + other.tensor());
        }
      }
    }
  }

  private static int end(MemoryLayout layout, Tensor tensor) {
    return layout.offset(tensor) + tensor.shape().size();
  }

  @Test
  void aLongChainNeedsMemoryForTwoValues() {
    Tensor x = Computed.input(16, 16);
    Tensor value = x;
    for (int i = 0; i < 20; i++) {
      value = Ops.softmax(value);
    }
    Graph graph = new Graph(List.of(x), List.of(value), List.of());
    List<Unit> units = Fusion.of(graph);
    assertEquals(2 * 256, MemoryLayout.of(graph, units, Schedule.of(graph, units)).size());
  }

  @Test
  void whatOnlyItsOwnUnitTakesHasNoPlace() {
    Tensor x = Computed.input(4);
    Tensor wave = Ops.sin(x);
    Graph graph = new Graph(List.of(x), List.of(Ops.exp(wave)), List.of());
    List<Unit> units = Fusion.of(graph);
    assertEquals(null, MemoryLayout.of(graph, units, Schedule.of(graph, units)).offset(wave));
  }

  @Test
  void valuesStartAtWholeCacheLines() {
    Tensor x = Computed.input(3);
    Graph graph = new Graph(List.of(x), List.of(Ops.exp(x), Ops.sin(x)), List.of());
    List<Unit> units = Fusion.of(graph);
    MemoryLayout layout = MemoryLayout.of(graph, units, Schedule.of(graph, units));
    graph.outputs().forEach(output -> assertEquals(0, layout.offset(output) % 16));
    assertEquals(48, layout.size());
  }
}
