package org.neurona.datasets;

import java.io.IOException;

/** A data file is damaged, or has content that is not supported. The message says in which file, where and why. */
public class DatasetFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String file;
  private final String place;
  private final String reason;

  /**
   * A finding at some place of a file.
   *
   * @param file the file's name
   * @param place where in the file, such as {@code line 3}
   * @param reason what is wrong there
   */
  public DatasetFormatException(String file, String place, String reason) {
    super(file + ", " + place + ": " + reason);
    this.file = file;
    this.place = place;
    this.reason = reason;
  }

  /** A finding at a byte, counted from 0. */
  public static DatasetFormatException atByte(String file, long offset, String reason) {
    return new DatasetFormatException(file, "byte " + offset, reason);
  }

  /** A finding on a line, counted from 1. */
  public static DatasetFormatException atLine(String file, long line, String reason) {
    return new DatasetFormatException(file, "line " + line, reason);
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** Where in the file. */
  public String place() {
    return place;
  }

  /** What is wrong there. */
  public String reason() {
    return reason;
  }
}
