package org.neurona.layers;

import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.config.Config;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What a cell of so many units and the layer that runs it have in common: kernels for the input and for the state, a
 * bias, an activation, dropout.
 *
 * @param <L> the cell or layer itself, which fluent methods return
 */
public interface RecurrentUnits<L> {
  /** The values of all settings. */
  Config config();

  /** Returns a copy with one setting replaced: what the methods below come down to. */
  <T> L with(Setting<T> setting, T value);

  /** The length of the output's last axis. */
  default int units() {
    return config().get(RecurrentSettings.UNITS);
  }

  /** The activation of what is remembered; {@code tanh} by default. */
  default ActivationFunction activation() {
    return config().get(RecurrentSettings.ACTIVATION);
  }

  /** Returns a copy with another activation. */
  default L activation(ActivationFunction activation) {
    return with(RecurrentSettings.ACTIVATION, activation);
  }

  /**
   * Returns a copy with another activation, by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  default L activation(String identifier) {
    return activation(Activations.get(identifier));
  }

  /** Whether a bias is added; true by default. */
  default boolean useBias() {
    return config().get(RecurrentSettings.USE_BIAS);
  }

  /** Returns a copy with a bias or without one. */
  default L useBias(boolean useBias) {
    return with(RecurrentSettings.USE_BIAS, useBias);
  }

  /** The first values of the kernel for the input; {@code glorot_uniform} by default. */
  default Initializer kernelInitializer() {
    return config().get(RecurrentSettings.KERNEL_INITIALIZER);
  }

  /** Returns a copy with other first values of the kernel for the input. */
  default L kernelInitializer(Initializer initializer) {
    return with(RecurrentSettings.KERNEL_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the kernel for the input, by Keras' name. */
  default L kernelInitializer(String identifier) {
    return kernelInitializer(Initializers.get(identifier));
  }

  /** The first values of the kernel for the state; {@code orthogonal} by default. */
  default Initializer recurrentInitializer() {
    return config().get(RecurrentSettings.RECURRENT_INITIALIZER);
  }

  /** Returns a copy with other first values of the kernel for the state. */
  default L recurrentInitializer(Initializer initializer) {
    return with(RecurrentSettings.RECURRENT_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the kernel for the state, by Keras' name. */
  default L recurrentInitializer(String identifier) {
    return recurrentInitializer(Initializers.get(identifier));
  }

  /** The bias' first values; {@code zeros} by default. */
  default Initializer biasInitializer() {
    return config().get(RecurrentSettings.BIAS_INITIALIZER);
  }

  /** Returns a copy with other first values of the bias. */
  default L biasInitializer(Initializer initializer) {
    return with(RecurrentSettings.BIAS_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the bias, by Keras' name. */
  default L biasInitializer(String identifier) {
    return biasInitializer(Initializers.get(identifier));
  }

  /** The penalty on the kernel for the input, or null, the default. */
  default Regularizer kernelRegularizer() {
    return config().get(RecurrentSettings.KERNEL_REGULARIZER);
  }

  /** Returns a copy with a penalty on the kernel for the input; null for none. */
  default L kernelRegularizer(Regularizer regularizer) {
    return with(RecurrentSettings.KERNEL_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the kernel for the input, by Keras' name. */
  default L kernelRegularizer(String identifier) {
    return kernelRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the kernel for the state, or null, the default. */
  default Regularizer recurrentRegularizer() {
    return config().get(RecurrentSettings.RECURRENT_REGULARIZER);
  }

  /** Returns a copy with a penalty on the kernel for the state; null for none. */
  default L recurrentRegularizer(Regularizer regularizer) {
    return with(RecurrentSettings.RECURRENT_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the kernel for the state, by Keras' name. */
  default L recurrentRegularizer(String identifier) {
    return recurrentRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the bias, or null, the default. */
  default Regularizer biasRegularizer() {
    return config().get(RecurrentSettings.BIAS_REGULARIZER);
  }

  /** Returns a copy with a penalty on the bias; null for none. */
  default L biasRegularizer(Regularizer regularizer) {
    return with(RecurrentSettings.BIAS_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the bias, by Keras' name. */
  default L biasRegularizer(String identifier) {
    return biasRegularizer(Regularizers.get(identifier));
  }

  /** What the kernel for the input is brought back to after each step, or null, the default. */
  default Constraint kernelConstraint() {
    return config().get(RecurrentSettings.KERNEL_CONSTRAINT);
  }

  /** Returns a copy whose kernel for the input obeys a constraint; null for none. */
  default L kernelConstraint(Constraint constraint) {
    return with(RecurrentSettings.KERNEL_CONSTRAINT, constraint);
  }

  /** Returns a copy whose kernel for the input obeys a constraint, by Keras' name. */
  default L kernelConstraint(String identifier) {
    return kernelConstraint(Constraints.get(identifier));
  }

  /** What the kernel for the state is brought back to after each step, or null, the default. */
  default Constraint recurrentConstraint() {
    return config().get(RecurrentSettings.RECURRENT_CONSTRAINT);
  }

  /** Returns a copy whose kernel for the state obeys a constraint; null for none. */
  default L recurrentConstraint(Constraint constraint) {
    return with(RecurrentSettings.RECURRENT_CONSTRAINT, constraint);
  }

  /** Returns a copy whose kernel for the state obeys a constraint, by Keras' name. */
  default L recurrentConstraint(String identifier) {
    return recurrentConstraint(Constraints.get(identifier));
  }

  /** What the bias is brought back to after each step, or null, the default. */
  default Constraint biasConstraint() {
    return config().get(RecurrentSettings.BIAS_CONSTRAINT);
  }

  /** Returns a copy whose bias obeys a constraint; null for none. */
  default L biasConstraint(Constraint constraint) {
    return with(RecurrentSettings.BIAS_CONSTRAINT, constraint);
  }

  /** Returns a copy whose bias obeys a constraint, by Keras' name. */
  default L biasConstraint(String identifier) {
    return biasConstraint(Constraints.get(identifier));
  }

  /** The part of the input that training drops, the same in all steps; 0 by default. */
  default double dropout() {
    return config().get(RecurrentSettings.DROPOUT);
  }

  /** Returns a copy that drops another part of the input in training. */
  default L dropout(double rate) {
    return with(RecurrentSettings.DROPOUT, rate);
  }

  /** The part of the state that training drops, the same in all steps; 0 by default. */
  default double recurrentDropout() {
    return config().get(RecurrentSettings.RECURRENT_DROPOUT);
  }

  /** Returns a copy that drops another part of the state in training. */
  default L recurrentDropout(double rate) {
    return with(RecurrentSettings.RECURRENT_DROPOUT, rate);
  }

  /** The seed that decides what is dropped, or null, the default, for the model's. */
  default Long seed() {
    return config().get(RecurrentSettings.SEED);
  }

  /** Returns a copy with a seed of its own, for choices that do not depend on the model's seed. */
  default L seed(long seed) {
    return with(RecurrentSettings.SEED, seed);
  }
}
