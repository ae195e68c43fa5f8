package org.neurona.losses;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code mean(e^2 / 2)} over the last axis for errors e of up to {@code delta}, which grows in a straight line,
 * {@code delta (|e| - delta / 2)}, for larger ones (Huber, 1964). Keras' {@code Huber}; delta 1 by default.
 */
public final class Huber extends BaseLoss<Huber> {
  private static final Setting<Double> DELTA = Setting.positive("delta", 1.0);

  /** The loss with Keras' defaults. */
  public Huber() {
    super(List.of(DELTA));
  }

  /** The error from which on the loss is a straight line; 1.0 by default. */
  public double delta() {
    return get(DELTA);
  }

  /** Returns a copy with another value: the error from which on the loss is a straight line; 1.0 by default. */
  public Huber delta(double delta) {
    return with(this, DELTA, delta);
  }

  @Override
  public String name() {
    return "huber_loss";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor error = subtract(yPred, yTrue);
    Tensor size = abs(error);
    Tensor line = multiply(subtract(size, delta() / 2), delta());
    return mean(where(greater(size, delta()), line, multiply(square(error), 0.5)), false, -1);
  }
}
