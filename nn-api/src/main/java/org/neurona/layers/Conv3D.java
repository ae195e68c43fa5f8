package org.neurona.layers;

/**
 * Convolution of volumes: each output place is a weighted sum of what the kernel sees there, plus bias, through an
 * activation. Keras' {@code Conv3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, new depth, ..., filters)};
 * weights kernel {@code (kernelSize..., channels / groups, filters)} and, unless switched off, bias {@code
 * (filters)}. Further settings with their defaults: strides 1, padding {@code valid} ({@code same}), dilation rate
 * 1, groups 1, activation {@code linear}.
 */
public final class Conv3D extends BaseConv<Conv3D> {
  private static final WindowAxes AXES = WindowAxes.of(3, "valid", "same");

  /**
   * A layer without activation.
   *
   * @param filters the number of output channels
   * @param kernelSize how many places the kernel sees along each axis
   * @throws IllegalArgumentException if one is not positive
   */
  public Conv3D(int filters, int kernelSize) {
    super(AXES, filters, kernelSize);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Conv3D(int filters, int kernelSize, String activation) {
    this(filters, kernelSize);
    setActivation(activation);
  }
}
