package org.neurona.losses;

import org.neurona.ops.Op;
import org.neurona.ops.Ops;
import org.neurona.ops.Reshape;
import org.neurona.ops.Softmax;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/**
 * Looks behind a model's last activation: a crossentropy is exact, and can't overflow, when it is computed from what
 * went into the softmax or sigmoid, as Keras on TensorFlow does.
 */
final class Logits {
  private static final Op SOFTMAX = new Softmax();
  private static final Op SIGMOID = new Unary(UnaryFunction.SIGMOID);

  private Logits() {}

  /**
   * What went into the softmax that made the output, in the output's shape; where none did, the output itself if it is
   * declared to be logits, else null.
   */
  static Tensor ofSoftmax(Loss loss, Tensor output, boolean fromLogits) {
    Tensor tensor = output;
    // A reshape may stand between, but only one that leaves the last axis, along which softmax runs, alone.
    while (tensor.op() instanceof Reshape && tensor.inputs().get(0).rank() > 0
        && tensor.inputs().get(0).dim(-1) == output.dim(-1)) {
      tensor = tensor.inputs().get(0);
    }
    return of(loss, output, fromLogits, tensor, SOFTMAX, "Softmax");
  }

  /**
   * What went into the sigmoid that made the output, in the output's shape; where none did, the output itself if it is
   * declared to be logits, else null.
   */
  static Tensor ofSigmoid(Loss loss, Tensor output, boolean fromLogits) {
    Tensor tensor = output;
    while (tensor.op() instanceof Reshape) {
      tensor = tensor.inputs().get(0);
    }
    return of(loss, output, fromLogits, tensor, SIGMOID, "Sigmoid");
  }

  private static Tensor of(Loss loss, Tensor output, boolean fromLogits, Tensor activated, Op activation, String name) {
    if (!activated.op().equals(activation)) {
      return fromLogits ? output : null;
    }
    if (fromLogits) {
      Warnings.once(loss, "`" + loss.name() + "` received `fromLogits=true`, but the `output` argument was produced by "
          + "a " + name + " activation and thus does not represent logits. Was this intended?");
    }
    Tensor logits = activated.inputs().get(0);
    return logits.shape().equals(output.shape()) ? logits : Ops.reshape(logits, output.shape());
  }
}
