package org.neurona.core.engine;

import org.neurona.NDArray;
import org.neurona.data.Rows;
import org.neurona.ops.Tensor;

/** A graph that is ready to run again and again. Not for several threads at once. */
public interface Executable {
  /** Gives a placeholder its values for the next run: rows that together have its shape. */
  void feed(Tensor placeholder, Rows rows);

  /** Gives a scalar placeholder its value for the next run. */
  void feed(Tensor placeholder, double value);

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
