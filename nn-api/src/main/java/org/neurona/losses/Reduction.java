package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/** How the losses of rows become the loss of a batch: Keras' {@code reduction}. */
final class Reduction {
  static final String SUM_OVER_BATCH_SIZE = "sum_over_batch_size";
  static final String SUM = "sum";
  static final String MEAN = "mean";
  static final String MEAN_WITH_SAMPLE_WEIGHT = "mean_with_sample_weight";
  static final String NONE = "none";

  private static final List<String> KNOWN = List.of(SUM_OVER_BATCH_SIZE, SUM, MEAN, MEAN_WITH_SAMPLE_WEIGHT, NONE);

  /** The setting; null is none as in Keras, whose second version wrote {@code auto} for the mean. */
  static final Setting<String> SETTING = Setting.of("reduction", "one of " + String.join(", ", KNOWN),
      value -> value == null || KNOWN.contains(value), new Setting.Codec<>() {
        @Override
        public Object write(String value) {
          return value;
        }

        @Override
        public String read(Object plain, CustomObjects custom) {
          return plain.equals("auto") ? SUM_OVER_BATCH_SIZE : (String) plain;
        }
      }, SUM_OVER_BATCH_SIZE);

  private Reduction() {}

  /** The losses of rows, weighted where they have weights, as one number. */
  static Tensor of(String reduction, Tensor rows) {
    return switch (reduction) {
      case SUM -> sum(rows);
      case NONE -> {
        // The value is the mean, the gradient that of the sum.
        Tensor sum = sum(rows);
        yield add(stopGradient(mean(rows)), subtract(sum, stopGradient(sum)));
      }
      default -> mean(rows);
    };
  }
}
