package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.reshape;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.ops.Tensor;

/**
 * The sum of the inputs, element by element. Keras' {@code Add}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's: {@code (batch, 4)} and {@code (batch, 2, 4)}
 * give {@code (batch, 2, 4)}.
 */
public final class Add extends Layer {
  /** The layer. */
  public Add() {
    super(List.of());
  }

  @Override
  public Add name(String name) {
    return (Add) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Merging.requireSeveral(inputs, label);
    int rank = Merging.largestRank(inputs);
    Shape sum = Merging.withRank(inputs.get(0), rank);
    for (Shape input : inputs) {
      Shape wider = Merging.broadcast(sum, Merging.withRank(input, rank));
      if (wider == null) {
        throw new ShapeMismatchException(label, "inputs of one shape, like " + sum, input);
      }
      sum = wider;
    }
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return Merging.anyMask(masks);
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    int rank = Merging.largestRank(inputs.stream().map(Tensor::shape).toList());
    Tensor sum = null;
    for (Tensor input : inputs) {
      Tensor aligned = input.rank() == rank ? input : reshape(input, Merging.withRank(input.shape(), rank));
      sum = sum == null ? aligned : add(sum, aligned);
    }
    return List.of(sum);
  }
}
