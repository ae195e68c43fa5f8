package org.neurona.layers;

/**
 * Separable convolution of sequences: a depthwise convolution, which sees places but does not mix channels, and behind
 * it one of kernel size 1, which mixes channels (Chollet, 2017). Keras' {@code SeparableConv1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, new steps, filters)}; weights depthwise kernel
 * {@code (kernelSize, channels, depthMultiplier)}, pointwise kernel {@code (1, channels * depthMultiplier, filters)},
 * of as many axes, and, unless switched off, bias {@code (filters)}. Further settings with their defaults: strides 1,
 * padding {@code valid}, depth multiplier 1, dilation rate 1, activation {@code linear}.
 */
public final class SeparableConv1D extends BaseSeparableConv<SeparableConv1D> {
  private static final WindowAxes AXES = WindowAxes.of(1, "valid", "same");

  /**
   * A layer without activation.
   *
   * @param filters the number of output channels
   * @param kernelSize how many places the depthwise kernels see along each axis
   * @throws IllegalArgumentException if one is not positive
   */
  public SeparableConv1D(int filters, int kernelSize) {
    super(AXES, filters, kernelSize);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public SeparableConv1D(int filters, int kernelSize, String activation) {
    this(filters, kernelSize);
    setActivation(activation);
  }
}
