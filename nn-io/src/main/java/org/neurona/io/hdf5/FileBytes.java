package org.neurona.io.hdf5;

import io.jhdf.checksum.ChecksumUtils;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.neurona.io.bytes.ByteSource;

/**
 * The bytes of an HDF5 file, each of which belongs to one structure: an honest file can't say more than it has room
 * for, and has no loops.
 */
final class FileBytes {
  private final ByteSource bytes;
  private long claimed;

  FileBytes(ByteSource bytes) {
    this.bytes = bytes;
  }

  long size() {
    return bytes.size();
  }

  /** Bytes to look at. */
  ByteBuffer at(long address, long length) {
    require(length >= 0 && length <= Integer.MAX_VALUE, "a part has " + length + " bytes");
    try {
      return bytes.bytes(address, (int) length);
    } catch (EOFException e) {
      throw new IllegalArgumentException("a part lies behind the end of the file: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes bytes for a structure of their own, and returns them. */
  ByteBuffer claim(long address, long length) {
    reserve(address, length);
    return at(address, length);
  }

  /** Takes bytes for a structure of their own, and leaves them unread. */
  void reserve(long address, long length) {
    require(address >= 0 && length >= 0 && length <= size() && address <= size() - length,
        length + " bytes at " + address + " are not within the file, which has " + size());
    claimed += length;
    require(claimed <= size(), "its parts lie over one another");
  }

  /** Fails unless the last four bytes are the checksum of those before them. */
  static void requireChecksum(ByteBuffer bytes, String what) {
    int end = bytes.limit() - Integer.BYTES;
    byte[] checked = new byte[end];
    bytes.get(0, checked);
    require(ChecksumUtils.checksum(checked) == bytes.getInt(end), what + " has another checksum than it says");
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
