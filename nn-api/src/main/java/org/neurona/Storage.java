package org.neurona;

import java.util.Arrays;

/** The flat elements of an array: one primitive array of one type. Shared between arrays, so nobody writes to it. */
abstract class Storage {
  abstract DType dtype();

  abstract int length();

  abstract float getFloat(int index);

  abstract double getDouble(int index);

  /** The exact stored bits, for equality: +0 and -0 differ, and a NaN equals the same NaN. */
  abstract long bits(int index);

  /** Copies {@code count} values from {@code from} on to {@code target} from {@code offset} on. */
  abstract void copyTo(int from, int count, float[] target, int offset);

  /** Copies {@code count} values from {@code from} on to {@code target} from {@code offset} on. */
  abstract void copyTo(int from, int count, double[] target, int offset);

  /** New elements of the same kind, all zero. */
  abstract Storage allocate(int length);

  /** Copies stored elements, unconverted, to a storage of the same kind that nobody else has seen yet. */
  abstract void copyTo(int from, int count, Storage target, int offset);

  /** Copies stored elements, unconverted, to an array of their type. */
  abstract void copyStored(int from, int count, Object target, int offset);

  /** Whether one of {@code count} elements may be NaN; a faster answer than to look at each. */
  boolean mayHaveNaN(int from, int count) {
    return dtype() == DType.FLOAT32 || dtype() == DType.FLOAT64;
  }

  /** What the stored elements are multiplied with when they are read. */
  float scale() {
    return 1;
  }

  /** Whether both store elements of the same meaning, so that one can be copied to the other. */
  final boolean isSameKind(Storage other) {
    return dtype() == other.dtype() && Float.floatToIntBits(scale()) == Float.floatToIntBits(other.scale());
  }

  static final class Floats extends Storage {
    private static final int STRETCH = 128;
    /** From so many elements on, they are looked at in a {@link Stage}. */
    private static final int MANY = 1 << 14;
    private static final ThreadLocal<Stage> STAGES = ThreadLocal.withInitial(Stage::new);

    private final float[] values;

    Floats(float[] values) {
      this.values = values;
    }

    @Override
    DType dtype() {
      return DType.FLOAT32;
    }

    @Override
    int length() {
      return values.length;
    }

    @Override
    float getFloat(int index) {
      return values[index];
    }

    @Override
    double getDouble(int index) {
      return values[index];
    }

    @Override
    long bits(int index) {
      return Float.floatToRawIntBits(values[index]);
    }

    /** In stretches: a method that is called again and again is compiled long before one that goes through all. */
    @Override
    boolean mayHaveNaN(int from, int count) {
      int end = from + count;
      if (count >= MANY) {
        return STAGES.get().mayHaveNaN(values, from, end);
      }
      for (int start = from; start < end; start += STRETCH) {
        if (stretchMayHaveNaN(start, Math.min(end, start + STRETCH))) {
          return true;
        }
      }
      return false;
    }

    /** Where C2 makes vector code of the sums, which it does only if all arrays are used at the same index. */
    private static final class Stage {
      private static final int LENGTH = 512;

      private final float[] elements = new float[LENGTH];
      private final float[] sums = new float[LENGTH];

      boolean mayHaveNaN(float[] values, int from, int end) {
        Arrays.fill(sums, 0);
        for (int start = from; start < end; start += LENGTH) {
          int n = Math.min(LENGTH, end - start);
          System.arraycopy(values, start, elements, 0, n);
          add(n);
        }
        float sum = 0;
        for (float one : sums) {
          sum += one;
        }
        return sum != 0;
      }

      private void add(int n) {
        float[] x = elements;
        float[] y = sums;
        for (int i = 0; i < n; i++) {
          y[i] += x[i] * 0;
        }
      }
    }

    /** NaN times 0 is NaN, and so are sums with it; eight of them hide the latency of an addition. */
    private boolean stretchMayHaveNaN(int from, int end) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      float s4 = 0;
      float s5 = 0;
      float s6 = 0;
      float s7 = 0;
      int i = from;
      for (; i <= end - 8; i += 8) {
        s0 += values[i] * 0;
        s1 += values[i + 1] * 0;
        s2 += values[i + 2] * 0;
        s3 += values[i + 3] * 0;
        s4 += values[i + 4] * 0;
        s5 += values[i + 5] * 0;
        s6 += values[i + 6] * 0;
        s7 += values[i + 7] * 0;
      }
      for (; i < end; i++) {
        s0 += values[i] * 0;
      }
      return s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 != 0;
    }

    @Override
    void copyTo(int from, int count, float[] target, int offset) {
      System.arraycopy(values, from, target, offset, count);
    }

    @Override
    void copyTo(int from, int count, double[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = values[from + i];
      }
    }

    @Override
    Storage allocate(int length) {
      return new Floats(new float[length]);
    }

    @Override
    void copyTo(int from, int count, Storage target, int offset) {
      copyStored(from, count, ((Floats) target).values, offset);
    }

    @Override
    void copyStored(int from, int count, Object target, int offset) {
      System.arraycopy(values, from, target, offset, count);
    }
  }

  static final class Doubles extends Storage {
    private final double[] values;

    Doubles(double[] values) {
      this.values = values;
    }

    @Override
    DType dtype() {
      return DType.FLOAT64;
    }

    @Override
    int length() {
      return values.length;
    }

    @Override
    float getFloat(int index) {
      return (float) values[index];
    }

    @Override
    double getDouble(int index) {
      return values[index];
    }

    @Override
    long bits(int index) {
      return Double.doubleToRawLongBits(values[index]);
    }

    @Override
    void copyTo(int from, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (float) values[from + i];
      }
    }

    @Override
    void copyTo(int from, int count, double[] target, int offset) {
      System.arraycopy(values, from, target, offset, count);
    }

    @Override
    Storage allocate(int length) {
      return new Doubles(new double[length]);
    }

    @Override
    void copyTo(int from, int count, Storage target, int offset) {
      copyStored(from, count, ((Doubles) target).values, offset);
    }

    @Override
    void copyStored(int from, int count, Object target, int offset) {
      System.arraycopy(values, from, target, offset, count);
    }
  }

  static final class Ints extends Storage {
    private final int[] values;

    Ints(int[] values) {
      this.values = values;
    }

    @Override
    DType dtype() {
      return DType.INT32;
    }

    @Override
    int length() {
      return values.length;
    }

    @Override
    float getFloat(int index) {
      return values[index];
    }

    @Override
    double getDouble(int index) {
      return values[index];
    }

    @Override
    long bits(int index) {
      return values[index];
    }

    @Override
    void copyTo(int from, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = values[from + i];
      }
    }

    @Override
    void copyTo(int from, int count, double[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = values[from + i];
      }
    }

    @Override
    Storage allocate(int length) {
      return new Ints(new int[length]);
    }

    @Override
    void copyTo(int from, int count, Storage target, int offset) {
      copyStored(from, count, ((Ints) target).values, offset);
    }

    @Override
    void copyStored(int from, int count, Object target, int offset) {
      System.arraycopy(values, from, target, offset, count);
    }
  }

  static final class Bytes extends Storage {
    private final byte[] values;
    private final float scale;

    Bytes(byte[] values, float scale) {
      this.values = values;
      this.scale = scale;
    }

    @Override
    DType dtype() {
      return DType.UINT8;
    }

    @Override
    int length() {
      return values.length;
    }

    @Override
    float scale() {
      return scale;
    }

    @Override
    float getFloat(int index) {
      return (values[index] & 255) * scale;
    }

    @Override
    double getDouble(int index) {
      return getFloat(index);
    }

    @Override
    long bits(int index) {
      return values[index];
    }

    @Override
    void copyTo(int from, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (values[from + i] & 255) * scale;
      }
    }

    // Scaled in float here too: both kinds of engine read the same value.
    @Override
    void copyTo(int from, int count, double[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = (values[from + i] & 255) * scale;
      }
    }

    @Override
    Storage allocate(int length) {
      return new Bytes(new byte[length], scale);
    }

    @Override
    void copyTo(int from, int count, Storage target, int offset) {
      copyStored(from, count, ((Bytes) target).values, offset);
    }

    @Override
    void copyStored(int from, int count, Object target, int offset) {
      System.arraycopy(values, from, target, offset, count);
    }
  }
}
