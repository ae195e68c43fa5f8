package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What a layer lets its user say of one of its weights.
 *
 * @param initializer its first values: {@code kernel_initializer}
 * @param regularizer the penalty on it: {@code kernel_regularizer}
 * @param constraint what it is brought back to after each step: {@code kernel_constraint}
 */
record WeightSettings(Setting<Initializer> initializer, Setting<Regularizer> regularizer,
    Setting<Constraint> constraint) {
  /** The settings of a weight, by the word that their keys begin with: {@code kernel}. */
  static WeightSettings of(String prefix, String initializer) {
    return new WeightSettings(Initializers.setting(prefix + "_initializer", initializer),
        Regularizers.setting(prefix + "_regularizer"), Constraints.setting(prefix + "_constraint"));
  }

  /** All of them. */
  List<Setting<?>> all() {
    return List.of(initializer, regularizer, constraint);
  }
}
