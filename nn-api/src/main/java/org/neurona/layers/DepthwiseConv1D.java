package org.neurona.layers;

/**
 * Depthwise convolution of sequences: each channel has kernels of its own, and channels are not mixed. Keras' {@code
 * DepthwiseConv1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, new steps, channels * depthMultiplier)}; weights
 * kernel {@code (kernelSize, channels, depthMultiplier)} and, unless switched off, bias {@code (channels *
 * depthMultiplier)}. Further settings with their defaults: strides 1, padding {@code valid}, depth multiplier 1,
 * dilation rate 1, activation {@code linear}.
 */
public final class DepthwiseConv1D extends BaseDepthwiseConv<DepthwiseConv1D> {
  private static final WindowAxes AXES = WindowAxes.of(1, "valid", "same");

  /**
   * A layer without activation.
   *
   * @param kernelSize how many places the kernels see along each axis
   * @throws IllegalArgumentException if it is not positive
   */
  public DepthwiseConv1D(int kernelSize) {
    super(AXES, kernelSize);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public DepthwiseConv1D(int kernelSize, String activation) {
    this(kernelSize);
    setActivation(activation);
  }
}
