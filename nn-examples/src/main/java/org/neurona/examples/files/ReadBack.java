package org.neurona.examples.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.neurona.CompileOptions;
import org.neurona.DType;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.SummaryOptions;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.TrainingState;

/** Reads what was written, and compares it with what it was written from. */
final class ReadBack {
  private ReadBack() {}

  /**
   * Reads weights alone.
   *
   * @return what the model has and the file does not
   * @throws IOException if they are not the same, bit for bit
   */
  static List<String> weights(Model model, Path file) throws IOException {
    Model other = model.cloneModel().engine(engine(model));
    other.setWeights(model.graph().weights().stream().map(weight -> NDArray.zeros(weight.spec().shape())).toList());
    Models.loadWeights(other, file);
    require(other.getWeights().equals(model.getWeights()), "its weights");
    List<String> left = new ArrayList<>(List.of("the layers"));
    if (model.isCompiled()) {
      left.add("the compile settings");
      left.add("the state of " + model.compileOptions().optimizer().className() + " after "
          + model.trainingState().iterations() + " steps");
    }
    return left;
  }

  /**
   * Reads a model.
   *
   * @return what the model has and the file does not
   * @throws IOException if layers, settings or weights are not the same, bit for bit
   */
  static List<String> model(Model model, Path file) throws IOException {
    Model other = Models.load(file, new LoadOptions().engine(engine(model)));
    SummaryOptions all = new SummaryOptions().expandNested(true).showTrainable(true);
    require(other.summaryText(all).equals(model.summaryText(all)), "its layers");
    require(settings(other).equals(settings(model)), "the settings of its layers");
    require(other.getWeights().equals(model.getWeights()), "its weights");
    if (!model.isCompiled()) {
      return List.of();
    }
    List<String> left = new ArrayList<>();
    Map<String, Object> read = compile(other);
    compile(model).forEach((part, settings) -> {
      if (!settings.equals(read.get(part))) {
        left.add(part);
      }
    });
    if (!other.isCompiled() || !same(other.trainingState(), model.trainingState())) {
      left.add("the state of " + model.compileOptions().optimizer().className());
    }
    return left;
  }

  private static String engine(Model model) {
    return model.getWeights().stream().anyMatch(weight -> weight.dtype() == DType.FLOAT64)
        ? "commons-math" : null;
  }

  /** What was set of each layer, by its name. Names that files write and models find are the same. */
  private static Map<String, Object> settings(Model model) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (Member member : model.graph().members()) {
      Map<String, Object> own = new LinkedHashMap<>(member.layer().config().toMap());
      own.keySet().removeAll(List.of("trainable", "input_shape"));
      settings.put(member.name(), withoutNames(own));
    }
    return settings;
  }

  /** What each part of the compile settings comes to for the model's outputs; empty for a model without. */
  private static Map<String, Object> compile(Model model) {
    Map<String, Object> parts = new LinkedHashMap<>();
    if (model.isCompiled()) {
      CompileOptions options = model.compileOptions();
      parts.put("the settings of the optimizer", withoutNames(options.optimizer().toPlain()));
      List<String> outputs = model.graph().outputs().stream().map(model.graph()::name).toList();
      parts.put("the losses", each(outputs, options.losses(), loss -> withoutNames(loss.toPlain())));
      parts.put("the loss weights", each(outputs, options.lossWeights(), weight -> weight));
      parts.put("the metrics", each(outputs, options.metrics(), ReadBack::settings));
      parts.put("the weighted metrics", each(outputs, options.weightedMetrics(), ReadBack::settings));
    }
    return parts;
  }

  /** What there is for each output; what is there under the empty name is for each. */
  private static <T> List<Object> each(List<String> outputs, Map<String, T> given, Function<T, Object> plain) {
    List<Object> each = new ArrayList<>();
    for (String output : outputs) {
      T own = given.getOrDefault(output, given.get(""));
      each.add(own == null ? "none" : plain.apply(own));
    }
    return each;
  }

  private static List<Object> settings(List<NamedMetric> metrics) {
    return metrics.stream().map(named -> withoutNames(named.metric().toPlain())).toList();
  }

  /** Plain data without the names that Keras gives to all and everything, and Neurona only where they matter. */
  private static Object withoutNames(Object plain) {
    if (plain instanceof Map<?, ?> map) {
      Map<Object, Object> rest = new LinkedHashMap<>();
      map.forEach((key, value) -> rest.put(key, withoutNames(value)));
      rest.remove("name");
      return rest;
    }
    return plain instanceof List<?> list
        ? list.stream().map(ReadBack::withoutNames).collect(Collectors.toList()) : plain;
  }

  private static boolean same(TrainingState a, TrainingState b) {
    return a.iterations() == b.iterations() && a.learningRate() == b.learningRate() && a.slots().equals(b.slots());
  }

  private static void require(boolean condition, String what) throws IOException {
    if (!condition) {
      throw new IOException("what was written does not read back the same: " + what
          + " differ. Nothing was kept of it");
    }
  }
}
