package org.neurona.datasets.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neurona.DType;
import org.neurona.Shape;

/**
 * An array in a file, whose rows lie one after the other.
 *
 * @param start the byte at which the elements begin
 * @param shape the shape of all rows together
 * @param scale what bytes are multiplied with
 */
record FileArray(Path file, long start, NumberCoding coding, Shape shape, float scale) {
  private static final int NPY_MAGIC = 0x93;
  private static final int GZIP_MAGIC = 0x1f;

  /** Reads what stands before the elements, and looks whether they are all there. */
  static FileArray read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      BinarySource source = new BinarySource(name, in);
      in.mark(1);
      int first = in.read();
      in.reset();
      if (first == GZIP_MAGIC) {
        throw source.failure(0, "the file is compressed (gzip), so that its rows can't be found; decompress it, or read "
            + "it as a whole with IdxReader");
      }
      FileArray array = first == NPY_MAGIC ? npy(file, source) : idx(file, source);
      array.requireRows(source);
      return array;
    }
  }

  private static FileArray npy(Path file, BinarySource source) throws IOException {
    NpyHeader header = NpyHeader.read(source);
    if (header.fortranOrder() && header.shape().rank() > 1) {
      throw source.failure(source.position(), "the array is in column-major (Fortran) order, so that its rows don't lie "
          + "together; save it with numpy.ascontiguousarray, or read it as a whole with NpyReader");
    }
    return new FileArray(file, source.position(), NpyReader.coding(source, header), header.shape(), 1);
  }

  private static FileArray idx(Path file, BinarySource source) throws IOException {
    IdxHeader header = IdxHeader.read(source);
    return new FileArray(file, source.position(), header.coding(), header.shape(), 1);
  }

  private void requireRows(BinarySource source) throws IOException {
    if (shape.rank() == 0) {
      throw source.failure(start, "expected an array with rows (a first axis), got a scalar");
    }
    long rowBytes = 1L * coding.itemSize();
    for (int axis = 1; axis < shape.rank() && rowBytes <= Integer.MAX_VALUE; axis++) {
      rowBytes *= shape.dim(axis);
    }
    if (rowBytes == 0) {
      throw source.failure(start, "shape " + shape + ": a row has no elements");
    }
    if (rowBytes > Integer.MAX_VALUE - 8) {
      throw source.failure(start, "shape " + shape + ": a row is more than an array can have");
    }
    long length = Files.size(file);
    if (length < end()) {
      throw source.failure(length, "the file ends within the elements, which take " + (end() - start)
          + " bytes from byte " + start + " on");
    }
    if (length > end()) {
      throw source.failure(end(), "the data ends here but the file goes on");
    }
  }

  /** The array with bytes multiplied with something when they are read. */
  FileArray scaled(float scale) {
    if (scale == 0 || !Float.isFinite(scale)) {
      throw new IllegalArgumentException("`scale` must be finite and not 0, got " + scale);
    }
    if (coding.dtype() != DType.UINT8) {
      throw new IllegalArgumentException("A scale is for unsigned bytes, but " + file.getFileName() + " has "
          + coding.dtype());
    }
    return new FileArray(file, start, coding, shape, scale);
  }

  /** How many rows there are. */
  int rows() {
    return shape.dim(0);
  }

  /** The shape of one row. */
  Shape rowShape() {
    return shape.slice(1, shape.rank());
  }

  /** The bytes of a row. */
  int rowBytes() {
    return rowShape().size() * coding.itemSize();
  }

  /** The byte after the last element. */
  long end() {
    return start + (long) rows() * rowBytes();
  }

  /** As {@code digits.npy (60000, 784)}. */
  @Override
  public String toString() {
    return file.getFileName() + " " + shape;
  }
}
