package org.neurona.layers;

import org.neurona.ops.MaxPooling;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * The largest number of each channel in each window. Keras' {@code MaxPooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, new steps, channels)}. Defaults: windows of 2,
 * strides of the window's size, padding {@code valid}.
 */
public final class MaxPooling1D extends BasePooling<MaxPooling1D> {
  private static final Axes AXES = Axes.of(1);

  /** Windows of 2 that do not overlap. */
  public MaxPooling1D() {
    this(2);
  }

  /**
   * Windows that do not overlap.
   *
   * @param poolSize how many places they see along each axis
   * @throws IllegalArgumentException if it is not positive
   */
  public MaxPooling1D(int poolSize) {
    super(AXES, poolSize);
  }

  @Override
  Tensor pool(Tensor x, Window window) {
    return Tensor.of(new MaxPooling(window), x);
  }
}
