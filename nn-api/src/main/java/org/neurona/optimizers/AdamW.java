package org.neurona.optimizers;

/**
 * {@link Adam} with weights that decay beside the gradient (Loshchilov and Hutter, 2019). Keras' {@code AdamW}: before
 * the step, {@code w -= weightDecay rate w}. Defaults: those of Adam, and weight decay 0.004.
 */
public final class AdamW extends AdamBase<AdamW> {
  private static final double WEIGHT_DECAY = 0.004;

  /** The optimizer with Keras' defaults. */
  public AdamW() {
    setWeightDecay(WEIGHT_DECAY);
  }

  /** The optimizer with a learning rate. */
  public AdamW(double learningRate) {
    this();
    setLearningRate(learningRate);
  }
}
