package org.neurona.layers;

/**
 * Convolution of sequences: each output step is a weighted sum of the input steps that the kernel sees, plus bias,
 * through an activation. Keras' {@code Conv1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, new steps, filters)}; weights kernel {@code
 * (kernelSize, channels / groups, filters)} and, unless switched off, bias {@code (filters)}. Further settings
 * with their defaults: strides 1, padding {@code valid} ({@code same} and, for looking back only, {@code causal}),
 * dilation rate 1, groups 1, activation {@code linear}.
 */
public final class Conv1D extends BaseConv<Conv1D> {
  private static final WindowAxes AXES = WindowAxes.of(1, "valid", "same", "causal");

  /**
   * A layer without activation.
   *
   * @param filters the number of output channels
   * @param kernelSize how many places the kernel sees along each axis
   * @throws IllegalArgumentException if one is not positive
   */
  public Conv1D(int filters, int kernelSize) {
    super(AXES, filters, kernelSize);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Conv1D(int filters, int kernelSize, String activation) {
    this(filters, kernelSize);
    setActivation(activation);
  }
}
