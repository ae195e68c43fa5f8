package org.neurona.io.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A protocol buffer message, put together field by field, in the
 * <a href="https://protobuf.dev/programming-guides/encoding">wire format</a>. As in all messages of proto3, a number that
 * is 0 and bytes of which there are none are left out; readers know.
 */
final class Message {
  /** How what follows a field's number is to be read. */
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private static final int TYPE_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Message number(int field, long value) {
    if (value != 0) {
      tag(field, VARINT);
      varint(value);
    }
    return this;
  }

  Message real(int field, double value) {
    tag(field, FIXED_64);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
      bytes.write((int) (bits >>> shift));
    }
    return this;
  }

  Message text(int field, String value) {
    return lengthDelimited(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message bytes(int field, byte[] value) {
    return value.length == 0 ? this : lengthDelimited(field, value);
  }

  Message message(int field, Message value) {
    return lengthDelimited(field, value.toBytes());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  private Message lengthDelimited(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void tag(int field, int type) {
    varint((long) field << TYPE_BITS | type);
  }

  /** Seven bits a byte, the lowest first; all but the last say that more follow. */
  private void varint(long value) {
    long left = value;
    for (; left >>> GROUP_BITS != 0; left >>>= GROUP_BITS) {
      bytes.write((int) left | MORE);
    }
    bytes.write((int) left);
  }
}
