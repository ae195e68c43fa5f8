package org.neurona.core.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.MatMul;
import org.neurona.ops.Node;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * Makes the product of a batch with a kernel that the same step changes a sum of two, one for each half of the kernel's
 * rows. Updates change a kernel row after row, the first half of the workers the first half; so a worker reads the rows
 * that it changes, which are in its own cache. Were the product cut by columns alone, each worker would read what others
 * changed, and these would be told of every line before they change it again: more than the product itself may take.
 */
public final class HalvedProducts extends Rewriting {
  /** Fewer rows are soon read from anywhere. */
  private static final int LEAST_ROWS = 256;

  private final Set<Variable> changed;

  private HalvedProducts(Set<Variable> changed) {
    this.changed = changed;
  }

  /** A graph with the same placeholders and results. */
  public static Graph of(Graph graph) {
    if (graph.assignments().isEmpty()) {
      return graph;
    }
    return new HalvedProducts(graph.assignments().stream().map(Assignment::variable).collect(Collectors.toSet()))
        .rewritten(graph);
  }

  @Override
  List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (Fusion.isSource(node.op())) {
      return node.outputs();
    }
    if (isHalved(node)) {
      List<Tensor> halves = Node.of(new MatMulHalves(), inputs).outputs();
      return List.of(Tensor.of(new Binary(BinaryFunction.ADD), halves.get(0), halves.get(1)));
    }
    return sameOn(node, inputs);
  }

  private boolean isHalved(Node node) {
    if (!(node.op() instanceof MatMul product) || product.transposeA() || product.transposeB()) {
      return false;
    }
    Tensor batch = node.inputs().get(0);
    Tensor kernel = node.inputs().get(1);
    // The halves themselves go from one worker to another: with too many rows they are more than the kernel.
    return kernel.op() instanceof ReadVariable read && changed.contains(read.variable())
        && kernel.rank() == 2 && kernel.dim(0) >= LEAST_ROWS && kernel.dim(0) % 2 == 0
        && 2 * batch.dim(0) <= kernel.dim(0);
  }
}
