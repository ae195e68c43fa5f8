package org.neurona.layers;

import java.util.List;
import org.neurona.NDArray;

/** The numbers of a layer's weights and states, in the memory of an engine. */
public interface LayerWeights {
  /** The name of the engine. */
  String engine();

  /** Copies of what the layer keeps from one batch to the next, in the order in which it declares it. */
  List<NDArray> states();

  /** Replaces what {@link #states} gave; the shapes must be the same. */
  void setStates(List<NDArray> states);
}
