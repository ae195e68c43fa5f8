package org.neurona.config;

import java.util.Locale;

/** The names that Keras makes of class names. */
public final class SnakeCase {
  private SnakeCase() {}

  /**
   * Keras' {@code to_snake_case}: {@code MaxPooling2D} is {@code max_pooling2d}. A word begins with a capital that
   * follows a small letter or is followed by one; what is no letter, digit or underscore is left out.
   */
  public static String of(String className) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < className.length(); i++) {
      char c = className.charAt(i);
      if (isSmall(c) || isCapital(c) || c >= '0' && c <= '9' || c == '_') {
        word.append(c);
      }
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      boolean begins = i > 0 && isCapital(word.charAt(i))
          && (isSmall(word.charAt(i - 1)) || i + 1 < word.length() && isSmall(word.charAt(i + 1)));
      name.append(begins ? "_" : "").append(word.charAt(i));
    }
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
