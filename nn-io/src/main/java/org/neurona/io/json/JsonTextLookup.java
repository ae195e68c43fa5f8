package org.neurona.io.json;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import org.neurona.config.Configurable;
import org.neurona.io.LoadOptions;
import org.neurona.preprocessing.BaseTextLookup;
import org.neurona.preprocessing.TextLookups;

/** A vocabulary with the settings around it as JSON: class and settings, as those of a layer. */
public final class JsonTextLookup extends JsonFileReader {
  static final String FORMAT_NAME = "neurona-text";
  private static final String LOOKUP = "lookup";

  /**
   * A reader.
   *
   * @param file what messages call the source
   */
  public JsonTextLookup(Reader reader, String file, LoadOptions options) {
    super(reader, file, options);
  }

  /** Writes class and settings. */
  public static void write(BaseTextLookup<?> lookup, Writer writer) throws IOException {
    JsonWriter json = JsonModelWriter.open(writer);
    json.beginObject();
    json.name(Fields.FORMAT).value(FORMAT_NAME);
    json.name(Fields.VERSION).value(Fields.CURRENT_VERSION);
    json.name(LOOKUP);
    PlainJson.write(json, lookup.toPlain());
    json.endObject();
    json.flush();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param type what it must be
   */
  public <L extends BaseTextLookup<L>> L read(Class<L> type) throws IOException {
    return guarded(() -> {
      json.beginObject();
      header(FORMAT_NAME, "Neurona text lookup");
      next(LOOKUP);
      Configurable lookup = TextLookups.catalogue().read(object(), options.customObjects());
      json.endObject();
      require(type.isInstance(lookup), "expected a " + type.getSimpleName() + ", got a " + lookup.className());
      return type.cast(lookup);
    });
  }
}
