package org.neurona.io.bytes;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes that can be read at any position: a file, a part of a file, an array. */
public interface ByteSource {
  /** How many bytes there are. */
  long size();

  /**
   * Reads bytes into a buffer, as many as there is room for and are there.
   *
   * @return how many, or -1 at the end
   */
  int read(ByteBuffer target, long position) throws IOException;

  /** All bytes of a file, which stays open and the caller's to close. */
  static ByteSource of(FileChannel file) throws IOException {
    return new ByteSource() {
      private final long size = file.size();

      @Override
      public long size() {
        return size;
      }

      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
      }
    };
  }

  /** The bytes of an array. */
  static ByteSource of(byte[] bytes) {
    return new ByteSource() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public int read(ByteBuffer target, long position) {
        if (position >= bytes.length) {
          return -1;
        }
        int count = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, count);
        return count;
      }
    };
  }

  /**
   * A part of these bytes.
   *
   * @throws IndexOutOfBoundsException if the part is not within them
   */
  default ByteSource part(long offset, long length) {
    if (offset < 0 || length < 0 || offset > size() - length) {
      throw new IndexOutOfBoundsException("bytes " + offset + " to " + offset + " + " + length + " of " + size());
    }
    ByteSource whole = this;
    return new ByteSource() {
      @Override
      public long size() {
        return length;
      }

      @Override
      public int read(ByteBuffer target, long position) throws IOException {
        if (position >= length) {
          return -1;
        }
        int limit = target.limit();
        target.limit((int) Math.min(limit, target.position() + Math.min(limit, length - position)));
        try {
          return whole.read(target, offset + position);
        } finally {
          target.limit(limit);
        }
      }
    };
  }

  /**
   * So many bytes from a position on, lowest first in numbers.
   *
   * @throws EOFException if there are not so many; no memory was taken then
   */
  default ByteBuffer bytes(long position, int count) throws IOException {
    if (position < 0 || count < 0 || position > size() - count) {
      throw new EOFException("there are no " + count + " bytes at " + position);
    }
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (read(buffer, position + buffer.position()) <= 0) {
        throw new EOFException("there are no " + count + " bytes at " + position);
      }
    }
    return buffer.flip();
  }
}
