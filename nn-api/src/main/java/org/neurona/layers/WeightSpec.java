package org.neurona.layers;

import java.util.Objects;
import org.neurona.Shape;
import org.neurona.constraints.Constraint;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Zeros;
import org.neurona.regularizers.Regularizer;

/**
 * What a layer says of one of its weights; the numbers belong to the model.
 *
 * @param name its name in the layer: {@code kernel}
 * @param shape its shape
 * @param initializer its first values
 * @param regularizer a penalty on it, or null
 * @param constraint what it is brought back to after each step, or null
 * @param trainable whether training by gradient changes it
 */
public record WeightSpec(String name, Shape shape, Initializer initializer, Regularizer regularizer,
    Constraint constraint, boolean trainable) {
  /** Checks that name, shape and initializer are given and the shape is known. */
  public WeightSpec {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(initializer, "initializer");
    if (!shape.isKnown()) {
      throw new IllegalArgumentException("The shape of weight " + name + " must be known, got " + shape);
    }
  }

  /** A trainable weight without a penalty or a constraint. */
  public static WeightSpec of(String name, Shape shape, Initializer initializer) {
    return new WeightSpec(name, shape, initializer, null, null, true);
  }

  /** Something else that a layer keeps, in the sense of {@link Layer#states}: 0 at first, and never trained. */
  public static WeightSpec ofState(String name, Shape shape) {
    return new WeightSpec(name, shape, new Zeros(), null, null, false);
  }

  /** A copy with another name. */
  public WeightSpec name(String name) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, trainable);
  }

  /** A copy with a penalty; null for none. */
  public WeightSpec regularizer(Regularizer regularizer) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, trainable);
  }

  /** A copy with a constraint; null for none. */
  public WeightSpec constraint(Constraint constraint) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, trainable);
  }

  /** A copy that training by gradient changes, or leaves alone. */
  public WeightSpec trainable(boolean trainable) {
    return new WeightSpec(name, shape, initializer, regularizer, constraint, trainable);
  }
}
