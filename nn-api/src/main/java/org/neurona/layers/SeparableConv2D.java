package org.neurona.layers;

/**
 * Separable convolution of images: a depthwise convolution, which sees places but does not mix channels, and behind it
 * one of kernel size 1, which mixes channels (Chollet, 2017). Keras' {@code SeparableConv2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, new height, new width, filters)}; weights
 * depthwise kernel {@code (kernelSize, channels, depthMultiplier)}, pointwise kernel {@code (1, channels *
 * depthMultiplier, filters)}, of as many axes, and, unless switched off, bias {@code (filters)}. Further settings with
 * their defaults: strides 1, padding {@code valid}, depth multiplier 1, dilation rate 1, activation {@code linear}.
 */
public final class SeparableConv2D extends BaseSeparableConv<SeparableConv2D> {
  private static final WindowAxes AXES = WindowAxes.of(2, "valid", "same");

  /**
   * A layer without activation.
   *
   * @param filters the number of output channels
   * @param kernelSize how many places the depthwise kernels see along each axis
   * @throws IllegalArgumentException if one is not positive
   */
  public SeparableConv2D(int filters, int kernelSize) {
    super(AXES, filters, kernelSize);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public SeparableConv2D(int filters, int kernelSize, String activation) {
    this(filters, kernelSize);
    setActivation(activation);
  }
}
