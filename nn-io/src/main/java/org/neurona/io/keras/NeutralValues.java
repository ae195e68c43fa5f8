package org.neurona.io.keras;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Values under keys that our classes don't have, but that change nothing that is computed: how fast Keras computes it,
 * what TensorFlow called it, or a feature that is switched off. Any other value of an unknown key is unsupported.
 */
final class NeutralValues {
  private static final Predicate<Object> ANY = value -> true;
  private static final Predicate<Object> FALSE = Boolean.FALSE::equals;
  private static final Predicate<Object> ZERO = value -> value instanceof Number number && number.doubleValue() == 0;
  private static final Predicate<Object> ONE = value -> value instanceof Number number && number.doubleValue() == 1
      || value instanceof List<?> list && list.stream().allMatch(item -> item instanceof Long one && one == 1);
  private static final Set<String> FLOATS = Set.of("float16", "bfloat16", "float32", "float64", "mixed_float16",
      "mixed_bfloat16");

  private static final Map<String, Predicate<Object>> KEYS = Map.ofEntries(
      Map.entry("dtype", NeutralValues::isFloating),
      Map.entry("input_dtype", ANY),
      Map.entry("batch_input_shape", ANY),
      Map.entry("batch_shape", ANY),
      Map.entry("input_dim", ANY),
      Map.entry("input_length", ANY),
      Map.entry("sparse", FALSE),
      Map.entry("ragged", FALSE),
      Map.entry("optional", FALSE),
      Map.entry("autocast", ANY),
      Map.entry("implementation", ANY),
      Map.entry("consume_less", ANY),
      Map.entry("unroll", ANY),
      Map.entry("use_cudnn", ANY),
      Map.entry("stateful", FALSE),
      Map.entry("time_major", FALSE),
      Map.entry("return_state", FALSE),
      Map.entry("return_sequences", FALSE),
      Map.entry("go_backwards", FALSE),
      Map.entry("zero_output_for_mask", FALSE),
      Map.entry("mask_zero", FALSE),
      Map.entry("rms_scaling", FALSE),
      Map.entry("use_gate", FALSE),
      Map.entry("dropout", ZERO),
      Map.entry("recurrent_dropout", ZERO),
      Map.entry("synchronized", FALSE),
      Map.entry("renorm", FALSE),
      Map.entry("renorm_momentum", ANY),
      Map.entry("fused", ANY),
      Map.entry("mode", ZERO),
      Map.entry("groups", ONE),
      Map.entry("dilation_rate", ONE),
      Map.entry("data_format", "channels_last"::equals),
      Map.entry("seed", ANY),
      Map.entry("lora_alpha", ANY),
      // Optimizers, losses and metrics.
      Map.entry("name", ANY),
      Map.entry("jit_compile", ANY),
      Map.entry("is_legacy_optimizer", ANY),
      Map.entry("schedule_decay", ANY),
      Map.entry("momentum", ZERO),
      Map.entry("nesterov", FALSE),
      Map.entry("amsgrad", FALSE),
      Map.entry("centered", FALSE),
      Map.entry("initial_decay", ZERO),
      Map.entry("weight_decay", ZERO),
      Map.entry("axis", value -> value instanceof Long axis && axis == -1));

  private NeutralValues() {}

  /** Whether a value can be left out. */
  static boolean isNeutral(String key, Object value) {
    // A model that is loaded has its weights; what they would begin with makes no difference.
    return value == null || key.endsWith("_initializer") || KEYS.getOrDefault(key, other -> false).test(value);
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
