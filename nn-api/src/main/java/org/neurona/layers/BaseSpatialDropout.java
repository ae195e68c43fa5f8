package org.neurona.layers;

import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What {@link SpatialDropout1D}, {@link SpatialDropout2D} and {@link SpatialDropout3D} have in common: whole channels
 * are dropped, for neighbouring places are alike, and dropping single ones would change little (Tompson et al., 2014).
 * Keras' {@code BaseSpatialDropout}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseSpatialDropout<L extends BaseSpatialDropout<L>> extends BaseDropout<L> {
  private final int axes;

  BaseSpatialDropout(int axes, double rate, Setting<?>... further) {
    super(rate, further);
    this.axes = axes;
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    WindowSettings.checkRank(inputs.get(0), axes, label);
  }

  @Override
  final Tensor drop(Tensor x, Call call) {
    if (rate() == 1) {
      return multiply(x, 0);
    }
    Shape noise = x.shape();
    for (int axis = 1; axis <= axes; axis++) {
      noise = noise.withDim(axis, 1);
    }
    return multiply(x, multiply(kept(noise, call), 1 / (1 - rate())));
  }
}
