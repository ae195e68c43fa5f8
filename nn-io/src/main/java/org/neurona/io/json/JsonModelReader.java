package org.neurona.io.json;

import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.io.LoadOptions;
import org.neurona.io.json.ArrayJson.Named;
import org.neurona.spi.Engines;
import org.neurona.spi.TrainingState;

/**
 * Reads a model from JSON, as a stream. Whatever is wrong with the file ends in one
 * {@link org.neurona.io.ModelFormatException} with the place. Layers are declared as they are read; no engine sees them
 * before the weights that they need are there.
 */
public final class JsonModelReader extends JsonFileReader {
  /**
   * A reader.
   *
   * @param file what messages call the source
   */
  public JsonModelReader(Reader reader, String file, LoadOptions options) {
    super(reader, file, options);
  }

  /** What a file holds; null for a part that is not there, or not wanted. */
  private static final class Content {
    Model model;
    CompileOptions compile;
    List<Named> weights;
    TrainingState training;
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
    Engines.find(options.engine(), 0);
  }

  private Model model(Map<?, ?> plain) {
    Model model = PlainModel.model(plain, options.customObjects(), options.limits());
    if (options.engine() != null) {
      model.engine(options.engine());
    }
    return model;
  }

  private Content content(boolean build) throws IOException {
    Content content = new Content();
    json.beginObject();
    header(Fields.FORMAT_NAME, "Neurona model");
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
}
