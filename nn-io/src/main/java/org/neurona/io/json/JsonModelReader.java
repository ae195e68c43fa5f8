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
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.json.ArrayJson.Named;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.WeightSpec;
import org.neurona.spi.TrainingState;

/**
 * Reads a model from JSON, as a stream. Whatever is wrong with the file ends in one {@link ModelFormatException} with the
 * place; nothing is built before the weights that it needs were read.
 */
public final class JsonModelReader {
  /** Characters between two numbers of a weight: more can't be honest. */
  private static final long ROW_CHARS = 64L << 20;

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

  /** What a file holds; null for a part that is not there. */
  private static final class Content {
    Map<?, ?> model;
    Map<?, ?> compile;
    List<Named> weights;
    TrainingState training;
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  /** Reads a whole model. */
  public Model readModel() throws IOException {
    return guarded(() -> {
      Content content = content();
      require(content.model != null, "the file has no model, only weights: use Models.loadWeights");
      require(content.weights != null, "the file has no weights: use Models.fromJson");
      Model model = model(content);
      if (options.compile() && content.compile != null) {
        model.compile(PlainModel.compileOptions(content.compile, options.customObjects()));
      }
      setWeights(model, content.weights);
      if (options.compile() && content.training != null) {
        require(content.compile != null, "the file has a training state but no compile settings");
        model.restore(content.training);
      }
      return model;
    });
  }

  /** Reads a model without weights. */
  public Model readArchitecture() throws IOException {
    return guarded(() -> {
      Content content = content();
      require(content.model != null, "the file has no model");
      return model(content);
    });
  }

  /** Reads weights for a model that is there. */
  public void readWeightsInto(Model model) throws IOException {
    guarded(() -> {
      Content content = content();
      require(content.weights != null, "the file has no weights");
      setWeights(model, content.weights);
      return null;
    });
  }

  private Model model(Content content) {
    Model model = PlainModel.model(content.model, options.customObjects(), options.limits());
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
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException | IndexOutOfBoundsException
        | ClassCastException | NullPointerException | UnsupportedOperationException e) {
      throw failure(String.valueOf(e.getMessage()), e);
    }
  }

  private ModelFormatException failure(String reason, Exception cause) {
    // JsonReader tells its place nowhere else: "JsonReader at line 3 column 5 path $.weights[1]".
    String place = json.toString().replaceFirst("^JsonReader at ", "");
    return new ModelFormatException(file, place, reason, cause);
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private Content content() throws IOException {
    Content content = new Content();
    json.beginObject();
    header();
    Set<String> seen = new HashSet<>();
    while (json.peek() != JsonToken.END_OBJECT) {
      String section = json.nextName();
      require(seen.add(section), "the key " + section + " comes twice");
      switch (section) {
        case Fields.MODEL -> content.model = object();
        case Fields.COMPILE -> content.compile = object();
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
    require(version <= Fields.CURRENT_VERSION, "written by a newer Neurona: format version " + version
        + ", this release reads up to " + Fields.CURRENT_VERSION);
  }

  private Map<?, ?> object() throws IOException {
    Object plain = PlainJson.read(json, options.limits().maxDepth());
    require(plain == null || plain instanceof Map, "expected an object");
    return (Map<?, ?>) plain;
  }

  private List<Named> arrays() throws IOException {
    List<Named> arrays = new ArrayList<>();
    json.beginArray();
    while (json.peek() != JsonToken.END_ARRAY) {
      budget.allow(ROW_CHARS);
      arrays.add(ArrayJson.read(json, this::count));
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

  /** Gives a model its weights, after a check that spares it from being built for a file that does not fit. */
  private static void setWeights(Model model, List<Named> weights) {
    List<String> names = new ArrayList<>();
    List<Shape> shapes = new ArrayList<>();
    for (Member member : model.graph().members()) {
      for (WeightSpec spec : member.weights()) {
        names.add(member.name() + "/" + spec.name());
        shapes.add(spec.shape());
      }
    }
    require(names.size() == weights.size(), "the model has " + names.size() + " weights (" + String.join(", ", names)
        + "), the file has " + weights.size() + " (" + String.join(", ", weights.stream().map(Named::name).toList())
        + ")");
    for (int i = 0; i < names.size(); i++) {
      Named given = weights.get(i);
      require(given.value().shape().equals(shapes.get(i)), "weight " + names.get(i) + " has shape " + shapes.get(i)
          + ", but the file's " + given.name() + " has shape " + given.value().shape());
    }
    model.setWeights(weights.stream().map(Named::value).toList());
  }
}
