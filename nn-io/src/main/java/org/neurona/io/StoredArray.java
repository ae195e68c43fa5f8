package org.neurona.io;

import org.neurona.NDArray;

/**
 * An array of a file.
 *
 * @param name what the file calls it
 * @param type the type that its numbers are stored in, as the file calls it: {@code float32}, {@code BF16}
 * @param values the numbers
 */
public record StoredArray(String name, String type, NDArray values) {
  /** An array that is stored in the type that it has here. */
  public StoredArray(String name, NDArray values) {
    this(name, values.dtype().kerasName(), values);
  }
}
