package org.neurona.layers;

/**
 * A weight or a state of a model: where it stands there, and whose it is. The numbers are in the memory of an engine.
 *
 * @param path the layer and the weight: {@code dense/kernel}, or {@code base/dense/kernel} in a model within it
 * @param spec what the layer declares
 * @param owner the state of the layer
 * @param index which of the layer's weights it is; states come behind the weights
 */
public record Weight(String path, WeightSpec spec, LayerState owner, int index) {
  /** The same weight as a model has it that this one's model is a layer of. */
  Weight inside(String name) {
    return new Weight(name + "/" + path, spec, owner, index);
  }
}
