package org.neurona.io.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.bytes.ByteSource;

/**
 * An array of float32 in one piece, as nearly all weights are, read straight from the file. jHDF reads it whole, then
 * makes numbers of it: twice the memory, and a process that has just started loads a hundred classes for it.
 *
 * @param shape its shape
 * @param address where its numbers are
 * @param order the order of their bytes
 */
record PlainFloats(Shape shape, long address, ByteOrder order) {
  private static final int BUFFER = 1 << 16;
  private static final int CONTIGUOUS = 1;

  /** What an array's messages say of it, if it is one; null otherwise. */
  static PlainFloats find(ByteBuffer space, ByteBuffer type, ByteBuffer layout) {
    ByteOrder order = HdfTypes.floatOrder(type);
    return order == null || layout.get(1) != CONTIGUOUS || HdfTypes.elements(space) == 0 ? null
        : new PlainFloats(Shape.of(HdfTypes.lengths(space)), layout.getLong(2), order);
  }

  /** The numbers. */
  NDArray read(ByteSource file) {
    int count = shape.size();
    float[] values = new float[count];
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, (long) Float.BYTES * count)).order(order);
    long next = address;
    for (int done = 0; done < count; ) {
      int some = Math.min(count - done, buffer.capacity() / Float.BYTES);
      fill(buffer.clear().limit(some * Float.BYTES), file, next);
      buffer.flip().asFloatBuffer().get(values, done, some);
      done += some;
      next += (long) some * Float.BYTES;
    }
    return NDArray.wrap(shape, values);
  }

  private static void fill(ByteBuffer buffer, ByteSource file, long position) {
    try {
      while (buffer.hasRemaining()) {
        if (file.read(buffer, position + buffer.position()) <= 0) {
          throw new EOFException("an array ends behind the file");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
