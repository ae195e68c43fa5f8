package org.neurona.io.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.guard.GuardedReading;
import org.neurona.io.json.ArrayJson.Named;
import org.neurona.spi.TrainingState;

/** Reads JSON of one of Neurona's formats within limits, and says of whatever is wrong with it where that is. */
abstract class JsonFileReader {
  /** Characters between two numbers of a weight: more can't be honest. */
  private static final long ROW_CHARS = 64L << 20;

  final JsonReader json;
  final LoadOptions options;
  private final BudgetReader budget;
  private final String file;
  private long parameters;

  /**
   * A reader.
   *
   * @param file what messages call the source
   */
  JsonFileReader(Reader reader, String file, LoadOptions options) {
    this.budget = new BudgetReader(reader);
    this.json = new JsonReader(budget);
    this.json.setStrictness(Strictness.STRICT);
    this.file = file;
    this.options = options;
  }

  /** Runs what reads, and says of whatever goes wrong where it went wrong. */
  final <T> T guarded(GuardedReading.Reading<T> reading) throws IOException {
    budget.allow(options.limits().maxStructureChars());
    return GuardedReading.of("model", this::failure, () -> {
      try {
        return reading.read();
      } catch (MalformedJsonException e) {
        throw failure("not valid JSON", e);
      }
    });
  }

  private ModelFormatException failure(String reason, Throwable cause) {
    // JsonReader tells its line nowhere else: "JsonReader at line 3 column 5 path $.weights[1]".
    String place = json.toString().replaceFirst("^JsonReader at ", "");
    String part = cause instanceof InvalidPartException invalid ? "." + invalid.part() : "";
    // Its own messages end in the place and a link to Gson's help.
    String plain = reason.replaceFirst("(?s) at line \\d+ column \\d+ path .*", "");
    return new ModelFormatException(file, place + part, plain, cause);
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** The format comes first, so that a file of another kind, or of a later one, is known before it is read. */
  final void header(String format, String kind) throws IOException {
    require(json.peek() != JsonToken.END_OBJECT && json.nextName().equals(Fields.FORMAT)
        && json.peek() == JsonToken.STRING && json.nextString().equals(format),
        "not a " + kind + ": it must begin with {\"format\": \"" + format + "\", \"version\": ...");
    require(json.peek() != JsonToken.END_OBJECT && json.nextName().equals(Fields.VERSION)
        && json.peek() == JsonToken.NUMBER, "not a " + kind + ": its format version is missing");
    int version = json.nextInt();
    require(version >= 1, "there is no format version " + version);
    require(version <= Fields.CURRENT_VERSION, "written by a newer Neurona (format version " + version
        + ", this release reads " + Fields.CURRENT_VERSION + ")");
  }

  final Object value() throws IOException {
    return PlainJson.read(json, options.limits().maxDepth(), budget::spend);
  }

  final Map<?, ?> object() throws IOException {
    Object plain = value();
    require(plain == null || plain instanceof Map, "expected an object");
    return (Map<?, ?>) plain;
  }

  final List<Named> arrays() throws IOException {
    List<Named> arrays = new ArrayList<>();
    json.beginArray();
    while (json.peek() != JsonToken.END_ARRAY) {
      budget.allow(ROW_CHARS);
      arrays.add(ArrayJson.read(json, budget::spend, this::count));
    }
    json.endArray();
    budget.allow(options.limits().maxStructureChars());
    return arrays;
  }

  private void count(long values) {
    budget.allow(ROW_CHARS);
    parameters += values;
    require(parameters <= options.limits().maxParameters(),
        "more numbers than the limit of " + options.limits().maxParameters());
  }

  final TrainingState training() throws IOException {
    Map<String, NDArray> slots = new LinkedHashMap<>();
    json.beginObject();
    next(Fields.ITERATIONS);
    long iterations = json.nextLong();
    next(Fields.EPOCHS);
    long epochs = json.nextLong();
    next(Fields.LEARNING_RATE);
    double learningRate = json.nextDouble();
    require(iterations >= 0 && epochs >= 0, "iterations and epochs can't be negative");
    require(learningRate >= 0 && Double.isFinite(learningRate), "a learning rate can't be " + learningRate);
    next(Fields.SLOTS);
    for (Named slot : arrays()) {
      require(slots.put(slot.name(), slot.value()) == null, "the slot " + slot.name() + " comes twice");
    }
    json.endObject();
    return new TrainingState(iterations, epochs, learningRate, slots);
  }

  final void next(String key) throws IOException {
    String name = json.nextName();
    require(name.equals(key), "expected the key " + key + " but found " + name);
  }
}
