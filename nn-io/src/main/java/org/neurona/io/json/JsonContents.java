package org.neurona.io.json;

import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurona.io.FileContents;
import org.neurona.io.FileContents.Kind;
import org.neurona.io.FileContents.LayerEntry;
import org.neurona.io.LoadOptions;
import org.neurona.io.StoredArray;
import org.neurona.io.json.ArrayJson.Named;

/** Tells what a file of Neurona holds. No layer is made. */
public final class JsonContents extends JsonFileReader {
  private static final Pattern FORMAT = Pattern.compile("\\s*\\{\\s*\"format\"\\s*:\\s*\"([a-z-]{1,30})\"");
  private static final Map<String, String> OTHERS = Map.of(
      Fields.BACKUP_FORMAT_NAME, "Neurona's backup of a training (BackupAndRestore)",
      JsonTextLookup.FORMAT_NAME, "Neurona's vocabulary (Vocabularies)");

  /**
   * A reader.
   *
   * @param file what messages call the source
   */
  public JsonContents(Reader reader, String file, LoadOptions options) {
    super(reader, file, options);
  }

  /** What a file is that begins like this, if it is one of Neurona's that holds no model; null otherwise. */
  public static String otherFormat(String start) {
    Matcher format = FORMAT.matcher(start);
    return format.lookingAt() ? OTHERS.get(format.group(1)) : null;
  }

  /** Reads the file, and tells what it holds. */
  public FileContents read() throws IOException {
    Sections sections = sections();
    Kind kind = sections.layers == null ? Kind.WEIGHTS : sections.arrays == null ? Kind.ARCHITECTURE : Kind.MODEL;
    return new FileContents(kind, "Neurona JSON (.json)", sections.writer,
        sections.layers == null ? List.of() : sections.layers);
  }

  /** Reads the weights. */
  public List<StoredArray> readArrays() throws IOException {
    Sections sections = sections();
    return sections.arrays == null ? List.of()
        : sections.arrays.stream().map(array -> new StoredArray(array.name(), array.value())).toList();
  }

  /** What was found; null for a part that is not there. */
  private static final class Sections {
    final Map<String, String> writer = new LinkedHashMap<>();
    List<LayerEntry> layers;
    List<Named> arrays;
  }

  private Sections sections() throws IOException {
    return guarded(() -> {
      Sections sections = new Sections();
      json.beginObject();
      header(Fields.FORMAT_NAME, "Neurona model");
      while (json.peek() != JsonToken.END_OBJECT) {
        String section = json.nextName();
        switch (section) {
          case Fields.NEURONA_VERSION -> sections.writer.put(section, json.nextString());
          case Fields.MODEL -> {
            Map<?, ?> model = object();
            if (model != null) {
              sections.layers = new ArrayList<>();
              layers(model, 0, sections.layers);
            }
          }
          case Fields.COMPILE -> value();
          case Fields.WEIGHTS -> sections.arrays = arrays();
          case Fields.TRAINING -> training();
          default -> throw new IllegalArgumentException("unknown key " + section);
        }
      }
      json.endObject();
      return sections;
    });
  }

  private static void layers(Map<?, ?> model, int depth, List<LayerEntry> found) {
    if (!(model.get(Fields.LAYERS) instanceof List<?> entries)) {
      return;
    }
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> layer)) {
        continue;
      }
      Map<?, ?> nested = layer.get(Fields.MODEL) instanceof Map<?, ?> map ? map : null;
      Map<?, ?> config = layer.get(Fields.CONFIG) instanceof Map<?, ?> map ? map : layer;
      Object name = (nested != null && layer.get(Fields.NAME) == null ? nested : config).get(Fields.NAME);
      Object className = nested == null ? layer.get(Fields.CLASS_NAME) : nested.get(Fields.CLASS_NAME);
      found.add(new LayerEntry(depth, name instanceof String text ? text : null,
          className instanceof String text ? text : layer.containsKey(Fields.SHARED)
              ? "layer " + layer.get(Fields.SHARED) + " again" : "?"));
      if (nested != null) {
        layers(nested, depth + 1, found);
      }
    }
  }
}
