package org.neurona.layers;

import org.neurona.activations.Activations;

/**
 * Gated recurrent units (Cho et al., 2014). Keras' {@code GRU}.
 *
 * @see BaseRNN inputs, outputs and masks
 * @see GRUCell the formula and the weights
 */
public final class GRU extends UnitRNN<GRU> implements GatedUnits<GRU> {
  /**
   * A layer.
   *
   * @param units the length of the output's last axis
   * @throws IllegalArgumentException if it is not positive
   */
  public GRU(int units) {
    super(RecurrentSettings.OF_GRU, units);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public GRU(int units, String activation) {
    this(units);
    set(RecurrentSettings.ACTIVATION, Activations.get(activation));
  }

  /** Whether the reset gate acts after the product with the recurrent kernel; true by default. */
  public boolean resetAfter() {
    return get(RecurrentSettings.RESET_AFTER);
  }

  /** Returns a copy whose reset gate acts after the product with the recurrent kernel, or before it. */
  public GRU resetAfter(boolean resetAfter) {
    return with(RecurrentSettings.RESET_AFTER, resetAfter);
  }

  @Override
  public GRUCell cell() {
    return configured(new GRUCell(units()));
  }
}
