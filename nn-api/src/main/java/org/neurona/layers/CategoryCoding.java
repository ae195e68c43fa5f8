package org.neurona.layers;

import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.max;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.oneHot;
import static org.neurona.ops.Ops.squeeze;
import static org.neurona.ops.Ops.sum;

import org.neurona.ops.Tensor;

/** The forms in which indices of categories are put out: Keras' {@code output_mode}. */
final class CategoryCoding {
  private CategoryCoding() {}

  /**
   * Indices in another form; one that is not below the depth counts for nothing.
   *
   * @param mode {@code int} for the indices; {@code one_hot} with an axis of the depth for each, which takes the place
   *     of a last axis of length 1; {@code multi_hot} with 1 for each that is there along the last axis; {@code count}
   *     with how often it is there
   * @param weights what each index counts for, of their shape; null for 1
   */
  static Tensor of(Tensor indices, String mode, int depth, Tensor weights) {
    if (mode.equals("int")) {
      return indices;
    }
    boolean alone = indices.rank() == 1;
    Tensor places = oneHot(indices, depth);
    if (mode.equals("one_hot")) {
      return !alone && indices.dim(-1) == 1 ? squeeze(places, -2) : places;
    }
    if (mode.equals("multi_hot")) {
      return alone ? places : max(places, false, -2);
    }
    Tensor weighed = weights == null ? places : multiply(places, expandDims(weights, -1));
    return alone ? weighed : sum(weighed, false, -2);
  }
}
