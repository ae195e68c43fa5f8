package org.neurona.losses;

import java.util.List;
import org.neurona.config.Setting;

/**
 * A loss with the methods that set what all have in common.
 *
 * @param <L> the loss itself, which fluent methods return
 */
public abstract class BaseLoss<L extends BaseLoss<L>> extends Loss {
  /** A loss with the setting {@code reduction} and these. */
  protected BaseLoss(List<Setting<?>> settings) {
    super(settings);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L reduction(String reduction) {
    return (L) super.reduction(reduction);
  }
}
