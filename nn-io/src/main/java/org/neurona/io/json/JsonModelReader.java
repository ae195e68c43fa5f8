package org.neurona.io.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.json.ArrayJson.Named;
import org.neurona.layers.Activation;
import org.neurona.layers.Input;
import org.neurona.spi.TrainingState;

/**
 * Reads a model from JSON, as a stream. Whatever is wrong with the file ends in one {@link ModelFormatException} with
 * the place. Layers are declared as they are read; no engine sees them before the weights that they need are there.
 */
public final class JsonModelReader {
  /** Characters between two numbers of a weight: more can't be honest. */
  private static final long ROW_CHARS = 64L << 20;

  /** Characters that a value of the structure counts as, besides its own: about what it takes in memory. */
  private static final int VALUE_CHARS = 32;

  private final BudgetReader budget;
  private final JsonReader json;
  private final String file;
  private final LoadOptions options;
  private long parameters;

  /**
   * A reader.
   *
   * @param file what messages call the source
   */
  public JsonModelReader(Reader reader, String file, LoadOptions options) {
    this.budget = new BudgetReader(reader);
    this.json = new JsonReader(budget);
    this.json.setStrictness(Strictness.STRICT);
    this.file = file;
    this.options = options;
  }

  /** What a file holds; null for a part that is not there, or not wanted. */
  private static final class Content {
    Model model;
    CompileOptions compile;
    List<Named> weights;
    TrainingState training;
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Reads a whole model. */
  public Model readModel() throws IOException {
    requireEngine();
    return guarded(() -> {
      Content content = content(true);
      require(content.model != null, "the file has no model, only weights: use Models.loadWeights");
      require(content.weights != null, "the file has no weights: use Models.fromJson");
      Model model = content.model;
      if (options.compile() && content.compile != null) {
        model.compile(content.compile);
      }
      NamedWeights.give(model, content.weights, true);
      if (options.compile() && content.training != null) {
        require(content.compile != null, "the file has a training state but no compile settings");
        model.restore(content.training);
      }
      return model;
    });
  }

  /** Reads a model without weights. */
  public Model readArchitecture() throws IOException {
    if (options.engine() != null) {
      requireEngine();
    }
    return guarded(() -> {
      Content content = content(true);
      require(content.model != null, "the file has no model");
      return content.model;
    });
  }

  /** Reads weights for a model that is there and built. */
  public void readWeightsInto(Model model) throws IOException {
    model.engine(); // whatever is wrong with the engine is not the file's fault
    guarded(() -> {
      Content content = content(false);
      require(content.weights != null, "the file has no weights");
      NamedWeights.give(model, content.weights, false);
      return null;
    });
  }

  /** Fails as the caller's mistake, not the file's, where there is no such engine, or none at all. */
  private void requireEngine() {
    new Sequential(new Input(1), new Activation("linear")).engine(options.engine()).engine();
  }

  private Model model(Map<?, ?> plain) {
    Model model = PlainModel.model(plain, options.customObjects(), options.limits());
    if (options.engine() != null) {
      model.engine(options.engine());
    }
    return model;
  }

  /** Runs what reads, and says of whatever goes wrong where it went wrong. */
  private <T> T guarded(Reading<T> reading) throws IOException {
    budget.allow(options.limits().maxStructureChars());
    try {
      return reading.read();
    } catch (ModelFormatException e) {
      throw e;
    } catch (EOFException e) {
      throw failure("the file ends too early", e);
    } catch (CharacterCodingException e) {
      throw failure("not a text in UTF-8", e);
    } catch (MalformedJsonException e) {
      throw failure("not valid JSON", e);
    } catch (RuntimeException e) {
      // Settings, layers of one's own and engines judge what the file says, each with exceptions of its own.
      throw failure(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), e);
    } catch (OutOfMemoryError e) {
      throw failure("the model needs more memory than there is", e);
    } catch (StackOverflowError e) {
      throw failure("the model is nested too deeply", e);
    }
  }

  private ModelFormatException failure(String reason, Throwable cause) {
    // JsonReader tells its line nowhere else: "JsonReader at line 3 column 5 path $.weights[1]".
    String place = json.toString().replaceFirst("^JsonReader at ", "");
    String part = cause instanceof InvalidPartException invalid ? "." + invalid.part() : "";
    // Its own messages end in the place and a link to Gson's help.
    String plain = reason.replaceFirst("(?s) at line \\d+ column \\d+ path .*", "");
    return new ModelFormatException(file, place + part, plain, cause);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private Content content(boolean build) throws IOException {
    Content content = new Content();
    json.beginObject();
    header();
    Set<String> seen = new HashSet<>();
    while (json.peek() != JsonToken.END_OBJECT) {
      String section = json.nextName();
      require(seen.add(section), "the key " + section + " comes twice");
      switch (section) {
        case Fields.NEURONA_VERSION -> json.nextString();
        case Fields.MODEL -> {
          Map<?, ?> plain = object();
          content.model = build && plain != null ? model(plain) : null;
        }
        case Fields.COMPILE -> {
          Map<?, ?> plain = object();
          content.compile = build && options.compile() && plain != null
              ? PlainModel.compileOptions(plain, options.customObjects()) : null;
        }
        case Fields.WEIGHTS -> content.weights = arrays();
        case Fields.TRAINING -> content.training = training();
        default -> throw new IllegalArgumentException("unknown key " + section);
      }
    }
    json.endObject();
    require(json.peek() == JsonToken.END_DOCUMENT, "something follows the end of the model");
    return content;
  }

  /** The format comes first, so that a file of another kind, or of a later one, is known before it is read. */
  private void header() throws IOException {
    require(json.peek() != JsonToken.END_OBJECT && json.nextName().equals(Fields.FORMAT)
        && json.peek() == JsonToken.STRING && json.nextString().equals(Fields.FORMAT_NAME),
        "not a Neurona model: it must begin with {\"format\": \"neurona\", \"version\": ...");
    require(json.peek() != JsonToken.END_OBJECT && json.nextName().equals(Fields.VERSION)
        && json.peek() == JsonToken.NUMBER, "not a Neurona model: its format version is missing");
    int version = json.nextInt();
    require(version >= 1, "there is no format version " + version);
    require(version <= Fields.CURRENT_VERSION, "written by a newer Neurona (format version " + version
        + ", this release reads " + Fields.CURRENT_VERSION + ")");
  }

  private Map<?, ?> object() throws IOException {
    Object plain = PlainJson.read(json, options.limits().maxDepth(), this::countValue);
    require(plain == null || plain instanceof Map, "expected an object");
    return (Map<?, ?>) plain;
  }

  private List<Named> arrays() throws IOException {
    List<Named> arrays = new ArrayList<>();
    json.beginArray();
    while (json.peek() != JsonToken.END_ARRAY) {
      budget.allow(ROW_CHARS);
      arrays.add(ArrayJson.read(json, this::countValue, this::count));
    }
    json.endArray();
    budget.allow(options.limits().maxStructureChars());
    return arrays;
  }

  private void countValue() {
    budget.spend(VALUE_CHARS);
  }

  private void count(long values) {
    budget.allow(ROW_CHARS);
    parameters += values;
    require(parameters <= options.limits().maxParameters(),
        "more numbers than the limit of " + options.limits().maxParameters());
  }

  private TrainingState training() throws IOException {
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

  private void next(String key) throws IOException {
    String name = json.nextName();
    require(name.equals(key), "expected the key " + key + " but found " + name);
  }
}
