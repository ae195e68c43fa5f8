package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Transposed convolution of sequences, which enlarges them: each input place adds the kernel, times its value, to the
 * output places that a convolution's kernel would see from there. Keras' {@code Conv1DTranspose}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, new steps, filters)}; weights kernel {@code
 * (kernelSize, filters, channels)} and, unless switched off, bias {@code (filters)}. An axis of length n becomes {@code
 * (n - 1) stride + max(kernelSize, stride)} long, with padding {@code same} {@code n stride}. Further settings with
 * their defaults: strides 1, padding {@code valid}, output padding none, dilation rate 1, activation {@code linear}.
 */
public final class Conv1DTranspose extends BaseConvTranspose<Conv1DTranspose> {
  private static final WindowAxes AXES = WindowAxes.of(1, "valid", "same");
  private static final Setting<List<Integer>> OUTPUT_PADDING = WindowSettings.lengthsOrNull("output_padding", 1);

  /**
   * A layer without activation.
   *
   * @param filters the number of output channels
   * @param kernelSize how many places the kernel covers along each axis
   * @throws IllegalArgumentException if one is not positive
   */
  public Conv1DTranspose(int filters, int kernelSize) {
    super(AXES, OUTPUT_PADDING, filters, kernelSize);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Conv1DTranspose(int filters, int kernelSize, String activation) {
    this(filters, kernelSize);
    setActivation(activation);
  }
}
