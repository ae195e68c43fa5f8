package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.losses.Loss;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.spi.Compilation.NamedMetric;

/** The compile settings as Keras writes them: {@code compile_config}, or {@code training_config} up to Keras 2. */
final class CompileConfig {
  private static final String ALL_OUTPUTS = "";
  private static final String WRAPPER = "MeanMetricWrapper";

  private final KerasObjects objects;
  private final List<String> outputs;
  private CompileOptions options = new CompileOptions();

  private CompileConfig(KerasObjects objects, List<String> outputs) {
    this.objects = objects;
    this.outputs = outputs;
  }

  /**
   * Reads them; what is not supported is noted.
   *
   * @param outputs the names of the layers that the model's outputs come from
   * @return the settings, or null where there is no loss
   */
  static CompileOptions read(Map<?, ?> plain, KerasObjects objects, List<String> outputs) {
    if (plain.get("loss") == null) {
      return null;
    }
    CompileConfig config = new CompileConfig(objects, outputs);
    Object optimizer = plain.containsKey("optimizer_config") ? plain.get("optimizer_config") : plain.get("optimizer");
    if (optimizer != null) {
      config.optimizer(optimizer);
    }
    config.byOutput(plain.get("loss"), "loss", config::loss);
    config.byOutput(plain.get("loss_weights"), "loss_weights", (output, value) -> {
      if (value instanceof Number weight) {
        config.options = config.options.lossWeight(output, weight.doubleValue());
      }
    });
    config.metrics(plain.get("metrics"), config::plainMetrics);
    config.metrics(plain.get("weighted_metrics"), config::weightedMetrics);
    return config.options;
  }

  private void optimizer(Object value) {
    Object renamed = value;
    if (value instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, each) -> copy.put((String) key, each));
      copy.put("config", OldNames.optimizer(config));
      renamed = copy;
    }
    Object plain = objects.object(Optimizers.catalogue(), renamed, "the optimizer");
    if (plain != null && objects.findings().isEmpty()) {
      options = options.optimizer(read(() -> Optimizers.catalogue().read(plain, objects.custom()), Optimizer.class));
    }
  }

  private void loss(String output, Object value) {
    Object plain = objects.object(Losses.catalogue(), withoutAuto(value), "the loss");
    if (plain != null && objects.findings().isEmpty()) {
      options = options.loss(output, read(() -> Losses.catalogue().read(plain, objects.custom()), Loss.class));
    }
  }

  /** Keras 2's reduction {@code auto} is the default. */
  private static Object withoutAuto(Object loss) {
    if (loss instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config
        && "auto".equals(config.get("reduction"))) {
      Map<Object, Object> copy = new LinkedHashMap<>(map);
      Map<Object, Object> without = new LinkedHashMap<>(config);
      without.remove("reduction");
      copy.put("config", without);
      return copy;
    }
    return loss;
  }

  private void metrics(Object value, Each each) {
    boolean nested = value instanceof List<?> list && !list.isEmpty()
        && list.stream().allMatch(item -> item == null || item instanceof List);
    if (nested || value instanceof Map<?, ?> map && !map.containsKey("class_name")) {
      byOutput(value, "metrics", each);
    } else {
      each.accept(ALL_OUTPUTS, value);
    }
  }

  private void plainMetrics(String output, Object value) {
    List<NamedMetric> metrics = metricsOf(value);
    options = metrics.isEmpty() ? options : options.named(output, metrics);
  }

  private void weightedMetrics(String output, Object value) {
    List<NamedMetric> metrics = metricsOf(value);
    options = metrics.isEmpty() ? options : options.namedWeighted(output, metrics);
  }

  private List<NamedMetric> metricsOf(Object value) {
    List<NamedMetric> metrics = new ArrayList<>();
    for (Object item : KerasObjects.items(value)) {
      NamedMetric metric = metric(item);
      if (metric != null) {
        metrics.add(metric);
      }
    }
    return metrics;
  }

  private NamedMetric metric(Object value) {
    String name = value instanceof String text ? text : null;
    Object wrapped = value;
    if (value instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
      name = KerasJson.get(config, "name", String.class);
      if (WRAPPER.equals(map.get("class_name"))) {
        wrapped = config.get("fn");
      }
    }
    Object plain = objects.object(Metrics.catalogue(), wrapped, "the metric" + (name == null ? "" : " " + name));
    if (plain == null || !objects.findings().isEmpty()) {
      return null;
    }
    Metric metric = read(() -> Metrics.catalogue().read(plain, objects.custom()), Metric.class);
    return new NamedMetric(name == null ? metric.name() : name, metric);
  }

  /** What is said for each output: one value for all, a list in their order, or by name. */
  private void byOutput(Object value, String what, Each each) {
    if (value instanceof List<?> list) {
      if (list.size() > outputs.size()) {
        throw new IllegalArgumentException("compile has " + list.size() + " " + what + " for " + outputs.size()
            + " outputs");
      }
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) != null) {
          each.accept(outputs.size() == 1 ? ALL_OUTPUTS : outputs.get(i), list.get(i));
        }
      }
    } else if (value instanceof Map<?, ?> map && !map.containsKey("class_name")) {
      map.forEach((output, item) -> {
        if (item != null) {
          each.accept(outputs.size() == 1 ? ALL_OUTPUTS : (String) output, item);
        }
      });
    } else if (value != null) {
      each.accept(ALL_OUTPUTS, value);
    }
  }

  /** Takes what is said for an output. */
  private interface Each {
    void accept(String output, Object value);
  }

  private static <T> T read(java.util.function.Supplier<T> reading, Class<T> type) {
    try {
      return reading.get();
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException("compile: " + type.getSimpleName().toLowerCase(java.util.Locale.ROOT) + ": "
          + e.getMessage(), e);
    }
  }
}
