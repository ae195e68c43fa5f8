package org.neurona.core;

import java.util.ArrayList;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.core.engine.Storage;
import org.neurona.layers.LayerWeights;
import org.neurona.ops.Variable;

/**
 * A layer's weights and states in the memory that the first model with it got, where all models that have the layer find
 * them.
 */
final class StoredWeights implements LayerWeights {
  private final String engine;
  private final List<Variable> variables;
  private final List<Variable> states;
  private final Storage storage;
  private final SharedLock lock;
  private boolean initialized;

  /**
   * Weights without values.
   *
   * @param weights the weights, in the order in which the layer declares them
   * @param states the states, in their order
   * @param lock guards the memory
   */
  StoredWeights(String engine, List<Variable> weights, List<Variable> states, Storage storage, SharedLock lock) {
    this.engine = engine;
    List<Variable> all = new ArrayList<>(weights);
    all.addAll(states);
    this.variables = List.copyOf(all);
    this.states = List.copyOf(states);
    this.storage = storage;
    this.lock = lock;
  }

  @Override
  public String engine() {
    return engine;
  }

  /** The weights, in the order in which the layer declares them, and then the states. */
  List<Variable> variables() {
    return variables;
  }

  @Override
  public List<NDArray> states() {
    return SharedLock.whileHolding(List.of(lock), () -> states.stream().map(storage::get).toList());
  }

  @Override
  public void setStates(List<NDArray> values) {
    SharedLock.whileHolding(List.of(lock), () -> {
      for (int i = 0; i < states.size(); i++) {
        storage.set(states.get(i), values.get(i));
      }
      return null;
    });
  }

  /** Where their numbers are, with those of other layers. */
  Storage storage() {
    return storage;
  }

  /** What a model holds while it computes with them. */
  SharedLock lock() {
    return lock;
  }

  /** Whether they have their first values; asked with the lock held. */
  boolean isInitialized() {
    return initialized;
  }

  /** Notes that they have values; with the lock held. */
  void setInitialized() {
    initialized = true;
  }
}
