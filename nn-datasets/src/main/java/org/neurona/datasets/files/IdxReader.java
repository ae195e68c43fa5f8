package org.neurona.datasets.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.datasets.DatasetFormatException;

/**
 * Reads IDX files, the format in which MNIST is published: two zero bytes, a type, the number of axes, their lengths
 * and the elements in row-major order, all big-endian. Compressed (gzip) files are recognised by their content.
 *
 * <p>Unsigned bytes become {@code uint8}; signed bytes, 16-bit and 32-bit integers {@code int32}; floats and doubles
 * {@code float32} and {@code float64}. Immutable.
 *
 * <pre>{@code
 * NDArray images = new IdxReader().scale(1 / 255f).read(Path.of("train-images-idx3-ubyte.gz"));
 * }</pre>
 */
public final class IdxReader {
  private static final int BUFFER = 1 << 16;

  private final float scale;

  /** A reader that gives the values as they are stored. */
  public IdxReader() {
    this(1);
  }

  private IdxReader(float scale) {
    this.scale = scale;
  }

  /** What unsigned bytes are multiplied with when they are read from the array; 1 unless set. */
  public float scale() {
    return scale;
  }

  /**
   * Returns a copy that reads unsigned bytes as multiples of {@code scale}, as {@link NDArray#ofBytes} does. Files of
   * another type are then refused.
   */
  public IdxReader scale(float scale) {
    if (scale == 0 || !Float.isFinite(scale)) {
      throw new IllegalArgumentException("`scale` must be finite and not 0, got " + scale);
    }
    return new IdxReader(scale);
  }

  /**
   * Reads a file.
   *
   * @throws DatasetFormatException if it is damaged
   * @throws IOException if it can't be read
   */
  public NDArray read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.getFileName().toString());
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name what to call it in messages
   * @throws DatasetFormatException if it is damaged
   * @throws IOException if it can't be read
   */
  public NDArray read(InputStream in, String name) throws IOException {
    BinarySource source = new BinarySource(name, uncompressed(in, name));
    byte[] magic = source.read(4, "the magic number");
    if (magic[0] != 0 || magic[1] != 0) {
      throw source.failure(0, "expected an IDX file, which begins with two zero bytes, got "
          + BinarySource.hex(magic[0], magic[1]));
    }
    int itemSize = itemSize(magic[2]);
    if (itemSize == 0) {
      throw source.failure(2, "unknown element type " + BinarySource.hex(magic[2])
          + "; known: 0x08 (uint8), 0x09 (int8), 0x0b (int16), 0x0c (int32), 0x0d (float32), 0x0e (float64)");
    }
    if (magic[3] == 0) {
      throw source.failure(3, "expected at least one axis, got 0");
    }
    if (scale != 1 && magic[2] != 0x08) {
      throw source.failure(2, "a scale is for unsigned bytes (0x08), got element type " + BinarySource.hex(magic[2]));
    }
    int[] dims = dims(source, magic[3] & 255);
    int bytes = byteCount(source, dims, itemSize);
    NDArray array = decode(magic[2], Shape.of(dims), source.read(bytes, "the elements"));
    source.requireEnd();
    return array;
  }

  private static InputStream uncompressed(InputStream in, String name) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BUFFER);
    buffered.mark(2);
    boolean gzip = buffered.read() == 0x1f && buffered.read() == 0x8b;
    buffered.reset();
    if (!gzip) {
      return buffered;
    }
    try {
      return new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER);
    } catch (ZipException | EOFException e) {
      DatasetFormatException failure = DatasetFormatException.atByte(name, 0, "the gzip header is damaged"
          + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
      failure.initCause(e);
      throw failure;
    }
  }

  private static int itemSize(byte type) {
    return switch (type) {
      case 0x08, 0x09 -> 1;
      case 0x0b -> 2;
      case 0x0c, 0x0d -> 4;
      case 0x0e -> 8;
      default -> 0;
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

  private static int byteCount(BinarySource source, int[] dims, int itemSize) throws IOException {
    int bytes = itemSize;
    try {
      for (int dim : dims) {
        bytes = Math.multiplyExact(bytes, dim);
      }
    } catch (ArithmeticException e) {
      throw source.failure(4, "axis lengths " + Arrays.toString(dims) + " make more elements than an array can have");
    }
    return bytes;
  }

  private NDArray decode(byte type, Shape shape, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    switch (type) {
      case 0x08:
        return NDArray.wrapBytes(shape, bytes, scale);
      case 0x0d:
        float[] floats = new float[bytes.length / 4];
        in.asFloatBuffer().get(floats);
        return NDArray.wrap(shape, floats);
      case 0x0e:
        double[] doubles = new double[bytes.length / 8];
        in.asDoubleBuffer().get(doubles);
        return NDArray.wrap(shape, doubles);
      default:
        int[] ints = new int[bytes.length / itemSize(type)];
        for (int i = 0; i < ints.length; i++) {
          ints[i] = type == 0x09 ? in.get() : type == 0x0b ? in.getShort() : in.getInt();
        }
        return NDArray.wrap(shape, ints);
    }
  }
}
