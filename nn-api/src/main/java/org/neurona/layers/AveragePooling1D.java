package org.neurona.layers;

import org.neurona.ops.AveragePooling;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * The mean of each channel in each window. Keras' {@code AveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, new steps, channels)}. Defaults: windows of 2,
 * strides of the window's size, padding {@code valid} (with {@code same}, padding does not count).
 */
public final class AveragePooling1D extends BasePooling<AveragePooling1D> {
  private static final Axes AXES = Axes.of(1);

  /** Windows of 2 that do not overlap. */
  public AveragePooling1D() {
    this(2);
  }

  /**
   * Windows that do not overlap.
   *
   * @param poolSize how many places they see along each axis
   * @throws IllegalArgumentException if it is not positive
   */
  public AveragePooling1D(int poolSize) {
    super(AXES, poolSize);
  }

  @Override
  Tensor pool(Tensor x, Window window) {
    return Tensor.of(new AveragePooling(window), x);
  }
}
