package org.neurona.datasets.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neurona.DType;

/**
 * How numbers are stored in a binary file.
 *
 * @param kind as in NumPy: {@code f}, {@code i}, {@code u}, or {@code b} for bools
 * @param itemSize the bytes of a number
 * @param order the order of those bytes
 */
record NumberCoding(char kind, int itemSize, ByteOrder order) {
  /** The dtype of arrays of such numbers. */
  DType dtype() {
    if (kind == 'f') {
      return itemSize == 4 ? DType.FLOAT32 : DType.FLOAT64;
    }
    return itemSize == 1 && kind != 'i' ? DType.UINT8 : DType.INT32;
  }

  /** A place where numbers are, for messages. */
  interface Place {
    /** What is wrong with a number. */
    IOException failure(int number, String reason);
  }

  /**
   * Decodes numbers from the position of a buffer on.
   *
   * @param target a {@code float[]}, {@code double[]}, {@code int[]} or {@code byte[]}, as the dtype says
   * @throws IOException if a number is none that the dtype can hold
   */
  void decode(ByteBuffer bytes, int count, Object target, int at, Place place) throws IOException {
    bytes.order(order);
    switch (dtype()) {
      case FLOAT32 -> bytes.asFloatBuffer().get((float[]) target, at, count);
      case FLOAT64 -> bytes.asDoubleBuffer().get((double[]) target, at, count);
      case UINT8 -> decodeBytes(bytes, count, (byte[]) target, at, place);
      case INT32 -> decodeInts(bytes, count, (int[]) target, at, place);
    }
  }

  private void decodeBytes(ByteBuffer bytes, int count, byte[] target, int at, Place place) throws IOException {
    bytes.get(bytes.position(), target, at, count);
    for (int i = 0; kind == 'b' && i < count; i++) {
      if ((target[at + i] & 254) != 0) {
        throw place.failure(i, "a bool must be 0 or 1, got " + (target[at + i] & 255));
      }
    }
  }

  private void decodeInts(ByteBuffer bytes, int count, int[] target, int at, Place place) throws IOException {
    int start = bytes.position();
    for (int i = 0; i < count; i++) {
      long value = integer(bytes, start + i * itemSize);
      // An unsigned 64-bit value from 2^63 on shows as a negative one.
      if (value != (int) value || kind == 'u' && value < 0) {
        throw place.failure(i, "the value " + (kind == 'u' ? Long.toUnsignedString(value) : Long.toString(value))
            + " does not fit in int32");
      }
      target[at + i] = (int) value;
    }
  }

  private long integer(ByteBuffer bytes, int at) {
    boolean unsigned = kind == 'u';
    return switch (itemSize) {
      case 1 -> bytes.get(at);
      case 2 -> unsigned ? bytes.getShort(at) & 0xffffL : bytes.getShort(at);
      case 4 -> unsigned ? bytes.getInt(at) & 0xffffffffL : bytes.getInt(at);
      default -> bytes.getLong(at);
    };
  }
}
