package org.neurona.layers;

import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * In training sets a part of the input, chosen anew in each step, to 0 and scales the rest by {@code 1 / (1 - rate)};
 * at inference changes nothing (Srivastava et al., 2014). Keras' {@code Dropout}. Input and output have the same shape.
 */
public final class Dropout extends BaseDropout<Dropout> {
  /**
   * A layer.
   *
   * @param rate the part that is set to 0
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Dropout(double rate) {
    super(rate, NoiseShape.SETTING);
  }

  /** The shape of the choices, the batch axis first, or null, the default, for the input's: one for each number. */
  public Shape noiseShape() {
    return get(NoiseShape.SETTING);
  }

  /**
   * Returns a copy whose choices have this shape: -1 for as many as the input has, 1 for the same along an axis. {@code
   * noiseShape(-1, 1, -1)} drops features of all steps of a sequence.
   */
  public Dropout noiseShape(int... dims) {
    return with(this, NoiseShape.SETTING, Shape.of(dims));
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NoiseShape.check(noiseShape(), inputs.get(0), label);
  }

  @Override
  Tensor drop(Tensor x, Call call) {
    if (rate() == 1) {
      return multiply(x, 0);
    }
    return multiply(x, multiply(kept(NoiseShape.resolve(noiseShape(), x.shape()), call), 1 / (1 - rate())));
  }
}
