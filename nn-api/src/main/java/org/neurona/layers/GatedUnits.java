package org.neurona.layers;

import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;

/**
 * Units with gates: what {@link LSTMCell}, {@link GRUCell} and their layers have besides.
 *
 * @param <L> the cell or layer itself, which fluent methods return
 */
public interface GatedUnits<L> extends RecurrentUnits<L> {
  /** The activation of the gates; {@code sigmoid} by default. */
  default ActivationFunction recurrentActivation() {
    return config().get(RecurrentSettings.RECURRENT_ACTIVATION);
  }

  /** Returns a copy with another activation of the gates. */
  default L recurrentActivation(ActivationFunction activation) {
    return with(RecurrentSettings.RECURRENT_ACTIVATION, activation);
  }

  /**
   * Returns a copy with another activation of the gates, by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  default L recurrentActivation(String identifier) {
    return recurrentActivation(Activations.get(identifier));
  }
}
