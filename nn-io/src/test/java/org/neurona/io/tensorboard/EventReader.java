package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.TensorProto;

/** Reads event files with TensorFlow's own messages, and frames with a checksum written from its definition. */
final class EventReader {
  private EventReader() {}

  /** The one file in a folder. */
  static Path onlyFile(Path folder) throws IOException {
    List<Path> files = files(folder);
    assertEquals(1, files.size(), files::toString);
    return files.get(0);
  }

  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** The events of a file after the first, which must name the version. */
  static List<Event> events(Path file) throws IOException {
    List<Event> events = new ArrayList<>();
    for (byte[] data : records(Files.readAllBytes(file))) {
      events.add(Event.parseFrom(data));
    }
    assertEquals("brain.Event:2", events.remove(0).getFileVersion());
    return events;
  }

  /** What events say of one tag, in their order. */
  static List<Event> tagged(List<Event> events, String tag) {
    return events.stream().filter(event -> value(event).getTag().equals(tag)).toList();
  }

  static Summary.Value value(Event event) {
    assertEquals(1, event.getSummary().getValueCount());
    return event.getSummary().getValue(0);
  }

  /** The numbers of a tensor of floats or doubles. */
  static double[] numbers(TensorProto tensor) {
    ByteBuffer content = tensor.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    List<Double> numbers = new ArrayList<>();
    while (content.hasRemaining()) {
      numbers.add(switch (tensor.getDtype()) {
        case DT_FLOAT -> (double) content.getFloat();
        case DT_DOUBLE -> content.getDouble();
        default -> throw new AssertionError("no numbers: " + tensor);
      });
    }
    return numbers.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<byte[]> records(byte[] file) {
    List<byte[]> records = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertEquals(masked(crc32c(length)), Integer.toUnsignedLong(bytes.getInt()), "checksum of the length");
      byte[] data = new byte[Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())];
      bytes.get(data);
      assertEquals(masked(crc32c(data)), Integer.toUnsignedLong(bytes.getInt()), "checksum of the data");
      records.add(data);
    }
    return records;
  }

  /** CRC-32C bit by bit: the reflected Castagnoli polynomial, all ones before and after. */
  static long crc32c(byte[] data) {
    long crc = 0xffffffffL;
    for (byte b : data) {
      crc ^= b & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 1 ? (crc >>> 1) ^ 0x82f63b78L : crc >>> 1;
      }
    }
    return crc ^ 0xffffffffL;
  }

  private static long masked(long crc) {
    return ((crc >>> 15 | crc << 17 & 0xffffffffL) + 0xa282ead8L) & 0xffffffffL;
  }
}
