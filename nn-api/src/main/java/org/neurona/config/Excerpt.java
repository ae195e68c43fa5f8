package org.neurona.config;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Values as messages show them: as {@link String#valueOf(Object)} does where that is short, and its beginning otherwise,
 * for a file may hold values of any length and depth. What is left out is never made a text of.
 */
public final class Excerpt {
  private static final int LONGEST = 500;
  private static final String CUT = "...";

  private final StringBuilder text = new StringBuilder();

  private Excerpt() {}

  /** A value's text, or the beginning of it and {@value #CUT}. */
  public static String of(Object value) {
    Excerpt excerpt = new Excerpt();
    excerpt.append(value);
    return excerpt.isFull() ? excerpt.text.substring(0, LONGEST) + CUT : excerpt.text.toString();
  }

  private boolean isFull() {
    return text.length() > LONGEST;
  }

  private void append(Object value) {
    if (value instanceof Collection<?> list) {
      text.append('[');
      for (Iterator<?> all = list.iterator(); all.hasNext() && !isFull();) {
        append(all.next());
        text.append(all.hasNext() ? ", " : "");
      }
      text.append(']');
    } else if (value instanceof Map<?, ?> map) {
      text.append('{');
      for (Iterator<? extends Map.Entry<?, ?>> all = map.entrySet().iterator(); all.hasNext() && !isFull();) {
        Map.Entry<?, ?> entry = all.next();
        append(entry.getKey());
        text.append('=');
        append(entry.getValue());
        text.append(all.hasNext() ? ", " : "");
      }
      text.append('}');
    } else {
      String whole = String.valueOf(value);
      text.append(whole, 0, Math.min(whole.length(), LONGEST + 1));
    }
  }
}
