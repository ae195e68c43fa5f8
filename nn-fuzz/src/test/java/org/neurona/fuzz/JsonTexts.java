package org.neurona.fuzz;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.neurona.io.json.PlainJson;

/** Plain data as the text of a file of Neurona's own. */
final class JsonTexts {
  private JsonTexts() {}

  /** The text that bytes are. */
  static String decoded(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A file of a format, with further members. */
  static String file(String format, Map<String, Object> members) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.beginObject().name("format").value(format).name("version").value(1);
      for (Map.Entry<String, Object> member : members.entrySet()) {
        json.name(member.getKey());
        PlainJson.write(json, member.getValue());
      }
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be written", e);
    }
    return text.toString();
  }
}
