package org.neurona;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The type in which an {@link NDArray} stores its elements. */
public enum DType {
  /** IEEE 754 single precision: what models compute in by default. */
  FLOAT32("float32", 4),
  /** IEEE 754 double precision. */
  FLOAT64("float64", 8),
  /** Signed 32-bit integers, as class labels are. */
  INT32("int32", 4),
  /** Unsigned bytes 0 to 255, as pixels are. */
  UINT8("uint8", 1);

  private final String kerasName;
  private final int itemSize;

  DType(String kerasName, int itemSize) {
    this.kerasName = kerasName;
    this.itemSize = itemSize;
  }

  /** The name in Keras and NumPy, such as {@code float32}. */
  public String kerasName() {
    return kerasName;
  }

  /** The bytes that one element takes. */
  public int itemSize() {
    return itemSize;
  }

  /** Whether elements can have a fraction. */
  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /**
   * The type of a Keras or NumPy name.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static DType of(String kerasName) {
    for (DType dtype : values()) {
      if (dtype.kerasName.equals(kerasName)) {
        return dtype;
      }
    }
    throw new IllegalArgumentException("Unknown dtype \"" + kerasName + "\". Known: "
        + Arrays.stream(values()).map(DType::kerasName).collect(Collectors.joining(", ")));
  }

  /** The {@linkplain #kerasName() Keras name}. */
  @Override
  public String toString() {
    return kerasName;
  }
}
