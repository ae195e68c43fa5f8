package org.neurona.layers;

import java.util.List;
import org.neurona.ops.Tensor;

/** The input as it is. Keras' {@code Identity}. Input and output have the same shape. */
public final class Identity extends Layer {
  /** The layer. */
  public Identity() {
    super(List.of());
  }

  @Override
  public Identity name(String name) {
    return (Identity) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return x;
  }
}
