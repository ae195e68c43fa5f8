package org.neurona.io.hdf5;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.neurona.io.bytes.ByteSource;

/**
 * Bytes as the kind of channel that jHDF reads: at given positions only, never mapped into memory, and no more than an
 * honest file needs.
 */
final class ReadOnlyChannel extends FileChannel {
  /** jHDF reads a heap of texts again for each attribute that has one in it. */
  private static final int READ_AGAIN = 64;
  private static final long ALWAYS_ALLOWED = 64L << 20;

  private final ByteSource bytes;
  private long left;

  ReadOnlyChannel(ByteSource bytes) {
    this.bytes = bytes;
    this.left = ALWAYS_ALLOWED + bytes.size() * READ_AGAIN;
  }

  @Override
  public int read(ByteBuffer target, long position) throws IOException {
    if (position < 0) {
      throw new IOException("there are no bytes at " + position);
    }
    int count = bytes.read(target, position);
    left -= Math.max(1, count);
    if (left < 0) {
      throw new IOException("the same parts of the file are read again and again");
    }
    return count;
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
    if (position < 0 || size < 0 || position > size() - size) {
      throw new IllegalArgumentException(size + " bytes at " + position + " are not within the file");
    }
    throw new UnsupportedOperationException("read instead");
  }

  @Override
  protected void implCloseChannel() {}

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long position() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileChannel position(long position) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long position, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long position, long count) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public int write(ByteBuffer source, long position) {
    throw new NonWritableChannelException();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public void force(boolean metaData) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileLock lock(long position, long size, boolean shared) {
    throw new NonWritableChannelException();
  }

  @Override
  public FileLock tryLock(long position, long size, boolean shared) {
    throw new NonWritableChannelException();
  }
}
