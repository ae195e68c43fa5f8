package org.neurona.datasets.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neurona.Shape;

/**
 * What stands before the elements of an IDX file: two zero bytes, a type, the number of axes and their lengths.
 *
 * @param type the type's number in the file
 */
record IdxHeader(byte type, NumberCoding coding, Shape shape) {
  /** Reads the header; the source stands at the first element then. */
  static IdxHeader read(BinarySource source) throws IOException {
    byte[] magic = source.read(4, "the magic number");
    if (magic[0] != 0 || magic[1] != 0) {
      throw source.failure(0, "expected an IDX file, which begins with two zero bytes, got "
          + BinarySource.hex(magic[0], magic[1]));
    }
    NumberCoding coding = coding(magic[2]);
    if (coding == null) {
      throw source.failure(2, "unknown element type " + BinarySource.hex(magic[2])
          + "; known: 0x08 (uint8), 0x09 (int8), 0x0b (int16), 0x0c (int32), 0x0d (float32), 0x0e (float64)");
    }
    if (magic[3] == 0) {
      throw source.failure(3, "expected at least one axis, got 0");
    }
    return new IdxHeader(magic[2], coding, Shape.of(dims(source, magic[3] & 255)));
  }

  /** How the numbers of a type are stored, or null. */
  private static NumberCoding coding(byte type) {
    return switch (type) {
      case 0x08 -> new NumberCoding('u', 1, ByteOrder.BIG_ENDIAN);
      case 0x09 -> new NumberCoding('i', 1, ByteOrder.BIG_ENDIAN);
      case 0x0b -> new NumberCoding('i', 2, ByteOrder.BIG_ENDIAN);
      case 0x0c -> new NumberCoding('i', 4, ByteOrder.BIG_ENDIAN);
      case 0x0d -> new NumberCoding('f', 4, ByteOrder.BIG_ENDIAN);
      case 0x0e -> new NumberCoding('f', 8, ByteOrder.BIG_ENDIAN);
      default -> null;
    };
  }

  private static int[] dims(BinarySource source, int rank) throws IOException {
    long at = source.position();
    ByteBuffer lengths = ByteBuffer.wrap(source.read(4 * rank, "the axis lengths"));
    int[] dims = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      dims[axis] = lengths.getInt();
      if (dims[axis] < 0) {
        throw source.failure(at + 4L * axis,
            "axis " + axis + " has length " + Integer.toUnsignedString(dims[axis]) + ", more than an array can have");
      }
    }
    return dims;
  }
}
