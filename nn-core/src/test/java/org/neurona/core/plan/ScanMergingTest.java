package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.core.Computed;
import org.neurona.core.engine.Graph;
import org.neurona.ops.MatMul;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Scan;
import org.neurona.ops.Scan.Values;
import org.neurona.ops.Tensor;

class ScanMergingTest {
  private final Tensor initial = Computed.input(3, 2);
  private final Tensor sequence = Computed.input(5, 3, 2);
  private final Tensor kernel = Computed.input(2, 2);

  private Values recurrent() {
    return Ops.scan((states, slices) -> {
      Tensor next = Ops.tanh(Ops.add(Ops.matmul(states.get(0), kernel), slices.get(0)));
      Tensor count = Ops.add(states.get(1), 1);
      return new Values(List.of(next, count), List.of(next, Ops.multiply(count, 2)));
    }, List.of(initial, initial), List.of(sequence), false);
  }

  private static List<Node> scans(Graph graph) {
    return graph.nodes().stream().filter(node -> node.op() instanceof Scan).toList();
  }

  private static Graph merged(List<Tensor> outputs) {
    return ScanMerging.of(Simplification.of(new Graph(List.of(), outputs, List.of())));
  }

  private List<Tensor> withGradients(Tensor scalar) {
    List<Tensor> results = new ArrayList<>(List.of(scalar));
    results.addAll(Gradients.of(scalar, List.of(initial, sequence, kernel)));
    return results;
  }

  @Test
  void theForwardScanRunsOnceAndTheBackwardScanOnce() {
    Graph graph = merged(withGradients(Ops.sum(recurrent().outputs().get(0))));

    assertEquals(List.of(false, true), scans(graph).stream().map(node -> ((Scan) node.op()).reverse()).toList());
  }

  @Test
  void equalScansAreOne() {
    Graph graph = merged(List.of(recurrent().states().get(0), recurrent().states().get(0)));

    assertSame(graph.outputs().get(0), graph.outputs().get(1));
  }

  @Test
  void whatNobodyTakesOfAScanIsLeftOut() {
    Scan scan = (Scan) scans(merged(List.of(recurrent().states().get(0)))).get(0).op();

    assertEquals(1, scan.body().states().size());
    assertEquals(0, scan.body().outputs().size());
  }

  @Test
  void aStateThatOnlyAnOutputNeedsStays() {
    Node scan = scans(merged(List.of(recurrent().outputs().get(1)))).get(0);

    assertEquals(1, ((Scan) scan.op()).body().states().size());
    assertEquals(List.of(initial), scan.inputs());
  }

  @Test
  void theGradientOfAKernelIsOneProductOverAllSteps() {
    Graph graph = merged(withGradients(Ops.sum(recurrent().states().get(0))));

    assertTrue(graph.nodes().stream().anyMatch(node -> node.op().equals(new MatMul(true, false))
        && node.inputs().get(0).dim(0) == 15), "h^T g over 5 steps of 3 rows");
    long inSteps = scans(graph).stream().flatMap(node -> ((Scan) node.op()).body().nodes().stream())
        .filter(node -> node.op() instanceof MatMul).count();
    assertEquals(2, inSteps, "h U forward and g U^T backward");
  }
}
