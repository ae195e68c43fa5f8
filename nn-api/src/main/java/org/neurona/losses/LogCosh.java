package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.softplus;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code mean(log(cosh(a - t)))} over the last axis: like the squared error for small errors and the absolute one
 * for large ones. Keras' {@code LogCosh}.
 */
public final class LogCosh extends BaseLoss<LogCosh> {
  private static final double LOG_2 = Math.log(2);

  /** The loss with Keras' defaults. */
  public LogCosh() {
    super(List.of());
  }

  @Override
  public String name() {
    return "log_cosh";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor error = subtract(yPred, yTrue);
    return mean(subtract(add(error, softplus(multiply(error, -2))), LOG_2), false, -1);
  }
}
