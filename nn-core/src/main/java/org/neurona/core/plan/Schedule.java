package org.neurona.core.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Node;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * The phases in which units run: units of one phase need nothing of each other and may run at the same time. Also decides
 * which new values of variables are written in place of the old ones, by the unit that computes them, and which are
 * copied when all is done.
 */
public final class Schedule {
  private final List<List<Unit>> phases = new ArrayList<>();
  private final Map<Unit, Integer> phaseOf = new IdentityHashMap<>();
  private final Map<Tensor, Variable> inPlace = new IdentityHashMap<>();
  private final List<Assignment> copies = new ArrayList<>();
  private final Map<Unit, Set<Unit>> needs = new IdentityHashMap<>();
  private final Map<Unit, Set<Unit>> followers = new IdentityHashMap<>();

  private Schedule() {}

  /** The schedule of a graph's units. */
  public static Schedule of(Graph graph, List<Unit> units) {
    Schedule schedule = new Schedule();
    schedule.place(graph, units);
    return schedule;
  }

  /** The units that run together, phase by phase. */
  public List<List<Unit>> phases() {
    return phases;
  }

  /** The phase in which a unit runs. */
  public int phaseOf(Unit unit) {
    return phaseOf.get(unit);
  }

  /** The values that are computed right into a variable. */
  public Map<Tensor, Variable> inPlace() {
    return inPlace;
  }

  /** The assignments that are copied after the last phase. */
  public List<Assignment> copies() {
    return copies;
  }

  private void place(Graph graph, List<Unit> units) {
    Map<Node, Unit> unitOf = new IdentityHashMap<>();
    Map<Variable, Set<Unit>> readers = new IdentityHashMap<>();
    for (Unit unit : units) {
      for (Node node : unit.nodes()) {
        unitOf.put(node, unit);
      }
      needs.put(unit, new LinkedHashSet<>());
      followers.put(unit, new LinkedHashSet<>());
    }
    for (Unit unit : units) {
      for (Tensor input : unit.inputs()) {
        if (input.op() instanceof ReadVariable read) {
          if (!readers.containsKey(read.variable())) {
            readers.put(read.variable(), new LinkedHashSet<>());
          }
          readers.get(read.variable()).add(unit);
        } else if (unitOf.containsKey(input.node())) {
          order(unitOf.get(input.node()), unit);
        }
      }
    }
    Set<Tensor> outputs = new HashSet<>();
    for (Tensor output : graph.outputs()) {
      outputs.add(Fusion.origin(output));
    }
    for (Assignment assignment : graph.assignments()) {
      Tensor value = Fusion.origin(assignment.value());
      Unit writer = unitOf.get(value.node());
      Set<Unit> reading = readers.getOrDefault(assignment.variable(), Set.of());
      if (writer.isElementwise() && !outputs.contains(value) && !inPlace.containsKey(value)
          && reading.stream().noneMatch(reader -> reader != writer
              && Reachability.reaches(writer, reader, followers::get))) {
        inPlace.put(value, assignment.variable());
        reading.stream().filter(reader -> reader != writer).forEach(reader -> order(reader, writer));
      } else {
        copies.add(assignment);
      }
    }
    assignPhases(units);
  }

  private void order(Unit before, Unit after) {
    needs.get(after).add(before);
    followers.get(before).add(after);
  }

  /** Each unit runs in the first phase after all that it needs. */
  private void assignPhases(List<Unit> units) {
    Map<Unit, Integer> waitingFor = new IdentityHashMap<>();
    Deque<Unit> ready = new ArrayDeque<>();
    for (Unit unit : units) {
      waitingFor.put(unit, needs.get(unit).size());
      if (needs.get(unit).isEmpty()) {
        ready.add(unit);
      }
    }
    while (!ready.isEmpty()) {
      Unit unit = ready.poll();
      int phase = 0;
      for (Unit need : needs.get(unit)) {
        phase = Math.max(phase, phaseOf.get(need) + 1);
      }
      phaseOf.put(unit, phase);
      while (phases.size() <= phase) {
        phases.add(new ArrayList<>());
      }
      phases.get(phase).add(unit);
      for (Unit follower : followers.get(unit)) {
        int left = waitingFor.get(follower) - 1;
        waitingFor.put(follower, left);
        if (left == 0) {
          ready.add(follower);
        }
      }
    }
  }
}
