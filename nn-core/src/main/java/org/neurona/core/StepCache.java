package org.neurona.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Steps that were made ready, by what they were made for. Keeps the few that were used last, for each holds the memory
 * of a whole batch.
 */
final class StepCache<K, S> {
  /** Full batches and a last one, of a few sizes. */
  private static final int CAPACITY = 8;

  private final Function<K, S> make;
  private final Map<K, S> steps = new LinkedHashMap<>(16, 0.75f, true);

  StepCache(Function<K, S> make) {
    this.make = make;
  }

  /** The step for a key, made now if it is not there. */
  S get(K key) {
    S step = steps.get(key);
    if (step == null) {
      if (steps.size() == CAPACITY) {
        steps.remove(steps.keySet().iterator().next());
      }
      step = make.apply(key);
      steps.put(key, step);
    }
    return step;
  }
}
