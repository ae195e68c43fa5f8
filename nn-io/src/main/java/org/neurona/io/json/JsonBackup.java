package org.neurona.io.json;

import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.LoadOptions;
import org.neurona.io.json.ArrayJson.Named;
import org.neurona.spi.CallbackState;
import org.neurona.spi.FitBackup;
import org.neurona.spi.FitBackup.NamedState;
import org.neurona.spi.FitProgress;
import org.neurona.spi.TrainingState;

/** How far training is, as JSON. Every number that is computed with is in an array, which holds it to the last bit. */
public final class JsonBackup extends JsonFileReader {
  private JsonBackup(Reader reader, String file, LoadOptions options) {
    super(reader, file, options);
  }

  // ---- writing

  /** Writes a backup. */
  public static void write(FitBackup backup, Writer writer) throws IOException {
    JsonWriter json = JsonModelWriter.open(writer);
    JsonModelWriter.begin(json, Fields.BACKUP_FORMAT_NAME);
    json.name(Fields.SETUP);
    PlainJson.write(json, backup.setup());
    arrays(json, Fields.WEIGHTS, Map.of("weight", backup.weights()));
    arrays(json, Fields.STATES, Map.of("state", backup.states()));
    JsonModelWriter.training(json, backup.training());
    FitProgress progress = backup.progress();
    json.name(Fields.FIT).beginObject();
    json.name(Fields.EPOCH).value(progress.epoch());
    json.name(Fields.BATCHES).value(progress.batches());
    json.name(Fields.PASSED).value(progress.passed());
    json.name(Fields.STOPPED).value(progress.stopped());
    Map<String, List<Double>> logs = new TreeMap<>();
    progress.logs().forEach((name, value) -> logs.put(name, List.of(value)));
    numbers(json, Fields.LOGS, logs);
    arrays(json, Fields.TOTALS, Map.of("total", progress.totals()));
    json.endObject();
    json.name(Fields.CALLBACKS).beginArray();
    for (NamedState callback : backup.callbacks()) {
      json.beginObject();
      json.name(Fields.CLASS).value(callback.callback());
      json.name(Fields.TEXTS);
      PlainJson.write(json, callback.state().texts());
      numbers(json, Fields.NUMBERS, callback.state().numbers());
      arrays(json, Fields.ARRAYS, callback.state().arrays());
      json.endObject();
    }
    json.endArray();
    json.endObject();
    json.flush();
  }

  private static void numbers(JsonWriter json, String key, Map<String, List<Double>> lists) throws IOException {
    Map<String, List<NDArray>> arrays = new TreeMap<>();
    lists.forEach((name, list) -> arrays.put(name, List.of(NDArray.wrap(Shape.of(list.size()),
        list.stream().mapToDouble(Double::doubleValue).toArray()))));
    arrays(json, key, arrays);
  }

  /** Writes the arrays of some lists, each under the name of its list. */
  private static void arrays(JsonWriter json, String key, Map<String, List<NDArray>> lists) throws IOException {
    json.name(key).beginArray();
    for (Map.Entry<String, List<NDArray>> list : lists.entrySet()) {
      for (NDArray array : list.getValue()) {
        ArrayJson.write(json, list.getKey(), array);
      }
    }
    json.endArray();
  }

  // ---- reading

  /**
   * Reads a backup.
   *
   * @param file what messages call the source
   */
  public static FitBackup read(Reader reader, String file, LoadOptions options) throws IOException {
    JsonBackup in = new JsonBackup(reader, file, options);
    return in.guarded(in::backup);
  }

  private FitBackup backup() throws IOException {
    json.beginObject();
    header(Fields.BACKUP_FORMAT_NAME, "backup of training");
    next(Fields.NEURONA_VERSION);
    json.nextString();
    next(Fields.SETUP);
    List<String> setup = texts(value());
    next(Fields.WEIGHTS);
    List<NDArray> weights = values(arrays());
    next(Fields.STATES);
    List<NDArray> states = values(arrays());
    next(Fields.TRAINING);
    TrainingState training = training();
    next(Fields.FIT);
    FitProgress progress = progress();
    next(Fields.CALLBACKS);
    List<NamedState> callbacks = new ArrayList<>();
    json.beginArray();
    while (json.peek() != JsonToken.END_ARRAY) {
      callbacks.add(callback());
    }
    json.endArray();
    json.endObject();
    require(json.peek() == JsonToken.END_DOCUMENT, "something follows the end of the backup");
    return new FitBackup(setup, weights, states, training, progress, callbacks);
  }

  private FitProgress progress() throws IOException {
    json.beginObject();
    next(Fields.EPOCH);
    int epoch = json.nextInt();
    next(Fields.BATCHES);
    int batches = json.nextInt();
    next(Fields.PASSED);
    int passed = json.nextInt();
    next(Fields.STOPPED);
    boolean stopped = json.nextBoolean();
    next(Fields.LOGS);
    Map<String, Double> logs = new TreeMap<>();
    for (Map.Entry<String, List<Double>> entry : numbers().entrySet()) {
      require(entry.getValue().size() == 1, "a log has one value, got " + entry.getValue());
      logs.put(entry.getKey(), entry.getValue().get(0));
    }
    next(Fields.TOTALS);
    List<NDArray> totals = values(arrays());
    json.endObject();
    return new FitProgress(epoch, batches, passed, stopped, logs, totals);
  }

  private NamedState callback() throws IOException {
    json.beginObject();
    next(Fields.CLASS);
    String name = json.nextString();
    next(Fields.TEXTS);
    Map<String, List<String>> texts = new TreeMap<>();
    Map<?, ?> plain = object();
    require(plain != null, "expected an object");
    plain.forEach((key, list) -> texts.put((String) key, texts(list)));
    next(Fields.NUMBERS);
    Map<String, List<Double>> numbers = numbers();
    next(Fields.ARRAYS);
    Map<String, List<NDArray>> arrays = new LinkedHashMap<>();
    arrays().forEach(array -> arrays.computeIfAbsent(array.name(), key -> new ArrayList<>()).add(array.value()));
    json.endObject();
    return new NamedState(name, new CallbackState(numbers, texts, arrays));
  }

  private Map<String, List<Double>> numbers() throws IOException {
    Map<String, List<Double>> numbers = new TreeMap<>();
    for (Named array : arrays()) {
      List<Double> list = DoubleStream.of(array.value().toDoubleArray()).boxed().toList();
      require(numbers.put(array.name(), list) == null, "the numbers " + array.name() + " come twice");
    }
    return numbers;
  }

  private static List<NDArray> values(List<Named> arrays) {
    return arrays.stream().map(Named::value).toList();
  }

  private static List<String> texts(Object plain) {
    require(plain instanceof List<?> list && list.stream().allMatch(text -> text instanceof String),
        "expected a list of texts");
    return ((List<?>) plain).stream().map(text -> (String) text).toList();
  }
}
