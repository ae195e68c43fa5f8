package org.neurona.io.keras;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values under keys that our classes don't have, but that change nothing that is computed: how fast Keras computes it,
 * what TensorFlow called it, or a feature that is switched off. Any other value of an unknown key is unsupported.
 */
final class NeutralValues {
  /** What a value must be; a process starts sooner with one class for all of them than with a lambda for each. */
  private enum Rule {
    ANY,
    FALSE,
    ZERO,
    ONE,
    FLOATING,
    CHANNELS_LAST,
    LAST_AXIS;

    boolean holds(Object value) {
      return switch (this) {
        case ANY -> true;
        case FALSE -> Boolean.FALSE.equals(value);
        case ZERO -> value instanceof Number number && number.doubleValue() == 0;
        case ONE -> value instanceof Number number && number.doubleValue() == 1
            || value instanceof List<?> list && areOne(list);
        case FLOATING -> isFloating(value);
        case CHANNELS_LAST -> "channels_last".equals(value);
        case LAST_AXIS -> value instanceof Long axis && axis == -1;
      };
    }

    private static boolean areOne(List<?> list) {
      for (Object item : list) {
        if (!(item instanceof Long one && one == 1)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final Set<String> FLOATS = Set.of("float16", "bfloat16", "float32", "float64", "mixed_float16",
      "mixed_bfloat16");

  private static final Map<String, Rule> KEYS = Map.ofEntries(
      Map.entry("dtype", Rule.FLOATING),
      Map.entry("input_dtype", Rule.ANY),
      Map.entry("batch_input_shape", Rule.ANY),
      Map.entry("batch_shape", Rule.ANY),
      Map.entry("input_dim", Rule.ANY),
      Map.entry("input_length", Rule.ANY),
      Map.entry("sparse", Rule.FALSE),
      Map.entry("ragged", Rule.FALSE),
      Map.entry("optional", Rule.FALSE),
      Map.entry("autocast", Rule.ANY),
      Map.entry("implementation", Rule.ANY),
      Map.entry("consume_less", Rule.ANY),
      Map.entry("unroll", Rule.ANY),
      Map.entry("use_cudnn", Rule.ANY),
      Map.entry("stateful", Rule.FALSE),
      Map.entry("time_major", Rule.FALSE),
      Map.entry("return_state", Rule.FALSE),
      Map.entry("return_sequences", Rule.FALSE),
      Map.entry("go_backwards", Rule.FALSE),
      Map.entry("zero_output_for_mask", Rule.FALSE),
      Map.entry("mask_zero", Rule.FALSE),
      Map.entry("rms_scaling", Rule.FALSE),
      Map.entry("use_gate", Rule.FALSE),
      Map.entry("dropout", Rule.ZERO),
      Map.entry("recurrent_dropout", Rule.ZERO),
      Map.entry("synchronized", Rule.FALSE),
      Map.entry("renorm", Rule.FALSE),
      Map.entry("renorm_momentum", Rule.ANY),
      Map.entry("fused", Rule.ANY),
      Map.entry("mode", Rule.ZERO),
      Map.entry("groups", Rule.ONE),
      Map.entry("dilation_rate", Rule.ONE),
      Map.entry("data_format", Rule.CHANNELS_LAST),
      Map.entry("seed", Rule.ANY),
      Map.entry("lora_alpha", Rule.ANY),
      // Optimizers, losses and metrics.
      Map.entry("name", Rule.ANY),
      Map.entry("jit_compile", Rule.ANY),
      Map.entry("is_legacy_optimizer", Rule.ANY),
      Map.entry("schedule_decay", Rule.ANY),
      Map.entry("momentum", Rule.ZERO),
      Map.entry("nesterov", Rule.FALSE),
      Map.entry("amsgrad", Rule.FALSE),
      Map.entry("centered", Rule.FALSE),
      Map.entry("initial_decay", Rule.ZERO),
      Map.entry("weight_decay", Rule.ZERO),
      Map.entry("axis", Rule.LAST_AXIS));

  private NeutralValues() {}

  /** Whether a value can be left out. */
  static boolean isNeutral(String key, Object value) {
    // A model that is loaded has its weights; what they would begin with makes no difference.
    return value == null || key.endsWith("_initializer") || KEYS.containsKey(key) && KEYS.get(key).holds(value);
  }

  /** Numbers are computed with in float32, or float64 on the engine of that name. */
  private static boolean isFloating(Object dtype) {
    Object name = dtype;
    if (dtype instanceof Map<?, ?> policy) {
      name = policy.get("config") instanceof Map<?, ?> config ? config.get("name") : null;
    }
    return name instanceof String text && FLOATS.contains(text);
  }
}
