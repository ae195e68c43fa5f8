package org.neurona.datasets.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * Reads NumPy's {@code .npy} files, as {@code numpy.save} writes them, versions 1.0 to 3.0, either byte order, in
 * row-major or column-major (Fortran) order.
 *
 * <p>{@code float32}, {@code float64} and {@code uint8} stay what they are; {@code bool} becomes {@code uint8} with 0
 * and 1; all other integers become {@code int32}, and a value outside its range is an error. Python objects are
 * refused: loading them would run code from the file.
 */
public final class NpyReader {
  private static final Pattern DESCR = Pattern.compile("([<>|])([fiub])([1248])");
  private static final String KNOWN = "known: f4, f8, i1, i2, i4, i8, u1, u2, u4, u8 and b1";

  /** A reader. */
  public NpyReader() {}

  /**
   * Reads a file.
   *
   * @throws org.neurona.datasets.DatasetFormatException if it is damaged or holds what is not supported
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
   * @throws org.neurona.datasets.DatasetFormatException if it is damaged or holds what is not supported
   * @throws IOException if it can't be read
   */
  public NDArray read(InputStream in, String name) throws IOException {
    BinarySource source = new BinarySource(name, new BufferedInputStream(in));
    NpyHeader header = NpyHeader.read(source);
    long start = source.position();
    NumberCoding coding = coding(source, header);
    byte[] bytes = source.read(byteCount(source, header.shape(), coding.itemSize()), "the elements");
    source.requireEnd();
    int[] places = header.fortranOrder() && header.shape().rank() > 1 ? columnMajor(header.shape()) : null;
    return decode(source, start, ByteBuffer.wrap(bytes), coding, header.shape(), places);
  }

  /** How the elements are stored; fails if they can't be read. */
  static NumberCoding coding(BinarySource source, NpyHeader header) throws IOException {
    long start = source.position();
    Matcher descr = DESCR.matcher(header.descr());
    if (header.descr().contains("O")) {
      throw source.failure(start, "dtype '" + header.descr()
          + "' holds pickled Python objects, which are not loaded: that would run code from the file");
    }
    if (!descr.matches() || !isKnown(descr)) {
      throw source.failure(start, "dtype '" + header.descr() + "' is not supported; " + KNOWN);
    }
    return new NumberCoding(descr.group(2).charAt(0), Integer.parseInt(descr.group(3)),
        descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static boolean isKnown(Matcher descr) {
    int itemSize = Integer.parseInt(descr.group(3));
    boolean sizeFits = switch (descr.group(2).charAt(0)) {
      case 'f' -> itemSize >= 4;
      case 'b' -> itemSize == 1;
      default -> true;
    };
    // A single byte has no order, anything longer needs one.
    return sizeFits && (itemSize == 1 || !descr.group(1).equals("|"));
  }

  private static int byteCount(BinarySource source, Shape shape, int itemSize) throws IOException {
    try {
      return Math.multiplyExact(shape.size(), itemSize);
    } catch (ArithmeticException e) {
      throw source.failure(source.position(),
          "shape " + shape + " with " + itemSize + " bytes an element is more than an array can have");
    }
  }

  /** Where each element of the file, which runs through the first axis fastest, belongs in row-major order. */
  private static int[] columnMajor(Shape shape) {
    int[] places = new int[shape.size()];
    int[] index = new int[shape.rank()];
    int[] strides = new int[shape.rank()];
    for (int axis = 0; axis < strides.length && places.length > 0; axis++) {
      strides[axis] = shape.size(axis + 1, shape.rank());
    }
    int place = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = place;
      for (int axis = 0; axis < index.length; axis++) {
        place += strides[axis];
        if (++index[axis] < shape.dim(axis)) {
          break;
        }
        place -= index[axis] * strides[axis];
        index[axis] = 0;
      }
    }
    return places;
  }

  private static NDArray decode(BinarySource source, long start, ByteBuffer elements, NumberCoding coding, Shape shape,
      int[] places) throws IOException {
    int size = shape.size();
    NumberCoding.Place place = (number, reason) -> source.failure(start + (long) number * coding.itemSize(), reason);
    switch (coding.dtype()) {
      case FLOAT32 -> {
        float[] values = new float[size];
        coding.decode(elements, size, values, 0, place);
        return inRowOrder(NDArray.wrap(shape, values), places);
      }
      case FLOAT64 -> {
        double[] values = new double[size];
        coding.decode(elements, size, values, 0, place);
        return inRowOrder(NDArray.wrap(shape, values), places);
      }
      case UINT8 -> {
        byte[] values = new byte[size];
        coding.decode(elements, size, values, 0, place);
        return inRowOrder(NDArray.wrapBytes(shape, values, 1), places);
      }
      default -> {
        int[] values = new int[size];
        coding.decode(elements, size, values, 0, place);
        return inRowOrder(NDArray.wrap(shape, values), places);
      }
    }
  }

  /** The elements, of which number {@code i} belongs at {@code places[i]}, at their places. */
  private static NDArray inRowOrder(NDArray elements, int[] places) {
    if (places == null) {
      return elements;
    }
    int[] from = new int[places.length];
    for (int i = 0; i < places.length; i++) {
      from[places[i]] = i;
    }
    return elements.reshape(elements.size()).take(from).reshape(elements.shape().dims());
  }
}
