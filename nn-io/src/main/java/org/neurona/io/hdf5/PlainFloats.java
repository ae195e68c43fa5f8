package org.neurona.io.hdf5;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arrays of float32 in one piece, as nearly all weights are, straight from the file. jHDF reads them whole, then makes
 * numbers of them: twice the memory, and a process that has just started loads some thirty classes for it.
 */
final class PlainFloats {
  private static final int BUFFER = 1 << 16;

  private PlainFloats() {}

  /** So many numbers from a position on. */
  static float[] read(ReadOnlyChannel file, long position, ByteOrder order, int count) {
    float[] values = new float[count];
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, (long) Float.BYTES * count)).order(order);
    long next = position;
    for (int done = 0; done < count; ) {
      int some = Math.min(count - done, buffer.capacity() / Float.BYTES);
      fill(buffer.clear().limit(some * Float.BYTES), file, next);
      buffer.flip().asFloatBuffer().get(values, done, some);
      done += some;
      next += (long) some * Float.BYTES;
    }
    return values;
  }

  private static void fill(ByteBuffer buffer, ReadOnlyChannel file, long position) {
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
