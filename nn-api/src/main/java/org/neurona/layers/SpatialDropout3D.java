package org.neurona.layers;

/**
 * In training sets whole channels, chosen anew for each row in each step, to 0 and scales the rest by {@code 1 / (1 -
 * rate)}; at inference changes nothing. Keras' {@code SpatialDropout3D}. Input and output {@code
 * (batch, depth, height, width, channels)}.
 */
public final class SpatialDropout3D extends BaseSpatialDropout<SpatialDropout3D> {
  /**
   * A layer.
   *
   * @param rate the part of the channels that is set to 0
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public SpatialDropout3D(double rate) {
    super(3, rate, WindowSettings.DATA_FORMAT);
  }
}
