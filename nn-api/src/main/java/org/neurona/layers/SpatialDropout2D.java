package org.neurona.layers;

/**
 * In training sets whole channels, chosen anew for each row in each step, to 0 and scales the rest by {@code 1 / (1 -
 * rate)}; at inference changes nothing. Keras' {@code SpatialDropout2D}. Input and output {@code
 * (batch, height, width, channels)}.
 */
public final class SpatialDropout2D extends BaseSpatialDropout<SpatialDropout2D> {
  /**
   * A layer.
   *
   * @param rate the part of the channels that is set to 0
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public SpatialDropout2D(double rate) {
    super(2, rate, WindowSettings.DATA_FORMAT);
  }
}
