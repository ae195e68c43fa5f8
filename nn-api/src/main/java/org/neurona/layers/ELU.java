package org.neurona.layers;

import java.util.List;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code x}, or {@code alpha (e^x - 1)} below 0, as a layer (Clevert et al., 2015). Keras' {@code ELU}; alpha is 1 by
 * default. Input and output have the same shape.
 */
public final class ELU extends Layer {
  private static final Setting<Double> ALPHA = Setting.number("alpha", 1);

  /** The layer with alpha 1. */
  public ELU() {
    super(List.of(ALPHA));
  }

  /** The layer with this alpha. */
  public ELU(double alpha) {
    this();
    set(ALPHA, alpha);
  }

  /** How far the function goes below 0. */
  public double alpha() {
    return get(ALPHA);
  }

  @Override
  public ELU name(String name) {
    return (ELU) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return Activations.elu(x, alpha());
  }
}
