package org.neurona.layers;

import java.util.List;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/** An activation function as a layer of its own. Keras' {@code Activation}. Input and output have the same shape. */
public final class Activation extends Layer {
  private static final Setting<ActivationFunction> ACTIVATION = Activations.setting("activation", "linear");

  /**
   * A layer with an activation by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public Activation(String activation) {
    this(Activations.get(activation));
  }

  /** A layer with an activation. */
  public Activation(ActivationFunction activation) {
    super(List.of(ACTIVATION));
    set(ACTIVATION, activation);
  }

  /** The activation. */
  public ActivationFunction activation() {
    return get(ACTIVATION);
  }

  @Override
  public Activation name(String name) {
    return (Activation) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return activation().apply(x);
  }
}
