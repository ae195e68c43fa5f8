package org.neurona.ops;

/** What an image is between the centres of its pixels. */
public enum Interpolation {
  /** The nearest pixel; halfway between two, the one farther from coordinate 0. */
  NEAREST,
  /** Straight lines between neighbours, along both axes. */
  BILINEAR
}
