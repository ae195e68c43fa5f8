package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * A layer whose fluent methods return its own class, written once for all of a family.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseLayer<L extends BaseLayer<L>> extends Layer {
  /** A layer with these settings. */
  BaseLayer(List<Setting<?>> settings) {
    super(settings);
  }

  @SuppressWarnings("unchecked") // L is the class itself
  final L self() {
    return (L) this;
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L name(String name) {
    return (L) super.name(name);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L trainable(boolean trainable) {
    return (L) super.trainable(trainable);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L inputShape(int... dims) {
    return (L) super.inputShape(dims);
  }
}
