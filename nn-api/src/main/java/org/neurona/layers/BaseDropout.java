package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.greaterEqual;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What layers have in common that drop a part of their input in training, chosen anew in each step, and change nothing
 * at inference. Input and output have the same shape.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseDropout<L extends BaseDropout<L>> extends BaseLayer<L> {
  private static final Setting<Double> RATE = Setting.required("rate", "a float value between 0 and 1",
      value -> value != null && value >= 0 && value <= 1, Setting.number("rate", 0).codec());
  private static final Setting<Long> SEED = Setting.seed();

  BaseDropout(double rate, Setting<?>... further) {
    super(settings(further));
    set(RATE, rate);
  }

  private static List<Setting<?>> settings(Setting<?>... further) {
    List<Setting<?>> settings = new ArrayList<>(List.of(RATE));
    settings.addAll(List.of(further));
    settings.add(SEED);
    return settings;
  }

  /** The part that is dropped. */
  public final double rate() {
    return get(RATE);
  }

  /** The seed that decides what is dropped, or null, the default, for the model's. */
  public final Long seed() {
    return get(SEED);
  }

  /** Returns a copy with a seed of its own, for choices that do not depend on the model's seed. */
  public final L seed(long seed) {
    return with(self(), SEED, seed);
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  /** Fails for rate 1, for which the formula divides by 0. */
  final void requireLessThanOne(String label) {
    if (rate() == 1) {
      throw new IllegalArgumentException(label + " can't drop everything: expected rate < 1. Received: rate=1.0");
    }
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    return call.training() && rate() > 0 ? drop(x, call) : x;
  }

  /** The input with a part of it dropped. */
  abstract Tensor drop(Tensor x, Call call);

  /** 1 for what is kept, 0 for what is dropped. */
  final Tensor kept(Shape noise, Call call) {
    return greaterEqual(call.randomUniform(noise, seed()), constant(rate()));
  }
}
