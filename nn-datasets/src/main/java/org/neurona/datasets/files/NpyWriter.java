package org.neurona.datasets.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.neurona.NDArray;

/**
 * Writes NumPy's {@code .npy} files, byte for byte as {@code numpy.save} does for the same array, little-endian and
 * row-major. Bytes with a {@linkplain NDArray#scale() scale} are written as the floats that they stand for.
 */
public final class NpyWriter {
  private static final int CHUNK = 1 << 13;

  /** A writer. */
  public NpyWriter() {}

  /**
   * Writes a file. An existing one is replaced when the new one is complete.
   *
   * @throws IOException if it can't be written
   */
  public void write(NDArray array, Path file) throws IOException {
    FileReplacement.write(file, out -> write(array, out));
  }

  /**
   * Writes to a stream and leaves it open.
   *
   * @throws IOException if it can't be written
   */
  public void write(NDArray array, OutputStream out) throws IOException {
    String descr = descr(array);
    out.write(new NpyHeader(descr, false, array.shape()).toBytes());
    // In pieces, so that a large array is not doubled.
    NDArray flat = array.reshape(array.size());
    for (int from = 0; from < flat.size(); from += CHUNK) {
      writeChunk(flat.slice(from, Math.min(flat.size(), from + CHUNK)), descr, out);
    }
  }

  /** The bytes of the file that {@link #write} makes. */
  static long length(NDArray array) {
    String descr = descr(array);
    int itemSize = descr.charAt(2) - '0';
    return new NpyHeader(descr, false, array.shape()).toBytes().length + (long) array.size() * itemSize;
  }

  private static String descr(NDArray array) {
    return switch (array.dtype()) {
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
      case INT32 -> "<i4";
      case UINT8 -> array.scale() == 1 ? "|u1" : "<f4";
    };
  }

  private static void writeChunk(NDArray chunk, String descr, OutputStream out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(chunk.size() * 8).order(ByteOrder.LITTLE_ENDIAN);
    switch (descr) {
      case "<f4":
        for (float value : chunk.toFloatArray()) {
          bytes.putFloat(value);
        }
        break;
      case "<f8":
        for (double value : chunk.toDoubleArray()) {
          bytes.putDouble(value);
        }
        break;
      case "<i4":
        for (int value : chunk.toIntArray()) {
          bytes.putInt(value);
        }
        break;
      default:
        for (int value : chunk.toIntArray()) {
          bytes.put((byte) value);
        }
    }
    out.write(bytes.array(), 0, bytes.position());
  }
}
