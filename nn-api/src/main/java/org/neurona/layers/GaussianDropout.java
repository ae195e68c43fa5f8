package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * In training multiplies the input by random numbers of a normal distribution with mean 1 and standard deviation {@code
 * sqrt(rate / (1 - rate))}, other ones in each step; at inference changes nothing (Srivastava et al., 2014). Keras'
 * {@code GaussianDropout}. Input and output have the same shape.
 */
public final class GaussianDropout extends BaseDropout<GaussianDropout> {
  /**
   * A layer.
   *
   * @param rate the rate of the dropout that has noise of the same variance, less than 1
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public GaussianDropout(double rate) {
    super(rate);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    requireLessThanOne(label);
  }

  @Override
  Tensor drop(Tensor x, Call call) {
    Tensor noise = multiply(call.randomNormal(x.shape(), seed()), Math.sqrt(rate() / (1 - rate())));
    return multiply(x, add(noise, 1));
  }
}
