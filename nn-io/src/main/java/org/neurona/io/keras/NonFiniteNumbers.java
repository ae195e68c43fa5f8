package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code NaN}, {@code Infinity} and {@code -Infinity}, which Python writes into JSON and JSON does not know. */
final class NonFiniteNumbers {
  /** Begins the texts that stand for them in between; no text of Keras has this character. */
  private static final char MARK = '\uE000';
  private static final Map<String, Double> NUMBERS = Map.of("NaN", Double.NaN, "-Infinity", Double.NEGATIVE_INFINITY,
      "Infinity", Double.POSITIVE_INFINITY);

  private NonFiniteNumbers() {}

  /** The text with each of them as a text of its own. */
  static String quoted(String json) {
    if (!json.contains("NaN") && !json.contains("Infinity")) {
      return json;
    }
    StringBuilder quoted = new StringBuilder(json.length() + 16);
    boolean inText = false;
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean begins = !inText && (c == 'N' || c == 'I' || c == '-');
      String number = begins ? numberAt(json, i) : null;
      if (number != null) {
        quoted.append('"').append(MARK).append(number).append('"');
        i += number.length() - 1;
      } else {
        quoted.append(c);
        if (c == '\\' && inText && i + 1 < json.length()) {
          quoted.append(json.charAt(++i));
        } else if (c == '"') {
          inText = !inText;
        }
      }
    }
    return quoted.toString();
  }

  private static String numberAt(String json, int start) {
    for (String number : List.of("-Infinity", "Infinity", "NaN")) {
      if (json.startsWith(number, start)) {
        return number;
      }
    }
    return null;
  }

  /** What was read of such a text, with the numbers. */
  static Object restored(Object plain) {
    if (plain instanceof String text && !text.isEmpty() && text.charAt(0) == MARK) {
      return NUMBERS.getOrDefault(text.substring(1), Double.NaN);
    } else if (plain instanceof List<?> list) {
      List<Object> restored = new ArrayList<>();
      list.forEach(each -> restored.add(restored(each)));
      return restored;
    } else if (plain instanceof Map<?, ?> map) {
      Map<Object, Object> restored = new LinkedHashMap<>();
      map.forEach((key, value) -> restored.put(key, restored(value)));
      return restored;
    }
    return plain;
  }
}
