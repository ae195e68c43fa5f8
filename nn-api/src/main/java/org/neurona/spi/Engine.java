package org.neurona.spi;

import org.neurona.layers.LayerGraph;

/** Something that runs models. */
public interface Engine {
  /** Its name: {@code simd}. */
  String name();

  /** What it runs on, for bug reports. */
  String describe();

  /**
   * Makes a model with initial weights.
   *
   * @param graph the model's layers
   * @param seed the seed of weights, shuffling and dropout
   */
  ModelRuntime build(LayerGraph graph, long seed);

  /** Something to compute formulas with that are written outside of a model. */
  Tape tape();
}
