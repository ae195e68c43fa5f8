package org.neurona.core.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Binary;
import org.neurona.ops.Constant;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Placeholder;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Reshape;
import org.neurona.ops.Select;
import org.neurona.ops.StopGradient;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;

/**
 * Joins elementwise operations of one shape into units that run over the data once. A node goes to the unit of its
 * consumers, so that what a backward pass can compute again from what is there anyway is not kept from the forward pass.
 */
public final class Fusion {
  private final Map<Node, Unit> unitOf = new IdentityHashMap<>();
  private final Map<Node, Set<Node>> consumers = new IdentityHashMap<>();

  private Fusion() {}

  /** The units that compute a graph, each after those that it needs. */
  public static List<Unit> of(Graph graph) {
    return new Fusion().join(graph.nodes());
  }

  /** Whether a node is a source, which nothing computes. */
  public static boolean isSource(Op op) {
    return op instanceof Placeholder || op instanceof ReadVariable || op instanceof Fill || op instanceof Constant;
  }

  /** Whether a node's value is the very numbers of its input. */
  public static boolean isAlias(Op op) {
    return op instanceof Reshape || op instanceof StopGradient;
  }

  /** Whether each element of a node's value depends on the elements at the same place alone. */
  public static boolean isElementwise(Op op) {
    return op instanceof Unary || op instanceof Binary || op instanceof Select || op instanceof RandomUniform;
  }

  private List<Unit> join(List<Node> nodes) {
    for (Node node : nodes) {
      for (Tensor input : node.inputs()) {
        if (!consumers.containsKey(input.node())) {
          consumers.put(input.node(), new LinkedHashSet<>());
        }
        consumers.get(input.node()).add(node);
      }
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (isSource(node.op()) || isAlias(node.op())) {
        continue;
      }
      Unit unit = isElementwise(node.op()) ? unitToJoin(node) : null;
      if (unit == null) {
        unit = new Unit();
      }
      unit.prepend(node);
      unitOf.put(node, unit);
    }
    return sorted(nodes);
  }

  /** The unit of a consumer that the node can join without a circle, or null. */
  private Unit unitToJoin(Node node) {
    Set<Unit> using = usingUnits(node);
    for (Unit candidate : using) {
      if (candidate.isElementwise() && candidate.shape().equals(node.outputs().get(0).shape())
          && !reachedFromAnother(using, candidate)) {
        return candidate;
      }
    }
    return null;
  }

  private boolean reachedFromAnother(Set<Unit> units, Unit candidate) {
    for (Unit other : units) {
      if (other != candidate && Reachability.reaches(other, candidate, this::followers)) {
        return true;
      }
    }
    return false;
  }

  /** The units that take a node's value, through aliases. */
  private Set<Unit> usingUnits(Node node) {
    Set<Unit> units = new LinkedHashSet<>();
    for (Node consumer : consumers.getOrDefault(node, Set.of())) {
      if (isAlias(consumer.op())) {
        units.addAll(usingUnits(consumer));
      } else {
        units.add(unitOf.get(consumer));
      }
    }
    return units;
  }

  /** The units that take what a unit's nodes compute. */
  private Set<Unit> followers(Unit unit) {
    Set<Unit> followers = new LinkedHashSet<>();
    for (Node node : unit.nodes()) {
      followers.addAll(usingUnits(node));
    }
    return followers;
  }

  /** The units in an order in which each comes after those that it needs. */
  private List<Unit> sorted(List<Node> nodes) {
    Map<Unit, Set<Unit>> needs = new IdentityHashMap<>();
    for (Node node : nodes) {
      Unit unit = unitOf.get(node);
      if (unit != null) {
        if (!needs.containsKey(unit)) {
          needs.put(unit, new LinkedHashSet<>());
        }
        for (Tensor input : node.inputs()) {
          Unit producer = unitOf.get(origin(input).node());
          if (producer != null && producer != unit) {
            needs.get(unit).add(producer);
          }
        }
      }
    }
    List<Unit> order = new ArrayList<>();
    Set<Unit> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Unit> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Unit> stack = new ArrayDeque<>();
    for (Node node : nodes) {
      if (unitOf.get(node) != null) {
        stack.push(unitOf.get(node));
      }
      while (!stack.isEmpty()) {
        Unit unit = stack.peek();
        if (entered.add(unit)) {
          for (Unit need : needs.get(unit)) {
            if (!done.contains(need)) {
              stack.push(need);
            }
          }
        } else {
          stack.pop();
          if (done.add(unit)) {
            order.add(unit);
          }
        }
      }
    }
    return order;
  }

  /** The tensor whose numbers a tensor has, behind aliases. */
  public static Tensor origin(Tensor tensor) {
    Tensor origin = tensor;
    while (isAlias(origin.op())) {
      origin = origin.inputs().get(0);
    }
    return origin;
  }
}
