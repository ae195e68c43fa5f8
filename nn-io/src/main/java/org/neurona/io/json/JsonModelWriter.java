package org.neurona.io.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.TrainingState;

/** Writes a model as JSON, piece by piece, so that no more than a row of a weight is ever held as text. */
public final class JsonModelWriter {
  private final JsonWriter json;

  private JsonModelWriter(Writer writer) {
    json = open(writer);
  }

  /** The release that writes. */
  public static String release() {
    return Fields.RELEASE;
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
    out.section(Fields.MODEL, ArchitectureJson.of(model));
    out.section(Fields.COMPILE, model.isCompiled() ? compilation(model.compileOptions()) : null);
    out.weights(model);
    if (model.isCompiled()) {
      requireCompiledAsItIs(model);
      training(out.json, model.trainingState());
    }
    out.end();
  }

  /** The optimizer's arrays are for the layers that were trained when the model was compiled; files say one thing. */
  private static void requireCompiledAsItIs(Model model) {
    if (model.trainableChanged()) {
      throw new IllegalStateException("Model \"" + model.name() + "\" can't be saved: layers were frozen or thawed "
          + "since it was compiled, so that what its optimizer keeps is not for the layers that are trained. "
          + "Compile it anew");
    }
  }

  /** Writes the layers alone. */
  public static void writeArchitecture(Model model, Writer writer) throws IOException {
    JsonModelWriter out = new JsonModelWriter(writer);
    out.begin();
    out.section(Fields.MODEL, ArchitectureJson.of(model));
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
    for (int i = 0; i < values.size(); i++) {
      ArrayJson.write(json, model.graph().weights().get(i).path(), values.get(i));
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
