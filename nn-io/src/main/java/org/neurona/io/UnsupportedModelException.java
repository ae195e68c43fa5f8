package org.neurona.io;

import java.io.IOException;
import java.util.List;

/**
 * A model file is sound, but the model has parts that this library doesn't have. All of them are listed at once, each
 * with its layer: {@code layer "lambda" (Lambda) holds Python code, which is never run}.
 */
public final class UnsupportedModelException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final String[] parts; // a list need not be serializable

  /**
   * A failure.
   *
   * @param file the file's name, or what else was read
   * @param parts what is not supported
   */
  public UnsupportedModelException(String file, List<String> parts) {
    super(file + " can't be loaded: " + String.join("; ", parts)
        + ". What is missing can be written as a class of your own, and passed to LoadOptions.customObjects(...)");
    this.file = file;
    this.parts = parts.toArray(String[]::new);
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** What is not supported. */
  public List<String> parts() {
    return List.of(parts);
  }
}
