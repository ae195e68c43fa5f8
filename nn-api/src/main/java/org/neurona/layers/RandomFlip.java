package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.flip;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.where;

import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training flips half of the images, chosen at random; at inference changes nothing. In mode {@code
 * horizontal_and_vertical} it flips those along both axes, which is half a turn, and leaves the rest alone: one choice
 * holds for both axes. Keras' {@code RandomFlip}. Input and output {@code (batch, height, width, channels)}.
 */
public final class RandomFlip extends BaseRandomImages<RandomFlip> {
  private static final String HORIZONTAL = "horizontal";
  private static final String VERTICAL = "vertical";
  private static final String BOTH = "horizontal_and_vertical";
  private static final Setting<String> MODE = Setting.oneOf("mode", BOTH, BOTH, HORIZONTAL, VERTICAL);

  /** A layer that flips along both axes. */
  public RandomFlip() {
    super(MODE, ImageSettings.SEED, WindowSettings.DATA_FORMAT);
  }

  /**
   * A layer.
   *
   * @param mode {@code horizontal} for left and right, {@code vertical} for top and bottom, or {@code
   *     horizontal_and_vertical}
   * @throws IllegalArgumentException for any other
   */
  public RandomFlip(String mode) {
    this();
    set(MODE, mode);
  }

  /** The axes along which images are flipped; {@code horizontal_and_vertical} by default. */
  public String mode() {
    return get(MODE);
  }

  @Override
  Tensor changed(Tensor x, Call call) {
    Tensor flipped = mode().equals(VERTICAL) ? x : flip(x, 2);
    flipped = mode().equals(HORIZONTAL) ? flipped : flip(flipped, 1);
    Tensor chosen = greaterEqual(constant(0.5), call.randomUniform(Shape.of(x.dim(0), 1, 1, 1), seed()));
    return where(chosen, flipped, x);
  }
}
