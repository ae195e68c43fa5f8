package org.neurona.optimizers;

import org.neurona.Shape;

/**
 * An array that an optimizer keeps for a weight.
 *
 * @param name its name: {@code momentum}
 * @param shape its shape, mostly the weight's
 * @param initialValue the number that it is filled with at first
 */
public record Slot(String name, Shape shape, double initialValue) {
  /** A slot that starts at zero. */
  public static Slot zeros(String name, Shape shape) {
    return new Slot(name, shape, 0);
  }
}
