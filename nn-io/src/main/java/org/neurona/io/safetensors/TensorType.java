package org.neurona.io.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.bytes.ByteSource;

/**
 * How a file stores numbers, lowest byte first, and what they become: {@code F16} and {@code BF16} the
 * {@code float32} of the same value, small integers {@code int32}, {@code BOOL} {@code uint8}. There are no integers of
 * 64 bits here, so those become {@code float64}, which holds counters exactly.
 */
enum TensorType {
  F64(8), F32(4), F16(2), BF16(2), I64(8), I32(4), I16(2), I8(1), U8(1), BOOL(1);

  private static final int CHUNK = 1 << 16;

  private final int itemSize;

  TensorType(int itemSize) {
    this.itemSize = itemSize;
  }

  /** The bytes that one element takes. */
  int itemSize() {
    return itemSize;
  }

  /** How arrays of a type are stored. */
  static TensorType of(DType dtype) {
    return switch (dtype) {
      case FLOAT64 -> F64;
      case FLOAT32 -> F32;
      case INT32 -> I32;
      case UINT8 -> U8;
    };
  }

  /** Takes some elements that follow those taken before. */
  private interface Elements {
    void take(ByteBuffer bytes, int at, int count);
  }

  /**
   * The array of a file's bytes, which are all there.
   *
   * @throws IllegalArgumentException if a value can't be one of this type, or has no place in an array
   */
  NDArray read(ByteSource bytes, Shape shape) throws IOException {
    int size = shape.size();
    switch (this) {
      case F64, I64 -> {
        double[] values = new double[size];
        each(bytes, this == F64 ? (chunk, at, count) -> chunk.asDoubleBuffer().get(values, at, count)
            : (chunk, at, count) -> {
              for (int i = 0; i < count; i++) {
                values[at + i] = exact(chunk.getLong());
              }
            });
        return NDArray.wrap(shape, values);
      }
      case F32, F16, BF16 -> {
        float[] values = new float[size];
        each(bytes, this == F32 ? (chunk, at, count) -> chunk.asFloatBuffer().get(values, at, count)
            : (chunk, at, count) -> {
              for (int i = 0; i < count; i++) {
                short bits = chunk.getShort();
                values[at + i] = this == F16 ? half(bits) : Float.intBitsToFloat(bits << 16);
              }
            });
        return NDArray.wrap(shape, values);
      }
      case I32, I16, I8 -> {
        int[] values = new int[size];
        each(bytes, this == I32 ? (chunk, at, count) -> chunk.asIntBuffer().get(values, at, count)
            : (chunk, at, count) -> {
              for (int i = 0; i < count; i++) {
                values[at + i] = this == I16 ? chunk.getShort() : chunk.get();
              }
            });
        return NDArray.wrap(shape, values);
      }
      default -> {
        byte[] values = new byte[size];
        each(bytes, (chunk, at, count) -> chunk.get(values, at, count));
        for (int i = 0; this == BOOL && i < size; i++) {
          if ((values[i] & ~1) != 0) {
            throw new IllegalArgumentException("a BOOL is " + (values[i] & 255) + ", expected 0 or 1");
          }
        }
        return NDArray.wrapBytes(shape, values, 1);
      }
    }
  }

  private void each(ByteSource bytes, Elements elements) throws IOException {
    for (long position = 0; position < bytes.size(); position += CHUNK) {
      int length = (int) Math.min(CHUNK, bytes.size() - position);
      elements.take(bytes.bytes(position, length), (int) (position / itemSize), length / itemSize);
    }
  }

  private static double exact(long value) {
    double wide = value;
    if ((long) wide != value || value == Long.MAX_VALUE) {
      throw new IllegalArgumentException("it holds " + value + ", which " + DType.FLOAT64 + " can't");
    }
    return wide;
  }

  /** The number of 16 bits (IEEE 754 binary16): a sign, 5 bits of exponent, 10 of fraction. */
  private static float half(short bits) {
    int exponent = bits >> 10 & 31;
    int fraction = bits & 1023;
    if (exponent == 0) {
      float value = fraction * 0x1p-24f; // a subnormal one is a normal float32
      return bits < 0 ? -value : value;
    }
    int wide = exponent == 31 ? 255 : exponent - 15 + 127;
    return Float.intBitsToFloat((bits & 0x8000) << 16 | wide << 23 | fraction << 13);
  }

  /** Puts an array's bytes behind one another, a chunk at a time. */
  static void write(NDArray array, ByteTarget target) throws IOException {
    NDArray stored = array.scale() == 1 ? array : array.astype(DType.FLOAT32);
    TensorType type = of(stored.dtype());
    NDArray flat = stored.reshape(stored.size());
    int step = CHUNK / type.itemSize;
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < stored.size(); from += step) {
      NDArray part = flat.slice(from, Math.min(stored.size(), from + step));
      chunk.clear().limit(part.size() * type.itemSize);
      switch (stored.dtype()) {
        case FLOAT64 -> chunk.asDoubleBuffer().put(part.toDoubleArray());
        case FLOAT32 -> chunk.asFloatBuffer().put(part.toFloatArray());
        case INT32 -> chunk.asIntBuffer().put(part.toIntArray());
        case UINT8 -> {
          for (int value : part.toIntArray()) {
            chunk.put((byte) value);
          }
          chunk.rewind();
        }
      }
      target.write(chunk);
    }
  }

  /** Where bytes go. */
  interface ByteTarget {
    /** Takes all that is in the buffer. */
    void write(ByteBuffer bytes) throws IOException;
  }
}
