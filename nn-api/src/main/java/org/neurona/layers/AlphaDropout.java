package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * Dropout for {@code selu}: in training sets a part of the input to selu's lowest value {@code s}, about -1.758, and
 * scales and shifts all, so that mean 0 and variance 1 stay what they are: {@code a x + b} with {@code a = ((1 - rate)
 * (1 + rate s^2))^(-1/2)} and {@code b = -a s rate} (Klambauer et al., 2017). Keras' {@code AlphaDropout}. Input and
 * output have the same shape.
 */
public final class AlphaDropout extends BaseDropout<AlphaDropout> {
  private static final double LOWEST = -1.6732632423543772 * 1.0507009873554805;

  /**
   * A layer.
   *
   * @param rate the part that is dropped, less than 1
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public AlphaDropout(double rate) {
    super(rate, NoiseShape.SETTING);
  }

  /** The shape of the choices, the batch axis first, or null, the default, for the input's: one for each number. */
  public Shape noiseShape() {
    return get(NoiseShape.SETTING);
  }

  /** Returns a copy whose choices have this shape: -1 for as many as the input has, 1 for the same along an axis. */
  public AlphaDropout noiseShape(int... dims) {
    return with(this, NoiseShape.SETTING, Shape.of(dims));
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NoiseShape.check(noiseShape(), inputs.get(0), label);
    requireLessThanOne(label);
  }

  @Override
  Tensor drop(Tensor x, Call call) {
    double scale = 1 / Math.sqrt((1 - rate()) * (1 + rate() * LOWEST * LOWEST));
    Tensor kept = kept(NoiseShape.resolve(noiseShape(), x.shape()), call);
    return add(multiply(where(kept, x, Ops.constant(LOWEST)), scale), -scale * LOWEST * rate());
  }
}
