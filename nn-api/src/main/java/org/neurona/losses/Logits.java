package org.neurona.losses;

import org.neurona.ops.Op;
import org.neurona.ops.Reshape;
import org.neurona.ops.Softmax;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/**
 * Looks behind a model's last activation: a crossentropy is exact, and can't overflow, when it is computed from what went
 * into the softmax or sigmoid, as Keras on TensorFlow does.
 */
final class Logits {
  private static final System.Logger LOG = System.getLogger(Logits.class.getName());

  private Logits() {}

  /** What went into the softmax that made the output, in the output's shape, or null if none did. */
  static Tensor behindSoftmax(Tensor output) {
    return behind(output, new Softmax());
  }

  /** What went into the sigmoid that made the output, or null if none did. */
  static Tensor behindSigmoid(Tensor output) {
    return behind(output, new Unary(UnaryFunction.SIGMOID));
  }

  private static Tensor behind(Tensor output, Op activation) {
    Tensor tensor = output;
    // A reshape may stand between, but only one that leaves the last axis, along which softmax runs, alone.
    while (tensor.op() instanceof Reshape && tensor.inputs().get(0).dim(-1) == output.dim(-1)) {
      tensor = tensor.inputs().get(0);
    }
    if (!tensor.op().equals(activation)) {
      return null;
    }
    Tensor logits = tensor.inputs().get(0);
    return logits.shape().equals(output.shape()) ? logits : org.neurona.ops.Ops.reshape(logits, output.shape());
  }

  /** Says that {@code fromLogits} contradicts the model. */
  static void warnOfActivation(String loss, String activation) {
    LOG.log(System.Logger.Level.WARNING, "`{0}` received `fromLogits=true`, but the `output` argument was produced by a "
        + "{1} activation and thus does not represent logits. Was this intended?", loss, activation);
  }
}
