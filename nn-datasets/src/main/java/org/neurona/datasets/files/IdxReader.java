package org.neurona.datasets.files;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.neurona.DType;
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
    IdxHeader header = IdxHeader.read(source);
    if (scale != 1 && header.coding().dtype() != DType.UINT8) {
      throw source.failure(2, "a scale is for unsigned bytes (0x08), got element type "
          + BinarySource.hex(header.type()));
    }
    byte[] bytes = source.read(byteCount(source, header), "the elements");
    source.requireEnd();
    return decode(header, bytes);
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
      ExpansionLimit limit = new ExpansionLimit(buffered);
      return new BufferedInputStream(limit.unpacked(new GZIPInputStream(limit, BUFFER)), BUFFER);
    } catch (ZipException | EOFException e) {
      DatasetFormatException failure = DatasetFormatException.atByte(name, 0, "the gzip header is damaged"
          + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
      failure.initCause(e);
      throw failure;
    }
  }

  private static int byteCount(BinarySource source, IdxHeader header) throws IOException {
    try {
      return Math.multiplyExact(header.shape().size(), header.coding().itemSize());
    } catch (ArithmeticException e) {
      throw source.failure(4, "axis lengths " + header.shape().toList() + " make more elements than an array can have");
    }
  }

  private NDArray decode(IdxHeader header, byte[] bytes) throws IOException {
    Shape shape = header.shape();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    // Every number of these types fits.
    NumberCoding.Place nowhere = (number, reason) -> new IOException(reason);
    switch (header.coding().dtype()) {
      case UINT8 -> {
        return NDArray.wrapBytes(shape, bytes, scale);
      }
      case FLOAT32 -> {
        float[] floats = new float[shape.size()];
        header.coding().decode(in, floats.length, floats, 0, nowhere);
        return NDArray.wrap(shape, floats);
      }
      case FLOAT64 -> {
        double[] doubles = new double[shape.size()];
        header.coding().decode(in, doubles.length, doubles, 0, nowhere);
        return NDArray.wrap(shape, doubles);
      }
      default -> {
        int[] ints = new int[shape.size()];
        header.coding().decode(in, ints.length, ints, 0, nowhere);
        return NDArray.wrap(shape, ints);
      }
    }
  }
}
