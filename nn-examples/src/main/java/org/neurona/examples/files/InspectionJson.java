package org.neurona.examples.files;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.io.FileContents.LayerEntry;
import org.neurona.io.StoredArray;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.Weight;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.TrainingState;

/** An inspection for programs: one JSON object. What there is nothing of is null, or an empty list. */
final class InspectionJson {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();

  private InspectionJson() {}

  static String of(Inspection inspection) {
    Model model = inspection.model();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("file", inspection.file().getFileName().toString());
    plain.put("format", inspection.contents().format());
    plain.put("holds", inspection.holds());
    plain.put("writer", inspection.contents().writer());
    plain.put("missing", inspection.missing());
    plain.put("layers", inspection.contents().layers().stream().map(InspectionJson::layer).toList());
    plain.put("model", model == null ? null : model(model));
    plain.put("compile", model == null || !model.isCompiled() ? null : compile(model.compileOptions()));
    plain.put("training", model == null || !model.isCompiled() ? null : training(model.trainingState()));
    plain.put("arrays", inspection.arrays().stream().map(InspectionJson::array).toList());
    return JSON.toJson(plain);
  }

  private static Map<String, Object> layer(LayerEntry layer) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", layer.name());
    plain.put("class_name", layer.className());
    plain.put("depth", layer.depth());
    return plain;
  }

  private static Map<String, Object> model(Model model) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", model.name());
    plain.put("params", model.countParams());
    if (model.isBuilt()) {
      LayerGraph graph = model.graph();
      long trainable = graph.weights().stream().map(Weight::spec)
          .filter(spec -> spec.trainable()).mapToLong(spec -> spec.shape().size()).sum();
      plain.put("trainable_weight_params", trainable);
      plain.put("inputs", ends(graph, graph.inputs()));
      plain.put("outputs", ends(graph, graph.outputs()));
    }
    return plain;
  }

  private static List<Object> ends(LayerGraph graph, List<LayerGraph.Source> sources) {
    List<Object> plain = new ArrayList<>();
    for (LayerGraph.Source source : sources) {
      Map<String, Object> end = new LinkedHashMap<>();
      end.put("name", graph.name(source));
      // The batch axis is open, which JSON has null for.
      end.put("shape", graph.applications().get(source.application()).outputShapes().get(source.output()).toList()
          .stream().map(length -> length < 0 ? null : length).toList());
      plain.add(end);
    }
    return plain;
  }

  private static Map<String, Object> compile(CompileOptions options) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("optimizer", options.optimizer().toPlain());
    Map<String, Object> losses = new LinkedHashMap<>();
    options.losses().forEach((output, loss) -> losses.put(output, loss.toPlain()));
    plain.put("losses", losses);
    plain.put("loss_weights", options.lossWeights());
    plain.put("metrics", names(options.metrics()));
    plain.put("weighted_metrics", names(options.weightedMetrics()));
    return plain;
  }

  private static Map<String, Object> names(Map<String, List<NamedMetric>> metrics) {
    Map<String, Object> plain = new LinkedHashMap<>();
    metrics.forEach((output, named) -> plain.put(output, named.stream().map(NamedMetric::name).toList()));
    return plain;
  }

  private static Map<String, Object> training(TrainingState state) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("iterations", state.iterations());
    plain.put("epochs", state.epochs());
    plain.put("learning_rate", finite(state.learningRate()));
    plain.put("slots", List.copyOf(state.slots().keySet()));
    return plain;
  }

  private static Map<String, Object> array(StoredArray array) {
    ArrayStatistics of = ArrayStatistics.of(array.values());
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", array.name());
    plain.put("shape", array.values().shape().toList());
    plain.put("type", array.type());
    plain.put("count", of.count());
    plain.put("min", finite(of.min()));
    plain.put("mean", finite(of.mean()));
    plain.put("max", finite(of.max()));
    plain.put("std", finite(of.deviation()));
    plain.put("nan", of.nan());
    plain.put("inf", of.infinite());
    return plain;
  }

  /** JSON has no word for what is no number. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }
}
