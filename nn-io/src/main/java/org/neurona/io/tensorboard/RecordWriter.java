package org.neurona.io.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes TensorFlow's record files (TFRecord). A record is the length of its data as 8 bytes, a checksum of them, the
 * data and a checksum of it; numbers are little-endian, checksums are CRC-32C, rotated and offset.
 */
final class RecordWriter implements Closeable {
  private static final int MASK_ROTATION = 15;
  private static final int MASK_OFFSET = 0xa282ead8;

  private final OutputStream out;

  RecordWriter(OutputStream out) {
    this.out = out;
  }

  void write(byte[] data) throws IOException {
    byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
    out.write(length);
    out.write(checksum(length));
    out.write(data);
    out.write(checksum(data));
  }

  void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static byte[] checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    int masked = Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_OFFSET;
    return littleEndian(Integer.BYTES).putInt(masked).array();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
