package org.neurona.optimizers;

/**
 * Steps by running means of the gradient and of its square (Kingma and Ba, 2015). Keras' {@code Adam}.
 *
 * <pre>{@code
 * m += (1 - beta1) (g - m);  v += (1 - beta2) (g^2 - v)
 * alpha = rate sqrt(1 - beta2^t) / (1 - beta1^t)
 * w -= alpha m / (sqrt(v) + epsilon)            with amsgrad the largest v so far
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7.
 */
public final class Adam extends AdamBase<Adam> {
  /** The optimizer with Keras' defaults. */
  public Adam() {}

  /** The optimizer with a learning rate. */
  public Adam(double learningRate) {
    setLearningRate(learningRate);
  }
}
