package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.neurona.core.engine.Graph;
import org.neurona.ops.ArgMax;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.Concatenate;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.Fill;
import org.neurona.ops.Gather;
import org.neurona.ops.LogSoftmax;
import org.neurona.ops.MatMul;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.Node;
import org.neurona.ops.OneHot;
import org.neurona.ops.Op;
import org.neurona.ops.Pad;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reshape;
import org.neurona.ops.ScanBody;
import org.neurona.ops.Slice;
import org.neurona.ops.Softmax;
import org.neurona.ops.Sparsemax;
import org.neurona.ops.Tensor;
import org.neurona.ops.Transpose;

/**
 * A formula in which no row of the batch looks at another: some rows can go through all of it on their own. Found by
 * following the rows of a scan's states and slices, or of a model's inputs, through the operations; where one is not
 * known to keep rows apart there is no split.
 */
public final class RowSplit {
  private final List<Tensor> placeholders;
  private final List<Tensor> results;
  private final List<Node> nodes;
  private final int rows;
  private final Set<Tensor> perRow = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Tensor> whole = Collections.newSetFromMap(new IdentityHashMap<>());

  private RowSplit(List<Tensor> placeholders, List<Tensor> results, int rows) {
    this.placeholders = placeholders;
    this.results = results;
    this.nodes = Node.sorted(results);
    this.rows = rows;
  }

  /** The split of a step, if it has one. */
  public static Optional<RowSplit> of(ScanBody body) {
    List<Tensor> moving = new ArrayList<>(body.states());
    moving.addAll(body.slices());
    if (moving.isEmpty() || moving.get(0).rank() == 0 || moving.get(0).dim(0) < 2) {
      return Optional.empty();
    }
    RowSplit split = new RowSplit(body.placeholders(), body.results(), moving.get(0).dim(0));
    return moving.stream().allMatch(split::isPerRow) && split.nodes.stream().allMatch(split::keepsRowsApart)
        && split.results.stream().allMatch(split::isPerRow) ? Optional.of(split) : Optional.empty();
  }

  /**
   * The split of a graph, if it has one; one that changes variables has none.
   *
   * @param moving its placeholders that have rows; the others are the same for all rows
   */
  public static Optional<RowSplit> of(Graph graph, List<Tensor> moving) {
    if (!graph.assignments().isEmpty() || moving.isEmpty() || moving.get(0).rank() == 0 || moving.get(0).dim(0) < 2) {
      return Optional.empty();
    }
    RowSplit split = new RowSplit(graph.placeholders(), graph.outputs(), moving.get(0).dim(0));
    for (Tensor placeholder : graph.placeholders()) {
      if (!moving.contains(placeholder)) {
        split.whole.add(placeholder);
      }
    }
    return moving.stream().allMatch(split::isPerRow) && split.nodes.stream().allMatch(split::keepsRowsApart)
        && split.results.stream().allMatch(split::isPerRow) ? Optional.of(split) : Optional.empty();
  }

  /** How many rows there are. */
  public int rows() {
    return rows;
  }

  /** Whether a placeholder of the step has a part for each row, or is the same for all. */
  public boolean hasRows(Tensor placeholder) {
    return perRow.contains(placeholder);
  }

  /** How many elements of one row are in use at a time: the most that an operation takes and gives. */
  public int widest() {
    return nodes.stream().mapToInt(node -> Stream.concat(node.inputs().stream(), node.outputs().stream())
        .filter(perRow::contains).mapToInt(tensor -> tensor.shape().size() / rows).sum()).max().orElse(0);
  }

  /** The formula for so many rows: its results and placeholders in their order. */
  public Graph graph(int count) {
    Map<Tensor, Tensor> written = new IdentityHashMap<>();
    List<Tensor> own = new ArrayList<>();
    for (Tensor placeholder : placeholders) {
      own.add(hasRows(placeholder)
          ? Tensor.of(new Placeholder("rows", placeholder.shape().withDim(0, count))) : placeholder);
      written.put(placeholder, own.get(own.size() - 1));
    }
    for (Node node : nodes) {
      Tensor output = node.outputs().get(0);
      if (!written.containsKey(output)) {
        Op op = perRow.contains(output) ? forRows(node.op(), count) : node.op();
        written.put(output, Node.of(op, node.inputs().stream().map(written::get).toList()).outputs().get(0));
      }
    }
    return new Graph(own, results.stream().map(written::get).toList(), List.of());
  }

  /** An operation whose attributes name the number of rows, for another number. */
  private static Op forRows(Op op, int count) {
    if (op instanceof Fill fill) {
      return new Fill(fill.value(), fill.shape().withDim(0, count));
    } else if (op instanceof Reshape reshape) {
      return new Reshape(reshape.shape().withDim(0, count));
    } else if (op instanceof BroadcastTo broadcast) {
      return new BroadcastTo(broadcast.shape().withDim(0, count));
    }
    return op;
  }

  /** Whether a tensor has a part for each row; what has not been used yet may be taken to have. */
  private boolean isPerRow(Tensor tensor) {
    boolean free = tensor.op() instanceof Placeholder || tensor.op() instanceof Fill;
    if (free && tensor.rank() > 0 && tensor.dim(0) == rows && !whole.contains(tensor)) {
      perRow.add(tensor);
    }
    return perRow.contains(tensor);
  }

  /** Whether a tensor is the same for all rows; what has not been used yet may be taken to be. */
  private boolean isWhole(Tensor tensor) {
    return !perRow.contains(tensor) && (whole.contains(tensor) || Fusion.isSource(tensor.op()) && whole.add(tensor));
  }

  private boolean keepsRowsApart(Node node) {
    if (Fusion.isSource(node.op())) {
      return true;
    }
    boolean apart = node.outputs().size() == 1 && isApart(node.op(), node.inputs(), node.outputs().get(0));
    if (apart) {
      perRow.add(node.outputs().get(0));
    }
    return apart;
  }

  private boolean isApart(Op op, List<Tensor> inputs, Tensor output) {
    Tensor first = inputs.isEmpty() ? null : inputs.get(0);
    if (Fusion.isElementwise(op)) {
      return !inputs.isEmpty() && output.rank() > 0 && output.dim(0) == rows
          && inputs.stream().allMatch(input -> isAligned(input, output));
    } else if (op instanceof MatMul product) {
      return first.rank() == 2 ? !product.transposeA() && isPerRow(first) && isWhole(inputs.get(1))
          : inputs.stream().allMatch(this::isPerRow);
    } else if (op instanceof Gather) {
      return isWhole(first) && isPerRow(inputs.get(1));
    } else if (op instanceof Concatenate concatenate) {
      return concatenate.axis() > 0 && inputs.stream().allMatch(this::isPerRow);
    } else if (op instanceof Convolution || op instanceof WinogradConvolution
        || op instanceof ConvolutionInputGradient) {
      return isPerRow(first) && isWhole(inputs.get(1));
    }
    return first != null && isPerRow(first) && keepsFirstAxis(op, first, output);
  }

  /** Whether an operand of an elementwise operation has the rows of the result, or is the same for all of them. */
  private boolean isAligned(Tensor input, Tensor output) {
    return input.rank() == output.rank() && input.dim(0) == rows ? isPerRow(input) : isWhole(input);
  }

  private boolean keepsFirstAxis(Op op, Tensor input, Tensor output) {
    if (op instanceof Slice slice) {
      return slice.axis() > 0;
    } else if (op instanceof Pad pad) {
      return pad.axis() > 0;
    } else if (op instanceof Reduce reduce) {
      return !reduce.axes().contains(0);
    } else if (op instanceof Transpose transpose) {
      return transpose.permutation().get(0) == 0;
    } else if (op instanceof Reshape) {
      return output.rank() > 0 && output.dim(0) == rows;
    } else if (op instanceof BroadcastTo) {
      return output.rank() == input.rank();
    } else if (op instanceof Softmax || op instanceof LogSoftmax || op instanceof Sparsemax || op instanceof ArgMax) {
      return input.rank() > 1;
    }
    return op instanceof OneHot || op instanceof MaxPooling || op instanceof AveragePooling;
  }
}
