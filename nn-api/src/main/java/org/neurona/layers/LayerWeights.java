package org.neurona.layers;

/** The numbers of a layer's weights, in the memory of an engine. */
public interface LayerWeights {
  /** The name of the engine. */
  String engine();
}
