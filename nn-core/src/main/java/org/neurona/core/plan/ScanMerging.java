package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Node;
import org.neurona.ops.Scan;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Tensor;

/**
 * Scans that hand on the same states are one, with the outputs of all of them: the gradient of a scan asks for the
 * forward scan once more, with what it needs of its steps. Of each scan only what is used stays: outputs, the states
 * that something depends on, and the inputs of these.
 */
public final class ScanMerging {
  private final Map<Key, Group> groups = new HashMap<>();
  private final Map<Node, Group> groupOf = new IdentityHashMap<>();
  private final Set<Tensor> used = new HashSet<>();
  private final Map<Tensor, Tensor> replacements = new IdentityHashMap<>();

  private ScanMerging() {}

  /** What scans that run together have in common. */
  private record Key(List<Tensor> inputs, List<Tensor> placeholders, List<Tensor> nextStates, int length,
      boolean reverse) {
    static Key of(Scan scan, Node node) {
      return new Key(node.inputs(), scan.body().placeholders(), scan.body().nextStates(), scan.length(),
          scan.reverse());
    }
  }

  /** A graph with the same placeholders and results. */
  public static Graph of(Graph graph) {
    List<Node> nodes = graph.nodes();
    for (Node node : nodes) {
      if (node.op() instanceof Scan) {
        return new ScanMerging().merge(graph, nodes);
      }
    }
    return graph;
  }

  private Graph merge(Graph graph, List<Node> nodes) {
    for (Node node : nodes) {
      if (node.op() instanceof Scan scan) {
        Group group = groups.computeIfAbsent(Key.of(scan, node), key -> new Group());
        group.members.add(node);
        groupOf.put(node, group);
      }
    }
    used.addAll(graph.results());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      Group group = groupOf.get(node);
      if (group == null) {
        if (node.outputs().stream().anyMatch(used::contains)) {
          used.addAll(node.inputs());
        }
      } else if (group.members.get(0) == node) {
        group.keepWhatIsUsed();
      }
    }
    for (Node node : nodes) {
      Group group = groupOf.get(node);
      if (group != null) {
        group.replace(node);
      } else if (node.outputs().stream().anyMatch(used::contains)) {
        List<Tensor> inputs = node.inputs().stream().map(replacements::get).toList();
        put(node.outputs(), inputs.equals(node.inputs()) ? node.outputs() : Node.of(node.op(), inputs).outputs());
      }
    }
    return graph.withResults(replacements::get);
  }

  private void put(List<Tensor> tensors, List<Tensor> by) {
    for (int i = 0; i < tensors.size(); i++) {
      replacements.put(tensors.get(i), by.get(i));
    }
  }

  /** Scans that run together. */
  private final class Group {
    final List<Node> members = new ArrayList<>();
    private final Set<Tensor> outputs = new LinkedHashSet<>();
    private final Set<Tensor> placeholders = new LinkedHashSet<>();
    private List<Tensor> merged;

    private Scan scan() {
      return (Scan) members.get(0).op();
    }

    /** The values of a step that are used for all steps, and of its placeholders those that these need. */
    void keepWhatIsUsed() {
      ScanBody body = scan().body();
      for (Node member : members) {
        List<Tensor> own = ((Scan) member.op()).body().outputs();
        for (int i = 0; i < member.outputs().size(); i++) {
          if (used.contains(member.outputs().get(i))) {
            if (i < body.states().size()) {
              placeholders.add(body.states().get(i));
            } else {
              outputs.add(own.get(i - body.states().size()));
            }
          }
        }
      }
      if (outputs.isEmpty() && placeholders.isEmpty()) {
        return;
      }
      int before;
      do {
        before = placeholders.size();
        List<Tensor> results = new ArrayList<>(outputs);
        results.addAll(kept(body.states(), body.nextStates()));
        Set<Tensor> reached = new HashSet<>();
        Node.sorted(results).forEach(node -> reached.addAll(node.outputs()));
        body.placeholders().stream().filter(reached::contains).forEach(placeholders::add);
      } while (placeholders.size() > before);
      used.addAll(kept(body.placeholders(), members.get(0).inputs()));
    }

    /** Those of some things whose placeholders are kept. */
    private List<Tensor> kept(List<Tensor> all, List<Tensor> things) {
      List<Tensor> kept = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        if (placeholders.contains(all.get(i))) {
          kept.add(things.get(i));
        }
      }
      return kept;
    }

    /** Notes what takes the place of a member's outputs. */
    void replace(Node member) {
      if (outputs.isEmpty() && placeholders.isEmpty()) {
        return;
      }
      ScanBody body = scan().body();
      List<Tensor> states = kept(body.states(), body.states());
      if (merged == null) {
        ScanBody small = new ScanBody(states, kept(body.slices(), body.slices()),
            kept(body.invariants(), body.invariants()), kept(body.states(), body.nextStates()), List.copyOf(outputs));
        merged = Node.of(new Scan(small, scan().length(), scan().reverse()),
            kept(body.placeholders(), member.inputs()).stream().map(replacements::get).toList()).outputs();
      }
      for (int i = 0; i < body.states().size(); i++) {
        int at = states.indexOf(body.states().get(i));
        if (at >= 0) {
          replacements.put(member.outputs().get(i), merged.get(at));
        }
      }
      Collection<Tensor> own = ((Scan) member.op()).body().outputs();
      List<Tensor> all = List.copyOf(outputs);
      int i = body.states().size();
      for (Tensor output : own) {
        int at = all.indexOf(output);
        if (at >= 0) {
          replacements.put(member.outputs().get(i), merged.get(states.size() + at));
        }
        i++;
      }
    }
  }
}
