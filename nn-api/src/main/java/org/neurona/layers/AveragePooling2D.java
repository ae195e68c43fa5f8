package org.neurona.layers;

import org.neurona.ops.AveragePooling;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * The mean of each channel in each window. Keras' {@code AveragePooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, new height, new width, channels)}.
 * Defaults: windows of 2, strides of the window's size, padding {@code valid} (with {@code same}, padding does not
 * count).
 */
public final class AveragePooling2D extends BasePooling<AveragePooling2D> {
  private static final Axes AXES = Axes.of(2);

  /** Windows of 2 x 2 that do not overlap. */
  public AveragePooling2D() {
    this(2);
  }

  /**
   * Windows that do not overlap.
   *
   * @param poolSize how many places they see along each axis
   * @throws IllegalArgumentException if it is not positive
   */
  public AveragePooling2D(int poolSize) {
    super(AXES, poolSize);
  }

  @Override
  Tensor pool(Tensor x, Window window) {
    return Tensor.of(new AveragePooling(window), x);
  }
}
