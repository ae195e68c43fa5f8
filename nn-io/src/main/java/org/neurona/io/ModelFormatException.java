package org.neurona.io;

import java.io.IOException;

/**
 * A model file is damaged, is no model file, or says what must not be believed. The message names the file, the place
 * in it and the reason.
 */
public final class ModelFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final String place;
  private final String reason;

  /**
   * A failure.
   *
   * @param file the file's name, or what else was read
   * @param place where in it: {@code line 3 column 5 path $.weights[1]}; empty if nowhere in particular
   * @param reason what is wrong
   */
  public ModelFormatException(String file, String place, String reason, Throwable cause) {
    super(file + (place.isEmpty() ? "" : " at " + place) + ": " + reason, cause);
    this.file = file;
    this.place = place;
    this.reason = reason;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** Where in the file. */
  public String place() {
    return place;
  }

  /** What is wrong. */
  public String reason() {
    return reason;
  }
}
