package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What layers have in common that change images at random in training, anew in each step, and leave them alone at
 * inference. Gradients flow to the images, and none to what was chosen.
 *
 * <p>Input {@code (batch, height, width, channels)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseRandomImages<L extends BaseRandomImages<L>> extends BaseLayer<L> {
  BaseRandomImages(Setting<?>... settings) {
    super(List.of(settings));
  }

  /** The seed that decides what is done, or null, the default, for the model's. */
  public final Long seed() {
    return get(ImageSettings.SEED);
  }

  /** Returns a copy with a seed of its own, for choices that do not depend on the model's seed. */
  public final L seed(long seed) {
    return with(self(), ImageSettings.SEED, seed);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    ImageSettings.checkImages(inputs.get(0), label);
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    return call.training() ? changed(x, call) : unchanged(x);
  }

  /** The images of a step in training. */
  abstract Tensor changed(Tensor x, Call call);

  /** The images at inference. */
  Tensor unchanged(Tensor x) {
    return x;
  }

  /** Random numbers between two bounds. */
  final Tensor uniform(Shape shape, List<Double> bounds, Call call) {
    return add(multiply(call.randomUniform(shape, seed()), bounds.get(1) - bounds.get(0)), bounds.get(0));
  }
}
