package org.neurona.io.keras;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.neurona.io.LoadLimits;
import org.neurona.io.json.PlainJson;

/** JSON texts of Keras as plain data, and what is asked of it. */
final class KerasJson {
  /** Characters that a value counts as, besides its own: about what it takes in memory. */
  private static final int VALUE_CHARS = 32;

  private KerasJson() {}

  /**
   * An object.
   *
   * @param what what messages call the text
   * @throws IllegalArgumentException if it is no object, or over the limits
   */
  static Map<?, ?> read(String text, String what, LoadLimits limits) {
    long[] left = {limits.maxStructureChars() - text.length()};
    if (left[0] < 0) {
      throw new IllegalArgumentException(what + " has more characters than the limit of " + limits.maxStructureChars());
    }
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    try {
      Object plain = PlainJson.read(json, limits.maxDepth(), () -> {
        left[0] -= VALUE_CHARS;
        if (left[0] < 0) {
          throw new IllegalArgumentException("more values than are allowed");
        }
      });
      if (json.peek() != JsonToken.END_DOCUMENT || !(plain instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("expected one object");
      }
      return map;
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(what + " is not valid JSON: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  /** Plain data as a text. */
  static String write(Object plain) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setStrictness(Strictness.STRICT);
    json.setSerializeNulls(true);
    try {
      PlainJson.write(json, plain);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be written", e);
    }
    return text.toString();
  }

  /** The value of a key, if it is of a type; null otherwise. */
  static <T> T get(Map<?, ?> plain, String key, Class<T> type) {
    Object value = plain.get(key);
    return type.isInstance(value) ? type.cast(value) : null;
  }

  /**
   * The value of a key.
   *
   * @throws IllegalArgumentException if it is not of that type
   */
  static <T> T require(Map<?, ?> plain, String key, Class<T> type, String what) {
    T value = get(plain, key, type);
    if (value == null) {
      throw new IllegalArgumentException(what + ": " + key + " must be "
          + (type == String.class ? "a text" : type == List.class ? "a list" : "an object") + ", got "
          + plain.get(key));
    }
    return value;
  }
}
