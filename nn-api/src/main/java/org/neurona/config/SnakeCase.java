package org.neurona.config;

import java.util.Locale;

/** The names that Keras makes of class names. */
public final class SnakeCase {
  private SnakeCase() {}

  /** Keras' {@code to_snake_case}: {@code MaxPooling2D} is {@code max_pooling2d}. */
  public static String of(String className) {
    return className.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
