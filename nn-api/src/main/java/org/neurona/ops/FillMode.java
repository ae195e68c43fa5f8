package org.neurona.ops;

/**
 * What an image is outside of its edges. Pixel i of an axis has its centre at coordinate i. The numbers are those of
 * TensorFlow's {@code ImageProjectiveTransformV3}, which Keras' {@code affine_transform} is there.
 */
public enum FillMode {
  /** {@code k k k | a b c d | k k k}: the same number everywhere. */
  CONSTANT {
    @Override
    public double inside(double coordinate, int length) {
      return coordinate;
    }
  },
  /** {@code a a a | a b c d | d d d}: the nearest pixel. */
  NEAREST {
    @Override
    public double inside(double coordinate, int length) {
      return clamp(coordinate, length);
    }
  },
  /** {@code c b a | a b c d | d c b}: as in a mirror at the edge of the last pixel. */
  REFLECT {
    @Override
    public double inside(double coordinate, int length) {
      double period = 2.0 * length;
      double within = coordinate - period * Math.floor(coordinate / period);
      return clamp(within < length ? within : period - 1 - within, length);
    }
  },
  /**
   * {@code b c d | a b c d | a b c}: from the start again. Between the last pixel and the first is a jump; and farther
   * out than a whole image TensorFlow repeats the pixel at the edge a little too long, and so does this.
   */
  WRAP {
    @Override
    public double inside(double coordinate, int length) {
      if (length == 1 || coordinate >= 0 && coordinate <= length - 1) {
        return clamp(coordinate, length);
      }
      long images = (long) (Math.abs(coordinate) / (length - 1));
      return clamp(coordinate < 0 ? coordinate + length * (images + 1.0) : coordinate - (double) length * images,
          length);
    }
  };

  /**
   * The coordinate that has what the image is at another one.
   *
   * @param coordinate any coordinate
   * @param length the number of pixels along the axis
   * @return a coordinate from 0 to {@code length - 1}; of {@link #CONSTANT} the one that was given
   */
  public abstract double inside(double coordinate, int length);

  private static double clamp(double coordinate, int length) {
    return Math.max(0, Math.min(length - 1, coordinate));
  }
}
