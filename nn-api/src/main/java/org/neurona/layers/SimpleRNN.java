package org.neurona.layers;

import org.neurona.activations.Activations;

/**
 * A fully connected recurrent layer: the output of a step goes back into the next. Keras' {@code SimpleRNN}.
 *
 * @see BaseRNN inputs, outputs and masks
 * @see SimpleRNNCell the formula and the weights
 */
public final class SimpleRNN extends UnitRNN<SimpleRNN> implements RecurrentUnits<SimpleRNN> {
  /**
   * A layer.
   *
   * @param units the length of the output's last axis
   * @throws IllegalArgumentException if it is not positive
   */
  public SimpleRNN(int units) {
    super(RecurrentSettings.OF_SIMPLE_RNN, units);
  }

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public SimpleRNN(int units, String activation) {
    this(units);
    set(RecurrentSettings.ACTIVATION, Activations.get(activation));
  }

  @Override
  public SimpleRNNCell cell() {
    return configured(new SimpleRNNCell(units()));
  }
}
