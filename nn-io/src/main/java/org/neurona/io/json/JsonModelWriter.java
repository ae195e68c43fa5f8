package org.neurona.io.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.config.Configurable;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.WeightSpec;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.TrainingState;

/** Writes a model as JSON, piece by piece, so that no more than a row of a weight is ever held as text. */
public final class JsonModelWriter {
  private final JsonWriter json;

  private JsonModelWriter(Writer writer) {
    json = open(writer);
  }

  /** A writer of Neurona's files. */
  static JsonWriter open(Writer writer) {
    JsonWriter json = new JsonWriter(writer);
    json.setStrictness(Strictness.STRICT);
    json.setIndent("  ");
    json.setSerializeNulls(true);
    return json;
  }

  /** Writes everything that training needs to go on. */
  public static void write(Model model, Writer writer) throws IOException {
    JsonModelWriter out = new JsonModelWriter(writer);
    out.begin();
    out.section(Fields.MODEL, architecture(model));
    out.section(Fields.COMPILE, model.isCompiled() ? compilation(model.compileOptions()) : null);
    out.weights(model);
    if (model.isCompiled()) {
      training(out.json, model.trainingState());
    }
    out.end();
  }

  /** Writes the layers alone. */
  public static void writeArchitecture(Model model, Writer writer) throws IOException {
    JsonModelWriter out = new JsonModelWriter(writer);
    out.begin();
    out.section(Fields.MODEL, architecture(model));
    out.end();
  }

  /** Writes the weights alone. */
  public static void writeWeights(Model model, Writer writer) throws IOException {
    JsonModelWriter out = new JsonModelWriter(writer);
    out.begin();
    out.weights(model);
    out.end();
  }

  private void begin() throws IOException {
    begin(json, Fields.FORMAT_NAME);
  }

  /** Writes what every file begins with. */
  static void begin(JsonWriter json, String format) throws IOException {
    json.beginObject();
    json.name(Fields.FORMAT).value(format);
    json.name(Fields.VERSION).value(Fields.CURRENT_VERSION);
    json.name(Fields.NEURONA_VERSION).value(Fields.RELEASE);
  }

  private void end() throws IOException {
    json.endObject();
    json.flush();
  }

  private void section(String name, Object plain) throws IOException {
    json.name(name);
    PlainJson.write(json, plain);
  }

  private static Map<String, Object> architecture(Model model) {
    Map<String, Object> plain = new LinkedHashMap<>();
    boolean sequential = model instanceof Sequential;
    plain.put(Fields.CLASS_NAME, sequential ? Fields.SEQUENTIAL : Fields.FUNCTIONAL);
    plain.put(Fields.NAME, model.name());
    plain.put(Fields.SEED, model.seed());
    if (sequential) {
      // Built, the model starts with its input, whether or not the user wrote one.
      List<? extends Layer> layers = model.isBuilt() ? model.graph().members().stream().map(Member::layer).toList()
          : ((Sequential) model).layers();
      plain.put(Fields.LAYERS, layers.stream().map(Configurable::toPlain).toList());
    } else {
      LayerGraph graph = model.graph();
      plain.put(Fields.LAYERS, graph.members().stream().map(member -> member.layer().toPlain()).toList());
      Map<Member, Integer> places = new IdentityHashMap<>();
      graph.members().forEach(member -> places.put(member, places.size()));
      List<Object> applications = new ArrayList<>();
      for (Application application : graph.applications()) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(Fields.LAYER, places.get(application.member()));
        entry.put(Fields.INPUTS, sources(application.inputs()));
        applications.add(entry);
      }
      plain.put(Fields.APPLICATIONS, applications);
      plain.put(Fields.INPUTS, sources(graph.inputs()));
      plain.put(Fields.OUTPUTS, sources(graph.outputs()));
    }
    return plain;
  }

  private static List<Object> sources(List<Source> sources) {
    List<Object> plain = new ArrayList<>();
    sources.forEach(source -> plain.add(List.of(source.application(), source.output())));
    return plain;
  }

  private static Map<String, Object> compilation(CompileOptions options) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(Fields.OPTIMIZER, options.optimizer().toPlain());
    Map<String, Object> losses = new LinkedHashMap<>();
    options.losses().forEach((output, loss) -> losses.put(output, loss.toPlain()));
    plain.put(Fields.LOSSES, losses);
    plain.put(Fields.LOSS_WEIGHTS, options.lossWeights());
    plain.put(Fields.METRICS, metrics(options.metrics()));
    if (!options.weightedMetrics().isEmpty()) {
      plain.put(Fields.WEIGHTED_METRICS, metrics(options.weightedMetrics()));
    }
    return plain;
  }

  private static Map<String, Object> metrics(Map<String, List<NamedMetric>> byOutput) {
    Map<String, Object> plain = new LinkedHashMap<>();
    byOutput.forEach((output, list) -> plain.put(output, list.stream().map(JsonModelWriter::metric).toList()));
    return plain;
  }

  private static Object metric(NamedMetric named) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(Fields.NAME, named.name());
    plain.put(Fields.METRIC, named.metric().toPlain());
    return plain;
  }

  private void weights(Model model) throws IOException {
    List<NDArray> values = model.getWeights();
    json.name(Fields.WEIGHTS).beginArray();
    int index = 0;
    for (Member member : model.graph().members()) {
      for (WeightSpec spec : member.weights()) {
        ArrayJson.write(json, member.name() + "/" + spec.name(), values.get(index++));
      }
    }
    json.endArray();
  }

  /** Writes what training keeps besides the weights. */
  static void training(JsonWriter json, TrainingState state) throws IOException {
    json.name(Fields.TRAINING).beginObject();
    json.name(Fields.ITERATIONS).value(state.iterations());
    json.name(Fields.EPOCHS).value(state.epochs());
    json.name(Fields.LEARNING_RATE).value(state.learningRate());
    json.name(Fields.SLOTS).beginArray();
    for (Map.Entry<String, NDArray> slot : state.slots().entrySet()) {
      ArrayJson.write(json, slot.getKey(), slot.getValue());
    }
    json.endArray();
    json.endObject();
  }
}
