package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * A recurrent layer around any cell, or a stack of them. Keras' {@code RNN}.
 *
 * @see BaseRNN inputs, outputs and masks
 */
public final class RNN extends BaseRNN<RNN> {
  private static final Setting<RNNCell> CELL = LayerSettings.required("cell", RNNCell.class, "an RNN cell");

  /** A layer around a cell. */
  public RNN(RNNCell cell) {
    super(List.of(CELL));
    set(CELL, cell);
  }

  /** A layer around a stack of cells, the first of which takes the input. */
  public RNN(RNNCell... cells) {
    this(new StackedRNNCells(cells));
  }

  @Override
  public RNNCell cell() {
    return get(CELL);
  }
}
