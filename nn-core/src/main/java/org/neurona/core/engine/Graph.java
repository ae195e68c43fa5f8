package org.neurona.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/**
 * What one run computes: operations on tensors of wholly known shapes.
 *
 * @param placeholders the outputs of {@link org.neurona.ops.Placeholder}s, which are given for each run
 * @param outputs the tensors whose values are wanted
 * @param assignments the variables that change, and what they become; all reads see the values before the run
 */
public record Graph(List<Tensor> placeholders, List<Tensor> outputs, List<Assignment> assignments) {
  /**
   * A variable's new value.
   *
   * @param variable the variable
   * @param value what it becomes, of the variable's shape
   */
  public record Assignment(Variable variable, Tensor value) {
    /** Checks the shape. */
    public Assignment {
      if (!value.shape().equals(variable.shape())) {
        throw new IllegalArgumentException("Variable " + variable + " can't be assigned shape " + value.shape());
      }
    }
  }

  /** Copies the lists. */
  public Graph {
    placeholders = List.copyOf(placeholders);
    outputs = List.copyOf(outputs);
    assignments = List.copyOf(assignments);
  }

  /** Everything that is wanted: outputs and assigned values. */
  public List<Tensor> results() {
    List<Tensor> results = new ArrayList<>(outputs);
    for (Assignment assignment : assignments) {
      results.add(assignment.value());
    }
    return results;
  }

  /** A graph with the same placeholders, whose results are what a pass made of those of this one. */
  public Graph withResults(UnaryOperator<Tensor> replaced) {
    List<Tensor> newOutputs = new ArrayList<>();
    for (Tensor output : outputs) {
      newOutputs.add(replaced.apply(output));
    }
    List<Assignment> newAssignments = new ArrayList<>();
    for (Assignment assignment : assignments) {
      newAssignments.add(new Assignment(assignment.variable(), replaced.apply(assignment.value())));
    }
    return new Graph(placeholders, newOutputs, newAssignments);
  }

  /** All nodes that the results need, each after its inputs. */
  public List<Node> nodes() {
    return Node.sorted(results());
  }
}
