package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/**
 * The part of what a user drew that lies between some tensors. Where an input is not an {@link Input}'s but a layer's,
 * one takes its place, and what comes after it is drawn again with the same layers.
 *
 * @param inputs the inputs, each of an {@link Input}
 * @param outputs the outputs
 */
record GraphCut(List<Tensor> inputs, List<Tensor> outputs) {
  /**
   * The part between some tensors.
   *
   * @throws IllegalArgumentException if an input is no layer's output
   */
  static GraphCut at(List<Tensor> inputs, List<Tensor> outputs) {
    Map<Tensor, Tensor> replaced = new HashMap<>();
    List<Tensor> entries = new ArrayList<>();
    for (Tensor input : inputs) {
      if (!(input.op() instanceof LayerCall call)) {
        throw new IllegalArgumentException(
            "A model's input must come from Input.of(...) or another layer, got " + input);
      }
      Tensor entry = call.layer() instanceof Input ? input
          : replaced.computeIfAbsent(input, cut -> Input.ofBatchShape(cut.shape()).apply());
      entries.add(entry);
    }
    return replaced.isEmpty() ? new GraphCut(inputs, outputs) : new GraphCut(entries, redrawn(outputs, replaced));
  }

  private static List<Tensor> redrawn(List<Tensor> outputs, Map<Tensor, Tensor> replaced) {
    List<Node> nodes = Node.sorted(outputs);
    Set<Node> needed = Collections.newSetFromMap(new IdentityHashMap<>());
    outputs.stream().filter(output -> !replaced.containsKey(output)).forEach(output -> needed.add(output.node()));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (needed.contains(nodes.get(i))) {
        nodes.get(i).inputs().stream().filter(input -> !replaced.containsKey(input))
            .forEach(input -> needed.add(input.node()));
      }
    }
    Map<Tensor, Tensor> drawn = new HashMap<>(replaced);
    for (Node node : nodes) {
      if (needed.contains(node) && node.inputs().stream().anyMatch(drawn::containsKey)) {
        Node again = Node.of(node.op(), node.inputs().stream().map(input -> drawn.getOrDefault(input, input)).toList());
        for (int i = 0; i < again.outputs().size(); i++) {
          drawn.putIfAbsent(node.outputs().get(i), again.outputs().get(i));
        }
      }
    }
    return outputs.stream().map(output -> drawn.getOrDefault(output, output)).toList();
  }
}
