package org.neurona.layers;

import java.util.List;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/** The settings behind {@link RecurrentUnits}, with Keras' keys and defaults. */
final class RecurrentSettings {
  static final Setting<Integer> UNITS = Setting.positiveInt("units");
  static final Setting<ActivationFunction> ACTIVATION = Activations.setting("activation", "tanh");
  static final Setting<ActivationFunction> RECURRENT_ACTIVATION =
      Activations.setting("recurrent_activation", "sigmoid");
  static final Setting<Boolean> USE_BIAS = Setting.flag("use_bias", true);
  static final Setting<Initializer> KERNEL_INITIALIZER = Initializers.setting("kernel_initializer", "glorot_uniform");
  static final Setting<Initializer> RECURRENT_INITIALIZER =
      Initializers.setting("recurrent_initializer", "orthogonal");
  static final Setting<Initializer> BIAS_INITIALIZER = Initializers.setting("bias_initializer", "zeros");
  static final Setting<Regularizer> KERNEL_REGULARIZER = Regularizers.setting("kernel_regularizer");
  static final Setting<Regularizer> RECURRENT_REGULARIZER = Regularizers.setting("recurrent_regularizer");
  static final Setting<Regularizer> BIAS_REGULARIZER = Regularizers.setting("bias_regularizer");
  static final Setting<Regularizer> ACTIVITY_REGULARIZER = Regularizers.setting("activity_regularizer");
  static final Setting<Constraint> KERNEL_CONSTRAINT = Constraints.setting("kernel_constraint");
  static final Setting<Constraint> RECURRENT_CONSTRAINT = Constraints.setting("recurrent_constraint");
  static final Setting<Constraint> BIAS_CONSTRAINT = Constraints.setting("bias_constraint");
  static final Setting<Double> DROPOUT = Setting.fraction("dropout", 0);
  static final Setting<Double> RECURRENT_DROPOUT = Setting.fraction("recurrent_dropout", 0);
  static final Setting<Long> SEED = Setting.seed();
  static final Setting<Boolean> UNIT_FORGET_BIAS = Setting.flag("unit_forget_bias", true);
  static final Setting<Boolean> RESET_AFTER = Setting.flag("reset_after", true);

  /** The settings of {@link SimpleRNNCell}. */
  static final List<Setting<?>> OF_SIMPLE_RNN = List.of(UNITS, ACTIVATION, USE_BIAS, KERNEL_INITIALIZER,
      RECURRENT_INITIALIZER, BIAS_INITIALIZER, KERNEL_REGULARIZER, RECURRENT_REGULARIZER, BIAS_REGULARIZER,
      KERNEL_CONSTRAINT, RECURRENT_CONSTRAINT, BIAS_CONSTRAINT, DROPOUT, RECURRENT_DROPOUT, SEED);
  /** The settings of {@link LSTMCell}. */
  static final List<Setting<?>> OF_LSTM = and(OF_SIMPLE_RNN, RECURRENT_ACTIVATION, UNIT_FORGET_BIAS);
  /** The settings of {@link GRUCell}. */
  static final List<Setting<?>> OF_GRU = and(OF_SIMPLE_RNN, RECURRENT_ACTIVATION, RESET_AFTER);

  private RecurrentSettings() {}

  private static List<Setting<?>> and(List<Setting<?>> settings, Setting<?>... further) {
    return Setting.joined(settings, List.of(further));
  }
}
