package org.neurona.datasets.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.neurona.datasets.DatasetFormatException;

/** The bytes of a file, read in order, with the position for messages. Takes memory only for bytes that are there. */
final class BinarySource {
  private final String file;
  private final InputStream in;
  private long position;

  BinarySource(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  /** The next bytes; fails if there are fewer. */
  byte[] read(int count, String what) throws IOException {
    byte[] bytes;
    try {
      // The JDK reads in pieces: a large count takes no memory before its bytes have come.
      bytes = in.readNBytes(count);
    } catch (ZipException | EOFException e) {
      throw damagedCompression(e);
    }
    if (bytes.length < count) {
      throw failure(position + bytes.length,
          "the file ends within " + what + ", which takes " + count + " bytes from byte " + position + " on");
    }
    position += count;
    return bytes;
  }

  /** Fails if a byte is left. */
  void requireEnd() throws IOException {
    int next;
    try {
      next = in.read();
    } catch (ZipException | EOFException e) {
      throw damagedCompression(e);
    }
    if (next >= 0) {
      throw failure(position, "the data ends here but the file goes on");
    }
  }

  private DatasetFormatException damagedCompression(IOException cause) {
    DatasetFormatException failure = failure(position, "the compressed data is damaged"
        + (cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")"));
    failure.initCause(cause);
    return failure;
  }

  /** How many bytes have been read. */
  long position() {
    return position;
  }

  DatasetFormatException failure(long at, String reason) {
    return DatasetFormatException.atByte(file, at, reason);
  }

  /** Names bytes as in {@code 0x1f 0x8b}. */
  static String hex(byte... bytes) {
    return HexFormat.ofDelimiter(" ").withPrefix("0x").formatHex(bytes);
  }
}
