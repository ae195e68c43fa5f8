package org.neurona.layers;

/**
 * In training sets whole channels, chosen anew for each row in each step, to 0 and scales the rest by {@code 1 / (1 -
 * rate)}; at inference changes nothing. Keras' {@code SpatialDropout1D}. Input and output {@code
 * (batch, steps, channels)}.
 */
public final class SpatialDropout1D extends BaseSpatialDropout<SpatialDropout1D> {
  /**
   * A layer.
   *
   * @param rate the part of the channels that is set to 0
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public SpatialDropout1D(double rate) {
    super(1, rate);
  }
}
