package org.neurona.io.json;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * A named array in JSON: name, type, shape, a checksum of its bits, and its values, a row to a line. Values are written
 * as Java writes them, decimals that read back as the same bits. Who edits a file by hand may take the checksum out.
 */
final class ArrayJson {
  private static final int ROW = 1024;

  private ArrayJson() {}

  /**
   * An array and its name.
   *
   * @param name the name: {@code hidden/kernel}
   * @param value the array
   */
  record Named(String name, NDArray value) {}

  static void write(JsonWriter json, String name, NDArray array) throws IOException {
    boolean wide = array.dtype() == DType.FLOAT64;
    double[] doubles = wide ? array.toDoubleArray() : null;
    float[] floats = wide ? null : array.toFloatArray();
    json.beginObject();
    json.name(Fields.NAME).value(name);
    json.name(Fields.DTYPE).value(wide ? DType.FLOAT64.kerasName() : DType.FLOAT32.kerasName());
    json.name(Fields.SHAPE).jsonValue(array.shape().toList().toString());
    json.name(Fields.CRC32).value(wide ? checksum(doubles) : checksum(floats));
    json.name(Fields.VALUES).beginArray();
    int row = array.shape().rank() == 0 ? 1 : Math.max(1, Math.min(ROW, array.shape().dim(-1)));
    for (int from = 0; from < array.size(); from += row) {
      int to = Math.min(array.size(), from + row);
      StringBuilder line = new StringBuilder("[");
      for (int i = from; i < to; i++) {
        line.append(i == from ? "" : ", ").append(wide ? text(doubles[i]) : text(floats[i]));
      }
      json.jsonValue(line.append(']').toString());
    }
    json.endArray();
    json.endObject();
  }

  private static String text(double value) {
    return Double.isFinite(value) ? Double.toString(value) : '"' + Double.toString(value) + '"';
  }

  private static String text(float value) {
    return Float.isFinite(value) ? Float.toString(value) : '"' + Float.toString(value) + '"';
  }

  /**
   * Reads an array. Memory grows with the values that are there, whatever the shape claims.
   *
   * @param count told of each plain value
   * @param counted told of the numbers of each row, as they are read; throws if there are too many
   * @throws IllegalArgumentException if the array is not what it claims to be
   */
  static Named read(JsonReader json, PlainJson.Count count, LongConsumer counted) throws IOException {
    json.beginObject();
    expect(json, Fields.NAME);
    String name = json.nextString();
    expect(json, Fields.DTYPE);
    String dtype = json.nextString();
    boolean wide = dtype.equals(DType.FLOAT64.kerasName());
    if (!wide && !dtype.equals(DType.FLOAT32.kerasName())) {
      throw new IllegalArgumentException(name + " is of type " + dtype + ", expected float32 or float64");
    }
    expect(json, Fields.SHAPE);
    Shape shape = shape(PlainJson.read(json, 2, count));
    String next = json.nextName();
    Long checksum = null;
    if (next.equals(Fields.CRC32)) {
      checksum = json.nextLong();
      next = json.nextName();
    }
    require(next, Fields.VALUES);
    Values values = new Values(wide, shape.size(), counted);
    json.beginArray();
    while (json.peek() != JsonToken.END_ARRAY) {
      values.readRow(json);
    }
    json.endArray();
    json.endObject();
    return new Named(name, values.finish(name, shape, checksum));
  }

  private static Shape shape(Object plain) {
    if (!(plain instanceof List<?> dims) || !dims.stream().allMatch(dim -> dim instanceof Long)) {
      throw new IllegalArgumentException("a shape must be a list of whole numbers");
    }
    return Shape.of(dims.stream().mapToInt(dim -> {
      if ((Long) dim < 0) {
        throw new IllegalArgumentException("a shape has a negative length " + dim);
      }
      return Math.toIntExact((Long) dim);
    }).toArray());
  }

  private static void expect(JsonReader json, String key) throws IOException {
    require(json.nextName(), key);
  }

  private static void require(String got, String expected) {
    if (!got.equals(expected)) {
      throw new IllegalArgumentException("expected the key " + expected + " but found " + got);
    }
  }

  private static long checksum(float[] values) {
    CRC32 crc = new CRC32();
    byte[] bytes = new byte[4];
    for (float value : values) {
      add(crc, bytes, Float.floatToIntBits(value));
    }
    return crc.getValue();
  }

  private static long checksum(double[] values) {
    CRC32 crc = new CRC32();
    byte[] bytes = new byte[8];
    for (double value : values) {
      add(crc, bytes, Double.doubleToLongBits(value));
    }
    return crc.getValue();
  }

  /** Adds the low bytes of a number, lowest first. */
  private static void add(CRC32 crc, byte[] bytes, long bits) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bits >>> 8 * i);
    }
    crc.update(bytes);
  }

  /** Values that come in row by row. */
  private static final class Values {
    private static final int FIRST_CAPACITY = 4096;

    private final boolean wide;
    private final int expected;
    private final LongConsumer counted;
    private float[] floats = new float[0];
    private double[] doubles = new double[0];
    private int count;

    Values(boolean wide, int expected, LongConsumer counted) {
      this.wide = wide;
      this.expected = expected;
      this.counted = counted;
    }

    void readRow(JsonReader json) throws IOException {
      int before = count;
      json.beginArray();
      while (json.peek() != JsonToken.END_ARRAY) {
        add(json);
      }
      json.endArray();
      counted.accept(count - before);
    }

    private void add(JsonReader json) throws IOException {
      boolean number = json.peek() == JsonToken.NUMBER;
      String text = json.nextString();
      if (!number && !text.equals("NaN") && !text.equals("Infinity") && !text.equals("-Infinity")) {
        throw new IllegalArgumentException("expected a number");
      }
      if (count == expected) {
        throw new IllegalArgumentException("more values than the shape has room for: " + expected);
      }
      grow();
      if (wide) {
        doubles[count] = Double.parseDouble(text);
      } else {
        floats[count] = Float.parseFloat(text);
      }
      if (number && !Double.isFinite(wide ? doubles[count] : floats[count])) {
        throw new IllegalArgumentException("the number " + text + " is too large for its type");
      }
      count++;
    }

    private void grow() {
      int capacity = wide ? doubles.length : floats.length;
      if (count == capacity) {
        int larger = (int) Math.min(expected, Math.max(FIRST_CAPACITY, capacity * 2L));
        if (wide) {
          doubles = Arrays.copyOf(doubles, larger);
        } else {
          floats = Arrays.copyOf(floats, larger);
        }
      }
    }

    NDArray finish(String name, Shape shape, Long checksum) {
      if (count != expected) {
        throw new IllegalArgumentException(name + " has " + count + " values, but its shape " + shape + " needs "
            + expected);
      }
      if (checksum != null && checksum != (wide ? checksum(doubles) : checksum(floats))) {
        throw new IllegalArgumentException(name + " is damaged: its values don't have the checksum " + checksum);
      }
      return wide ? NDArray.wrap(shape, doubles) : NDArray.wrap(shape, floats);
    }
  }
}
