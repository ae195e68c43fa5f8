package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.losses.Loss;
import org.neurona.metrics.Metrics;
import org.neurona.optimizers.Optimizer;
import org.neurona.spi.Compilation.NamedMetric;

/** The compile settings as Keras 3 serializes them. */
final class CompileWriter {
  private static final String ALL_OUTPUTS = "";

  private final CompileOptions options;
  private final List<String> outputs;
  private final boolean named;

  /**
   * A writer.
   *
   * @param layers the names of the layers that the model's outputs come from
   */
  CompileWriter(CompileOptions options, List<String> layers) {
    this.options = options;
    this.outputs = outputNames(layers);
    this.named = outputs.equals(layers);
  }

  /** The names of outputs; several of one layer are told apart, as {@link org.neurona.Model} does: base, base_1. */
  static List<String> outputNames(List<String> layers) {
    List<String> names = new ArrayList<>();
    for (String layer : layers) {
      String name = layer;
      for (int i = 1; names.contains(name); i++) {
        name = layer + "_" + i;
      }
      names.add(name);
    }
    return names;
  }

  /** What there is to say for each output: by name, where Keras tells outputs apart by their names. */
  private Object byOutput(Map<String, Object> byName) {
    return outputs.size() == 1 ? byName.get(outputs.get(0)) : named ? byName
        : outputs.stream().map(byName::get).toList();
  }

  /** For {@code config.json}. */
  Map<String, Object> compileConfig() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("optimizer", SerializedObjects.named(options.optimizer(), name(options.optimizer())));
    plain.putAll(rest());
    return plain;
  }

  /** For {@code .h5} files. */
  Map<String, Object> trainingConfig() {
    Map<String, Object> plain = rest();
    Map<String, Object> optimizer = SerializedObjects.named(options.optimizer(), name(options.optimizer()));
    Map<String, Object> bare = new LinkedHashMap<>();
    bare.put("class_name", optimizer.get("class_name"));
    bare.put("config", optimizer.get("config"));
    plain.put("optimizer_config", bare);
    return plain;
  }

  /** What Keras calls an optimizer that was given no name. */
  static String name(Optimizer optimizer) {
    return optimizer.className().equals("SGD") ? "SGD" : optimizer.className().toLowerCase(Locale.ROOT);
  }

  private Map<String, Object> rest() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("loss", losses());
    plain.put("loss_weights", lossWeights());
    plain.put("metrics", metrics(options.metrics()));
    plain.put("weighted_metrics", metrics(options.weightedMetrics()));
    plain.put("run_eagerly", false);
    plain.put("steps_per_execution", 1);
    plain.put("jit_compile", false);
    return plain;
  }

  private Object losses() {
    Map<String, Object> byOutput = new LinkedHashMap<>();
    for (String output : outputs) {
      Loss loss = options.losses().getOrDefault(output, options.losses().get(ALL_OUTPUTS));
      if (loss != null) {
        byOutput.put(output, SerializedObjects.named(loss, loss.name()));
      }
    }
    return byOutput(byOutput);
  }

  private Object lossWeights() {
    if (options.lossWeights().isEmpty()) {
      return null;
    }
    Map<String, Object> byOutput = new LinkedHashMap<>();
    for (String output : outputs) {
      byOutput.put(output, options.lossWeights().getOrDefault(output,
          options.lossWeights().getOrDefault(ALL_OUTPUTS, 1.0)));
    }
    return byOutput(byOutput);
  }

  private Object metrics(Map<String, List<NamedMetric>> metrics) {
    if (metrics.isEmpty()) {
      return null;
    }
    Map<String, Object> byOutput = new LinkedHashMap<>();
    for (String output : outputs) {
      List<Object> own = new ArrayList<>();
      for (String key : List.of(ALL_OUTPUTS, output)) {
        metrics.getOrDefault(key, List.of()).forEach(metric -> own.add(metric(metric)));
      }
      if (!own.isEmpty()) {
        byOutput.put(output, own);
      }
    }
    return byOutput(byOutput);
  }

  /** A metric that a name stands for is written as that name. */
  private static Object metric(NamedMetric named) {
    return Metrics.catalogue().find(named.name())
        .filter(own -> own.getClass() == named.metric().getClass()
            && own.config().toMap().equals(named.metric().config().toMap()))
        .map(own -> (Object) named.name()).orElseGet(() -> SerializedObjects.named(named.metric(), named.name()));
  }
}
