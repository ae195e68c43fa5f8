package org.neurona.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Shape;
import org.neurona.ops.Scan.Values;

/**
 * Takes products out of a step that need no state: of slices with a matrix that is the same in all steps. One product
 * over all slices is done beforehand, and the step takes its slice of that.
 *
 * @param values the step without such products
 * @param slices the placeholders of their slices
 * @param sequences the products over all steps
 */
record SliceProducts(Values values, List<Tensor> slices, List<Tensor> sequences) {
  /** The products of a step on these placeholders; none while the length is unknown, when only shapes count. */
  static SliceProducts of(Values values, List<Tensor> states, List<Tensor> slices, List<Tensor> sequences) {
    if (!sequences.stream().allMatch(sequence -> sequence.shape().isKnown())) {
      return new SliceProducts(values, List.of(), List.of());
    }
    Search search = new Search(states, slices, sequences);
    List<Tensor> results = new ArrayList<>(values.states());
    results.addAll(values.outputs());
    Node.sorted(results).forEach(search::visit);
    Substitution substitution = new Substitution(search.standIns);
    return new SliceProducts(new Values(substitution.of(values.states()), substitution.of(values.outputs())),
        search.found.stream().map(search.standIns::get).toList(),
        search.found.stream().map(search.overAllSteps::get).toList());
  }

  /** Follows a step's operations from its slices. */
  private static final class Search {
    /** What a step computes from its slices alone, for all steps. */
    final Map<Tensor, Tensor> overAllSteps = new IdentityHashMap<>();
    final Map<Tensor, Tensor> standIns = new IdentityHashMap<>();
    final List<Tensor> found = new ArrayList<>();
    /** What changes from step to step. */
    private final Set<Tensor> changing = Collections.newSetFromMap(new IdentityHashMap<>());

    Search(List<Tensor> states, List<Tensor> slices, List<Tensor> sequences) {
      changing.addAll(states);
      changing.addAll(slices);
      for (int i = 0; i < slices.size(); i++) {
        overAllSteps.put(slices.get(i), sequences.get(i));
      }
    }

    void visit(Node node) {
      if (node.inputs().stream().noneMatch(changing::contains)) {
        return;
      }
      changing.addAll(node.outputs());
      List<Tensor> inputs = node.inputs();
      Tensor output = node.outputs().get(0);
      if (node.op() instanceof MatMul product && output.rank() == 2 && !product.transposeA()
          && overAllSteps.containsKey(inputs.get(0)) && !changing.contains(inputs.get(1))) {
        overAllSteps.put(output, product(product, overAllSteps.get(inputs.get(0)), inputs.get(1)));
        standIns.put(output, Tensor.of(new Placeholder("slice of a product", output.shape())));
        found.add(output);
      } else if (isElementwise(node.op()) && inputs.stream().allMatch(input -> isFor(input, output))) {
        overAllSteps.put(output, Tensor.of(node.op(),
            inputs.stream().map(input -> overAllSteps.getOrDefault(input, input)).toArray(Tensor[]::new)));
      }
    }

    private static Tensor product(MatMul op, Tensor sequence, Tensor matrix) {
      Shape shape = sequence.shape();
      Tensor rows = Ops.reshape(sequence, shape.dim(0) * shape.dim(1), shape.dim(2));
      Tensor product = Tensor.of(op, rows, matrix);
      return Ops.reshape(product, shape.dim(0), shape.dim(1), product.dim(1));
    }

    private static boolean isElementwise(Op op) {
      return op instanceof Unary || op instanceof Binary || op instanceof Select;
    }

    /** Whether an operand has an axis for the steps once the result has one, or is the same in all of them. */
    private boolean isFor(Tensor input, Tensor output) {
      return overAllSteps.containsKey(input) ? input.rank() == output.rank() : !changing.contains(input);
    }
  }
}
