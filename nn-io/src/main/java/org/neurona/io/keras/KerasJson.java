package org.neurona.io.keras;

import java.util.List;
import java.util.Map;
import org.neurona.config.Excerpt;
import org.neurona.io.LoadLimits;
import org.neurona.io.json.PlainJson;

/** JSON texts of Keras as plain data, and what is asked of it. */
final class KerasJson {
  private KerasJson() {}

  /**
   * An object.
   *
   * @param what what messages call the text
   * @throws IllegalArgumentException if it is no object, or over the limits
   */
  static Map<?, ?> read(String text, String what, LoadLimits limits) {
    String quoted = NonFiniteNumbers.quoted(text);
    Map<?, ?> plain = PlainJson.object(quoted, what, limits);
    return quoted.equals(text) ? plain : (Map<?, ?>) NonFiniteNumbers.restored(plain);
  }

  /** Plain data as a text. */
  static String write(Object plain) {
    return PlainJson.text(plain);
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
          + Excerpt.of(plain.get(key)));
    }
    return value;
  }
}
