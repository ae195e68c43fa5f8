package org.neurona.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurona.NDArray;

/**
 * What training keeps besides the weights.
 *
 * @param iterations how many steps were made
 * @param epochs how many epochs were begun, which is what shuffling depends on
 * @param learningRate the learning rate now
 * @param slots the optimizer's arrays, by {@code layer/weight/slot}
 */
public record TrainingState(long iterations, long epochs, double learningRate, Map<String, NDArray> slots) {
  /** Copies the map, in its order. */
  public TrainingState {
    slots = Collections.unmodifiableMap(new LinkedHashMap<>(slots));
  }
}
