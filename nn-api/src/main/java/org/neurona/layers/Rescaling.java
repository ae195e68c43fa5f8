package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code scale x + offset}: {@code new Rescaling(1 / 127.5, -1)} brings pixels from [0, 255] to [-1, 1]. Keras' {@code
 * Rescaling}. Input and output have the same shape.
 */
public final class Rescaling extends Layer {
  private static final Setting<Double> SCALE = Setting.required("scale", "a finite number",
      value -> value != null && Double.isFinite(value), Setting.number("scale", 1).codec());
  private static final Setting<Double> OFFSET = Setting.number("offset", 0);

  /** A layer that multiplies by a number. */
  public Rescaling(double scale) {
    super(List.of(SCALE, OFFSET));
    set(SCALE, scale);
  }

  /** A layer that multiplies by a number and then adds one. */
  public Rescaling(double scale, double offset) {
    this(scale);
    set(OFFSET, offset);
  }

  /** What the input is multiplied by. */
  public double scale() {
    return get(SCALE);
  }

  /** What is added then; 0 by default. */
  public double offset() {
    return get(OFFSET);
  }

  /** Returns a copy that adds another number. */
  public Rescaling offset(double offset) {
    return with(this, OFFSET, offset);
  }

  @Override
  public Rescaling name(String name) {
    return (Rescaling) super.name(name);
  }

  @Override
  public Rescaling inputShape(int... dims) {
    return (Rescaling) super.inputShape(dims);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return add(multiply(x, scale()), offset());
  }
}
