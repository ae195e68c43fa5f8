package org.neurona.ops;

import org.neurona.Shape;

/** Targets brought to the shape that a loss or a metric holds against a model's output, as Keras does. */
public final class Targets {
  private Targets() {}

  /**
   * Targets in the output's shape: a last axis of length 1 is added or dropped where only that differs.
   *
   * @throws IllegalArgumentException if the shapes differ otherwise
   */
  public static Tensor like(Tensor target, Tensor output) {
    Tensor aligned = likeWherePossible(target, output);
    if (!aligned.shape().isCompatibleWith(output.shape())) {
      throw new IllegalArgumentException("Arguments `target` and `output` must have the same shape. "
          + received(target, output));
    }
    return aligned;
  }

  /** The same, but targets that differ otherwise stay as they are. */
  public static Tensor likeWherePossible(Tensor target, Tensor output) {
    if (target.rank() == output.rank() - 1 && output.dim(-1) == 1) {
      return Ops.reshape(target, target.shape().append(1));
    }
    return target.rank() == output.rank() + 1 && target.dim(-1) == 1
        ? Ops.reshape(target, target.shape().slice(0, output.rank())) : target;
  }

  /**
   * Numbers of classes in the output's shape without its last axis; a last axis of length 1 is dropped.
   *
   * @throws IllegalArgumentException if the shapes differ otherwise
   */
  public static Tensor labels(Tensor target, Tensor output) {
    Shape rows = output.shape().slice(0, output.rank() - 1);
    Tensor aligned = target.rank() == output.rank() && target.dim(-1) == 1
        ? Ops.reshape(target, target.shape().slice(0, target.rank() - 1)) : target;
    if (!aligned.shape().isCompatibleWith(rows)) {
      throw new IllegalArgumentException("Arguments `target` and `output` must have the same shape up until the last "
          + "dimension. " + received(target, output));
    }
    return aligned;
  }

  private static String received(Tensor target, Tensor output) {
    return "Received: target.shape=" + target.shape() + ", output.shape=" + output.shape();
  }
}
