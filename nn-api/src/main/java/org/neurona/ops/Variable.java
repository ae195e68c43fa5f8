package org.neurona.ops;

import org.neurona.Shape;

/**
 * A place that keeps its value from one step to the next: a weight or a slot of an optimizer. It has the identity of the
 * object; the engine holds the numbers.
 */
public final class Variable {
  private final String path;
  private final Shape shape;
  private final boolean trainable;

  /**
   * A variable.
   *
   * @param path where it belongs, as {@code hidden/kernel}
   * @param shape its shape, wholly known
   * @param trainable whether training by gradient changes it
   */
  public Variable(String path, Shape shape, boolean trainable) {
    this.path = path;
    this.shape = shape;
    this.trainable = trainable;
    shape.size();
  }

  /** Where it belongs, as {@code hidden/kernel}. */
  public String path() {
    return path;
  }

  /** Its shape. */
  public Shape shape() {
    return shape;
  }

  /** Whether training by gradient changes it. */
  public boolean isTrainable() {
    return trainable;
  }

  @Override
  public String toString() {
    return path + shape;
  }
}
