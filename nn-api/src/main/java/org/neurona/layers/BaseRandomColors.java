package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What {@link RandomContrast} and {@link RandomBrightness} have in common: one random number for each image, and
 * results that are cut off where they leave the range of values. Output of the input's shape.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseRandomColors<L extends BaseRandomColors<L>> extends BaseRandomImages<L> {
  private final Setting<List<Double>> setting;

  BaseRandomColors(Setting<List<Double>> setting, List<Double> factor) {
    super(setting, ImageSettings.VALUE_RANGE, ImageSettings.SEED);
    this.setting = setting;
    set(setting, factor);
  }

  /** The two numbers that bound what is chosen at random. */
  public final List<Double> factor() {
    return get(setting);
  }

  /** The smallest and the largest value that pixels may have; 0 and 255 by default. */
  public final List<Double> valueRange() {
    return get(ImageSettings.VALUE_RANGE);
  }

  /**
   * Returns a copy for pixels between other values.
   *
   * @throws IllegalArgumentException if the first is not the smaller one
   */
  public final L valueRange(double smallest, double largest) {
    return with(self(), ImageSettings.VALUE_RANGE, List.of(smallest, largest));
  }

  @Override
  final Tensor changed(Tensor x, Call call) {
    return Ops.clip(colored(x, call), valueRange().get(0), valueRange().get(1));
  }

  /** The images before they are cut off. */
  abstract Tensor colored(Tensor x, Call call);

  /** A random number between two bounds for each image. */
  final Tensor random(double low, double high, Tensor x, Call call) {
    return uniform(Shape.of(x.dim(0), 1, 1, 1), List.of(low, high), call);
  }
}
