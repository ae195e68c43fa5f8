package org.neurona.datasets.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.neurona.DType;
import org.neurona.RowSource;
import org.neurona.Shape;
import org.neurona.datasets.DatasetFormatException;

/**
 * The rows of an array in a file, read when they are asked for, by any number of threads at a time. Rows that lie one
 * after the other are read together. Buffers belong to threads, and are used again and again.
 */
final class FileRows implements RowSource, AutoCloseable {
  /** How many bytes are read at a time, but for longer rows. */
  private static final int BUFFER = 1 << 19;
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** What one thread reads into. */
  private static final class Scratch {
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);
    private double[] doubles = new double[0];
    private int[] ints = new int[0];
    private byte[] small = new byte[0];

    ByteBuffer bytes(int capacity) {
      if (bytes.capacity() < capacity) {
        bytes = ByteBuffer.allocateDirect(capacity);
      }
      return bytes;
    }

    double[] doubles(int count) {
      doubles = doubles.length < count ? new double[count] : doubles;
      return doubles;
    }

    int[] ints(int count) {
      ints = ints.length < count ? new int[count] : ints;
      return ints;
    }

    byte[] small(int count) {
      small = small.length < count ? new byte[count] : small;
      return small;
    }
  }

  /** Takes some elements from the position of a buffer on. */
  private interface Sink {
    void take(ByteBuffer bytes, int count, int at, NumberCoding.Place place) throws IOException;
  }

  private final FileArray array;
  private final NumberCoding coding;
  private final float scale;
  private final int rowBytes;
  private final int width;
  private final int rowsAtOnce;
  private final FileChannel channel;

  /**
   * Opens the file.
   *
   * @throws DatasetFormatException if it is not any more what it was
   * @throws IOException if it can't be read
   */
  FileRows(FileArray array) throws IOException {
    this.array = array;
    this.coding = array.coding();
    this.scale = array.scale();
    this.rowBytes = array.rowBytes();
    this.width = array.rowShape().size();
    this.rowsAtOnce = Math.max(1, BUFFER / Math.max(1, rowBytes));
    this.channel = FileChannel.open(array.file(), StandardOpenOption.READ);
    if (channel.size() != array.end()) {
      long length = channel.size();
      channel.close();
      throw failure(length, "the file has changed since it was opened: it had " + array.end() + " bytes");
    }
  }

  private DatasetFormatException failure(long at, String reason) {
    return DatasetFormatException.atByte(array.file().getFileName().toString(), at, reason);
  }

  @Override
  public Shape shape() {
    return array.shape();
  }

  @Override
  public DType dtype() {
    return coding.dtype();
  }

  @Override
  public float scale() {
    return scale;
  }

  @Override
  public void copyRows(int[] order, int from, int count, float[] target, int at) {
    Objects.checkFromIndexSize(at, Math.multiplyExact(count, width), target.length);
    switch (coding.dtype()) {
      case FLOAT32 -> copyStored(order, from, count, target, at);
      case FLOAT64 -> read(order, from, count, at, (bytes, numbers, to, place) -> {
        double[] values = SCRATCH.get().doubles(numbers);
        coding.decode(bytes, numbers, values, 0, place);
        for (int i = 0; i < numbers; i++) {
          target[to + i] = (float) values[i];
        }
      });
      case INT32 -> read(order, from, count, at, (bytes, numbers, to, place) -> {
        int[] values = SCRATCH.get().ints(numbers);
        coding.decode(bytes, numbers, values, 0, place);
        for (int i = 0; i < numbers; i++) {
          target[to + i] = values[i];
        }
      });
      case UINT8 -> read(order, from, count, at, (bytes, numbers, to, place) -> {
        byte[] values = SCRATCH.get().small(numbers);
        coding.decode(bytes, numbers, values, 0, place);
        for (int i = 0; i < numbers; i++) {
          target[to + i] = (values[i] & 255) * scale;
        }
      });
    }
  }

  @Override
  public void copyRows(int[] order, int from, int count, double[] target, int at) {
    Objects.checkFromIndexSize(at, Math.multiplyExact(count, width), target.length);
    if (coding.dtype() == DType.FLOAT64) {
      copyStored(order, from, count, target, at);
    } else if (coding.dtype() == DType.INT32) {
      read(order, from, count, at, (bytes, numbers, to, place) -> {
        int[] values = SCRATCH.get().ints(numbers);
        coding.decode(bytes, numbers, values, 0, place);
        for (int i = 0; i < numbers; i++) {
          target[to + i] = values[i];
        }
      });
    } else {
      // Scaled in float here too: both kinds of engine read the same value.
      float[] values = new float[count * width];
      copyRows(order, from, count, values, 0);
      for (int i = 0; i < values.length; i++) {
        target[at + i] = values[i];
      }
    }
  }

  @Override
  public void copyStored(int[] order, int from, int count, Object target, int at) {
    Objects.checkFromIndexSize(at, Math.multiplyExact(count, width), Array.getLength(target));
    read(order, from, count, at, (bytes, numbers, to, place) -> coding.decode(bytes, numbers, target, to, place));
  }

  @Override
  public void scatterStored(int[] order, int from, int count, Object target, int[] places, int firstPlace) {
    // Reads together what lies together, and takes it apart: `at` counts rows here.
    read(order, from, count, firstPlace * width, (bytes, numbers, at, place) -> {
      for (int i = 0; i < numbers / Math.max(1, width); i++) {
        int row = i;
        bytes.position(row * rowBytes);
        coding.decode(bytes, width, target, places[at / width + row] * width,
            (number, reason) -> place.failure(row * width + number, reason));
      }
    });
  }

  private void read(int[] order, int from, int count, int at, Sink sink) {
    Objects.checkFromIndexSize(from, count, order == null ? array.rows() : order.length);
    int done = 0;
    while (done < count) {
      int row = Objects.checkIndex(order == null ? from + done : order[from + done], array.rows());
      int together = 1;
      while (together < rowsAtOnce && done + together < count
          && (order == null || order[from + done + together] == row + together)) {
        together++;
      }
      read(Math.min(together, array.rows() - row), row, at + done * width, sink);
      done += together;
    }
  }

  private void read(int rows, int row, int at, Sink sink) {
    long position = array.start() + (long) row * rowBytes;
    int length = rows * rowBytes;
    ByteBuffer bytes = SCRATCH.get().bytes(Math.max(length, rowsAtOnce * rowBytes)).clear().limit(length);
    try {
      while (bytes.hasRemaining()) {
        if (channel.read(bytes, position + bytes.position()) < 0) {
          throw failure(position + bytes.position(), "the file ends within row " + (row + bytes.position() / rowBytes)
              + " of " + array.rows() + ", which was there when the file was opened");
        }
      }
      sink.take(bytes.flip(), rows * width, at,
          (number, reason) -> failure(position + (long) number * coding.itemSize(), reason));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage() == null
          ? array.file().getFileName() + " can't be read any more: " + e.getClass().getSimpleName() : e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
