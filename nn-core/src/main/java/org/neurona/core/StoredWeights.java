package org.neurona.core;

import java.util.List;
import org.neurona.core.engine.Storage;
import org.neurona.layers.LayerWeights;
import org.neurona.ops.Variable;

/** A layer's weights in the memory that the first model with it got, where all models that have the layer find them. */
final class StoredWeights implements LayerWeights {
  private final String engine;
  private final List<Variable> variables;
  private final Storage storage;
  private final SharedLock lock;
  private boolean initialized;

  /**
   * Weights without values.
   *
   * @param lock guards the memory
   */
  StoredWeights(String engine, List<Variable> variables, Storage storage, SharedLock lock) {
    this.engine = engine;
    this.variables = List.copyOf(variables);
    this.storage = storage;
    this.lock = lock;
  }

  @Override
  public String engine() {
    return engine;
  }

  /** The weights, in the order in which the layer declares them. */
  List<Variable> variables() {
    return variables;
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
