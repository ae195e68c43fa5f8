package org.neurona.core.engine;

import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.data.Rows;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** A graph that is ready to run again and again. Not for several threads at once. */
public interface Executable {
  /**
   * Gives a placeholder its values for the next run.
   *
   * @throws ShapeMismatchException if the rows together don't have its shape
   */
  void feed(Tensor placeholder, Rows rows);

  /**
   * Gives a scalar placeholder its value for the next run.
   *
   * @throws ShapeMismatchException if the placeholder is no scalar
   */
  void feed(Tensor placeholder, double value);

  /** Gives a placeholder, scalar or not, the values of an array for the next run. */
  default void feed(Tensor placeholder, NDArray value) {
    if (value.shape().rank() == 0) {
      feed(placeholder, value.toDoubleArray()[0]);
    } else {
      feed(placeholder, Rows.all(value));
    }
  }

  /** Fails unless what is fed to a placeholder has its shape. */
  static void requireShape(Tensor placeholder, Shape fed) {
    if (!fed.equals(placeholder.shape())) {
      throw new ShapeMismatchException(((Placeholder) placeholder.op()).name(), "shape " + placeholder.shape(), fed);
    }
  }

  /**
   * Runs the graph.
   *
   * @param seed the model's seed, for {@link org.neurona.ops.RandomUniform}
   * @param step the number of the step, for {@link org.neurona.ops.RandomUniform}
   */
  void run(long seed, long step);

  /** A copy of an output of the last run, float32 or float64 as the engine computes. */
  NDArray output(int index);

  /** Copies an output of the last run, without allocation. */
  void output(int index, double[] target);
}
