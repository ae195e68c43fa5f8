package org.neurona.datasets.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Compressed bytes, counted, so that what is unpacked of them can be held against them: a small file is no large one. */
final class ExpansionLimit extends FilterInputStream {
  private static final int MOST_EXPANSION = 100;
  private static final long ALWAYS_ALLOWED = 16L << 20;

  private long packed;

  ExpansionLimit(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    packed += next < 0 ? 0 : 1;
    return next;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    packed += Math.max(0, count);
    return count;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** What is unpacked of these bytes; fails where that is more than can be believed. */
  InputStream unpacked(InputStream unpacking) {
    return new FilterInputStream(unpacking) {
      private long unpacked;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 255;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        unpacked += Math.max(0, count);
        if (unpacked > Math.max(ALWAYS_ALLOWED, MOST_EXPANSION * packed)) {
          throw new ZipException("it unpacks to more than " + MOST_EXPANSION + " times its size");
        }
        return count;
      }
    };
  }
}
