package org.neurona.core.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.ops.Constant;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Scan;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Substitution;
import org.neurona.ops.Tensor;

/**
 * Backpropagation through time. One step's gradient is worked out on the step's formula; it is the step of a second
 * scan, which runs the other way and hands the gradients of the states on. What it needs of the forward steps the
 * forward scan gives as further outputs: a scan of the same inputs that takes the first one's place.
 */
final class ScanGradient {
  private final Scan op;
  private final ScanBody body;
  private final Node node;
  private final List<Tensor> outputGradients;
  private final List<Tensor> stateGradients;
  private final List<Tensor> gradients;
  /** For each value of a forward step that the backward step needs: it for all steps. */
  private final Map<Tensor, Tensor> stacked = new LinkedHashMap<>();

  ScanGradient(Scan op, Node node, List<Tensor> outputGradients) {
    this.op = op;
    this.body = op.body();
    this.node = node;
    this.outputGradients = outputGradients;
    this.stateGradients = body.states().stream().map(state -> placeholder(state)).toList();
    List<Tensor> incoming = new ArrayList<>(stateGradients);
    for (int i = 0; i < body.outputs().size(); i++) {
      Tensor all = outputGradients.get(body.states().size() + i);
      Tensor one = all == null ? null : placeholder(body.outputs().get(i));
      incoming.add(one);
      if (one != null) {
        stacked.put(one, all);
      }
    }
    this.gradients = Backpropagation.of(body.results(), incoming, body.placeholders());
    keepForwardValues();
  }

  private static Tensor placeholder(Tensor like) {
    return Tensor.of(new Placeholder("gradient", like.shape()));
  }

  /** The gradients of the scan's inputs; null where there is none. */
  List<Tensor> ofInputs() {
    int states = body.states().size();
    int slices = body.slices().size();
    List<Tensor> ofInvariants = gradients.subList(states + slices, gradients.size());
    Set<Tensor> given = new LinkedHashSet<>();
    for (Tensor gradient : gradients.subList(states, states + slices)) {
      if (gradient != null && !stacked.containsKey(gradient)) {
        given.add(gradient);
      }
    }
    for (Tensor gradient : ofInvariants) {
      if (gradient != null) {
        OverTime.sum(gradient, op.length(), step -> {
          if (!stacked.containsKey(step)) {
            given.add(step);
          }
          return Tensor.of(new Placeholder("all steps", step.shape().prepend(op.length())));
        });
      }
    }
    List<Tensor> ofFirstStates = backwards(List.copyOf(given));

    List<Tensor> ofInputs = new ArrayList<>(ofFirstStates);
    for (Tensor gradient : gradients.subList(states, states + slices)) {
      ofInputs.add(stacked.get(gradient));
    }
    for (Tensor gradient : ofInvariants) {
      ofInputs.add(gradient == null ? null : OverTime.sum(gradient, op.length(), stacked::get));
    }
    return ofInputs;
  }

  /** Runs the backward scan, keeps what its steps give, and returns the gradients of the first states. */
  private List<Tensor> backwards(List<Tensor> given) {
    List<Tensor> last = new ArrayList<>();
    for (int i = 0; i < body.states().size(); i++) {
      last.add(outputGradients.get(i) != null ? outputGradients.get(i) : Ops.fill(0, body.states().get(i).shape()));
    }
    List<Tensor> taken = List.copyOf(stacked.keySet());
    Scan.Values values = Scan.over((states, slices) -> {
      Map<Tensor, Tensor> known = new IdentityHashMap<>();
      for (int i = 0; i < states.size(); i++) {
        known.put(stateGradients.get(i), states.get(i));
      }
      for (int i = 0; i < taken.size(); i++) {
        known.put(taken.get(i), slices.get(i));
      }
      for (int i = 0; i < body.invariants().size(); i++) {
        known.put(body.invariants().get(i), invariant(i));
      }
      Substitution backward = new Substitution(known);
      List<Tensor> before = new ArrayList<>();
      for (int i = 0; i < states.size(); i++) {
        Tensor gradient = gradients.get(i);
        before.add(gradient == null ? Ops.fill(0, states.get(i).shape()) : backward.of(gradient));
      }
      return new Scan.Values(before, backward.of(given));
    }, last, taken.stream().map(stacked::get).toList(), op.length(), !op.reverse());
    for (int i = 0; i < given.size(); i++) {
      stacked.put(given.get(i), values.outputs().get(i));
    }
    return values.states();
  }

  private Tensor invariant(int index) {
    return node.inputs().get(body.states().size() + body.slices().size() + index);
  }

  /** Finds what the backward step takes of the forward step, and where it is for all steps. */
  private void keepForwardValues() {
    Set<Node> forward = Collections.newSetFromMap(new IdentityHashMap<>());
    forward.addAll(body.nodes());
    body.placeholders().forEach(placeholder -> forward.add(placeholder.node()));
    Set<Tensor> kept = new LinkedHashSet<>();
    List<Tensor> present = gradients.stream().filter(gradient -> gradient != null).toList();
    for (Tensor gradient : present) {
      keep(gradient, forward, kept);
    }
    for (Node backward : Node.sorted(present)) {
      if (!forward.contains(backward)) {
        backward.inputs().forEach(input -> keep(input, forward, kept));
      }
    }
    if (kept.isEmpty()) {
      return;
    }
    List<Tensor> outputs = new ArrayList<>(body.outputs());
    outputs.addAll(kept);
    List<Tensor> all = Node.of(new Scan(body.withOutputs(outputs), op.length(), op.reverse()), node.inputs()).outputs();
    int at = body.states().size() + body.outputs().size();
    for (Tensor value : kept) {
      stacked.put(value, all.get(at++));
    }
  }

  private void keep(Tensor value, Set<Node> forward, Set<Tensor> kept) {
    Op source = value.op();
    if (!forward.contains(value.node()) || source instanceof Fill || source instanceof Constant
        || body.invariants().contains(value)) {
      return;
    }
    int slice = body.slices().indexOf(value);
    if (slice >= 0) {
      stacked.put(value, node.inputs().get(body.states().size() + slice));
    } else {
      kept.add(value);
    }
  }
}
