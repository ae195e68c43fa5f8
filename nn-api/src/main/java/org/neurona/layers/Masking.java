package org.neurona.layers;

import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.max;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.squeeze;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * Masks the steps of sequences all of whose values are the mask value, so that layers behind it skip them, and sets what
 * is masked to 0. Keras' {@code Masking}.
 *
 * <p>Input and output {@code (batch, time, ..., features)}; the mask has all axes but the last.
 */
public final class Masking extends Layer {
  private static final Setting<Double> MASK_VALUE = Setting.number("mask_value", 0);

  /** A layer that masks steps whose values are all 0. */
  public Masking() {
    super(List.of(MASK_VALUE));
  }

  /** A layer that masks steps whose values are all this one. */
  public Masking(double maskValue) {
    this();
    set(MASK_VALUE, maskValue);
  }

  /** The value by which a step is masked; 0 by default. */
  public double maskValue() {
    return get(MASK_VALUE);
  }

  @Override
  public Masking name(String name) {
    return (Masking) super.name(name);
  }

  @Override
  public Masking inputShape(int... dims) {
    return (Masking) super.inputShape(dims);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    if (inputs.get(0).rank() < 2) {
      throw new ShapeMismatchException(label, "input of rank >= 2", inputs.get(0));
    }
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return List.of(squeeze(kept(inputs.get(0)), -1));
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return multiply(x, kept(x));
  }

  /** 1 for steps with a value that is not the mask value, 0 for others; the last axis has length 1. */
  private Tensor kept(Tensor x) {
    Tensor same = equal(x, Ops.constant(maskValue()));
    double rounded = (float) maskValue();
    if (rounded != maskValue()) { // the value as float32 data has it, on an engine that computes in float64
      same = maximum(same, equal(x, Ops.constant(rounded)));
    }
    return stopGradient(max(subtract(1, same), true, -1));
  }
}
