package org.neurona.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.ops.Scan.Values;

/**
 * A step's formula, cut off from what surrounds it: what it uses of the outside, or computes from that alone, comes in
 * by placeholders. Plain numbers stay inside, where they can be simplified.
 *
 * @param values the formula on placeholders alone
 * @param captured what is used of the outside
 * @param placeholders what stands for it in the formula
 */
record Closure(Values values, List<Tensor> captured, List<Tensor> placeholders) {
  /** The closure of a formula in some placeholders. */
  static Closure of(Values values, List<Tensor> states, List<Tensor> slices) {
    Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    states.forEach(state -> inside.add(state.node()));
    slices.forEach(slice -> inside.add(slice.node()));
    List<Tensor> results = new ArrayList<>(values.states());
    results.addAll(values.outputs());
    List<Node> nodes = Node.sorted(results);
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(input -> inside.contains(input.node()))) {
        inside.add(node);
      }
    }
    Map<Tensor, Tensor> standIns = new IdentityHashMap<>();
    List<Tensor> captured = new ArrayList<>();
    List<Tensor> used = new ArrayList<>();
    nodes.stream().filter(inside::contains).forEach(node -> used.addAll(node.inputs()));
    used.addAll(results);
    for (Tensor tensor : used) {
      if (!inside.contains(tensor.node()) && !isNumber(tensor.op()) && !standIns.containsKey(tensor)) {
        standIns.put(tensor, Tensor.of(new Placeholder("invariant", tensor.shape())));
        captured.add(tensor);
      }
    }
    Substitution substitution = new Substitution(standIns);
    return new Closure(new Values(substitution.of(values.states()), substitution.of(values.outputs())), captured,
        captured.stream().map(standIns::get).toList());
  }

  private static boolean isNumber(Op op) {
    return op instanceof Fill || op instanceof Constant;
  }
}
