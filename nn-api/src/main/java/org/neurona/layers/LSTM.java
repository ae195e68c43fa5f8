package org.neurona.layers;

import org.neurona.activations.Activations;

/**
 * Long short-term memory (Hochreiter and Schmidhuber, 1997). Keras' {@code LSTM}.
 *
 * @see BaseRNN inputs, outputs and masks
 * @see LSTMCell the formula and the weights
 */
public final class LSTM extends UnitRNN<LSTM> implements GatedUnits<LSTM> {
  /**
   * A layer.
   *
   * @param units the length of the output's last axis
   * @throws IllegalArgumentException if it is not positive
   */
  public LSTM(int units) {
    super(RecurrentSettings.OF_LSTM, units);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public LSTM(int units, String activation) {
    this(units);
    set(RecurrentSettings.ACTIVATION, Activations.get(activation));
  }

  /** Whether the forget gate's bias starts at 1 (Jozefowicz et al., 2015); true by default. */
  public boolean unitForgetBias() {
    return get(RecurrentSettings.UNIT_FORGET_BIAS);
  }

  /** Returns a copy whose forget gate's bias starts at 1, or like the others. */
  public LSTM unitForgetBias(boolean unitForgetBias) {
    return with(RecurrentSettings.UNIT_FORGET_BIAS, unitForgetBias);
  }

  @Override
  public LSTMCell cell() {
    return configured(new LSTMCell(units()));
  }
}
