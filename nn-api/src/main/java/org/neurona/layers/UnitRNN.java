package org.neurona.layers;

import java.util.List;
import org.neurona.config.Config;
import org.neurona.config.Setting;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * A recurrent layer around one of Keras' cells, with the cell's settings.
 *
 * @param <L> the layer itself, which fluent methods return
 */
abstract class UnitRNN<L extends UnitRNN<L>> extends BaseRNN<L> implements RecurrentUnits<L> {
  private final List<Setting<?>> ofCell;

  UnitRNN(List<Setting<?>> ofCell, int units) {
    super(Setting.joined(ofCell, List.of(RecurrentSettings.ACTIVITY_REGULARIZER)));
    this.ofCell = ofCell;
    set(RecurrentSettings.UNITS, units);
  }

  @Override
  public final <T> L with(Setting<T> setting, T value) {
    return with(self(), setting, value);
  }

  /** The penalty on the output, or null, the default. */
  @Override
  public final Regularizer activityRegularizer() {
    return get(RecurrentSettings.ACTIVITY_REGULARIZER);
  }

  /** Returns a copy with a penalty on the output, taken as the mean over the batch; null for none. */
  public final L activityRegularizer(Regularizer regularizer) {
    return with(RecurrentSettings.ACTIVITY_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the output, by Keras' name. */
  public final L activityRegularizer(String identifier) {
    return activityRegularizer(Regularizers.get(identifier));
  }

  /** A cell with this layer's settings. */
  final <C extends UnitCell<C>> C configured(C cell) {
    C copy = cell;
    for (Setting<?> setting : ofCell) {
      copy = copied(copy, setting, config());
    }
    return copy;
  }

  private static <C extends UnitCell<C>, T> C copied(C cell, Setting<T> setting, Config config) {
    return cell.with(setting, config.get(setting));
  }
}
