package org.neurona.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.layers.LayerState;
import org.neurona.ops.Tensor;

/**
 * Formulas over models and arrays, computed when their values are asked for; what
 * {@link org.neurona.ops operations} that are written outside of a model run on.
 */
public interface Tape {
  /**
   * The outputs of a model for some tensors, as further operations. What layers make of their own weights and states is
   * what the next call begins with, and happens with the next {@link #values}.
   *
   * @param model a model of the same engine
   * @param frozen the layers whose weights are not trained, as they are when the tape first sees the model
   * @param inputs a tensor of wholly known shape for each of its inputs
   * @param training whether layers behave as in training
   */
  List<Tensor> call(ModelRuntime model, Set<LayerState> frozen, List<Tensor> inputs, boolean training);

  /** The trainable weights of a model, as the tensors that {@link #call} reads them by, in their order. */
  List<Tensor> weights(ModelRuntime model, Set<LayerState> frozen);

  /** The penalties on a model's weights, and what its layers added to the loss in the calls so far: scalars. */
  List<Tensor> losses(ModelRuntime model, Set<LayerState> frozen);

  /** The gradient of a scalar by each of some tensors, as further operations. */
  List<Tensor> gradients(Tensor scalar, List<Tensor> by);

  /**
   * The values of some tensors.
   *
   * @param tensors what is wanted
   * @param fed the value of each placeholder
   */
  List<NDArray> values(List<Tensor> tensors, Map<Tensor, NDArray> fed);
}
