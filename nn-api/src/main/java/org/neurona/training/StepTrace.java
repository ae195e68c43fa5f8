package org.neurona.training;

import java.util.List;
import org.neurona.ops.Tensor;

/** What a {@link TrainStep} is written with: the batch, the model, its loss, gradients and the optimizer. */
public interface StepTrace {
  /** The batch's inputs, one for each input of the model. */
  List<Tensor> x();

  /** The batch's targets, one for each output of the model. */
  List<Tensor> y();

  /** The weight of each row, or null where every row counts the same. */
  Tensor sampleWeights();

  /**
   * The model's outputs for some inputs, as in training; each call drops out other things, and begins with what the one
   * before made of moving averages, normalized kernels and states.
   *
   * @param inputs a tensor for each input of the model
   */
  List<Tensor> call(List<Tensor> inputs);

  /**
   * The compiled losses with their weights, the penalties on weights, and what layers added in the calls so far: a
   * scalar. The metrics are those of the last predictions that are given here, so that each step must call it.
   *
   * @param predictions a tensor for each output of the model
   */
  Tensor computeLoss(List<Tensor> predictions);

  /** The model's trainable weights, in their order. */
  List<Tensor> trainableWeights();

  /** The gradient of a scalar by each of some tensors, as tensors. */
  List<Tensor> gradients(Tensor scalar, List<Tensor> by);

  /**
   * Has the optimizer change the trainable weights at the end of the step.
   *
   * @param loss the scalar that the logs call {@code loss}
   * @param gradients a tensor for each trainable weight
   * @throws IllegalStateException if the step has done so already
   */
  void applyGradients(Tensor loss, List<Tensor> gradients);

  /** Has the optimizer go down the gradient of a scalar. */
  default void minimize(Tensor loss) {
    applyGradients(loss, gradients(loss, trainableWeights()));
  }
}
