package org.neurona.core.ops;

import java.util.List;
import org.neurona.ops.Node;
import org.neurona.ops.Op;
import org.neurona.ops.Tensor;

/**
 * What there is to know of one primitive operation beside its shape: its value in textbook form, in float64, and its
 * gradient.
 *
 * @param <O> the operation
 */
public interface OpRule<O extends Op> {
  /**
   * The values of the node's outputs.
   *
   * @param op the operation
   * @param node the node, for shapes
   * @param inputs the values of its inputs, row-major; not to be changed
   * @param run what the run gives: variables, placeholders, random numbers
   */
  List<double[]> evaluate(O op, Node node, List<double[]> inputs, Evaluation run);

  /**
   * The gradients of the node's inputs, as further operations.
   *
   * @param op the operation
   * @param node the node
   * @param outputGradients the gradient of each output; null where nothing depends on it
   * @return the gradient of each input, of the input's shape; null where there is none
   */
  List<Tensor> gradient(O op, Node node, List<Tensor> outputGradients);
}
