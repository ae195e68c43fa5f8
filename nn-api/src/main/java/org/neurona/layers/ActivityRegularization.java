package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.L1L2;

/**
 * The input as it is, with a penalty on it that is added to the loss, the mean over the batch: {@code (l1 sum(|x|) + l2
 * sum(x^2)) / rows}. Keras' {@code ActivityRegularization}. Input and output have the same shape.
 */
public final class ActivityRegularization extends Layer {
  private static final Setting<Double> L1 = Setting.nonNegative("l1", 0);
  private static final Setting<Double> L2 = Setting.nonNegative("l2", 0);

  /** A layer without a penalty so far. */
  public ActivityRegularization() {
    super(List.of(L1, L2));
  }

  /** The factor of the absolute values; 0 by default. */
  public double l1() {
    return get(L1);
  }

  /** Returns a copy with another factor of the absolute values. */
  public ActivityRegularization l1(double factor) {
    return with(this, L1, factor);
  }

  /** The factor of the squares; 0 by default. */
  public double l2() {
    return get(L2);
  }

  /** Returns a copy with another factor of the squares. */
  public ActivityRegularization l2(double factor) {
    return with(this, L2, factor);
  }

  @Override
  public ActivityRegularization name(String name) {
    return (ActivityRegularization) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    if (l1() > 0 || l2() > 0) {
      call.addPenalty(L1L2.of(l1(), l2()), x);
    }
    return x;
  }
}
