package org.neurona.io.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.json.PlainJson;

/**
 * Writes safetensors files, laid out as the format's own library does: wide numbers first, so that each tensor begins
 * at a multiple of its elements' size. What was written is read again and compared.
 */
public final class SafetensorsWriter {
  private SafetensorsWriter() {}

  /**
   * Writes a new file.
   *
   * @param arrays the tensors by name
   * @param metadata texts about the file
   * @throws IllegalArgumentException if a tensor has the name that the format keeps for these texts
   * @throws IOException if it can't be written, or does not read back the same
   */
  public static void write(Map<String, NDArray> arrays, Map<String, String> metadata, Path file) throws IOException {
    List<String> order = new ArrayList<>(arrays.keySet());
    order.sort(Comparator.comparingInt(name -> -type(arrays.get(name)).itemSize()));
    ByteBuffer header = header(arrays, order, metadata);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      write(channel, ByteBuffer.allocate(SafetensorsFile.LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN)
          .putLong(header.remaining()).flip());
      write(channel, header);
      for (String name : order) {
        TensorType.write(arrays.get(name), bytes -> write(channel, bytes));
      }
    }
    verify(arrays, metadata, file);
  }

  private static TensorType type(NDArray array) {
    return array.scale() == 1 ? TensorType.of(array.dtype()) : TensorType.F32;
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static ByteBuffer header(Map<String, NDArray> arrays, List<String> order, Map<String, String> metadata)
      throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(SafetensorsFile.METADATA, new TreeMap<>(metadata)); // one order, so that bytes are the same each time
    }
    long begin = 0;
    for (String name : order) {
      TensorType type = type(arrays.get(name));
      long end = begin + (long) arrays.get(name).size() * type.itemSize();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(SafetensorsFile.DTYPE, type.name());
      entry.put(SafetensorsFile.SHAPE, arrays.get(name).shape().toList());
      entry.put(SafetensorsFile.OFFSETS, List.of(begin, end));
      if (name.equals(SafetensorsFile.METADATA) || header.put(name, entry) != null) {
        throw new IllegalArgumentException("A tensor can't be called " + name);
      }
      begin = end;
    }
    StringBuilder text = new StringBuilder(PlainJson.text(header));
    int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
    // Blanks behind it let the data begin at a multiple of 8.
    text.append(" ".repeat(-length & SafetensorsFile.LENGTH_BYTES - 1));
    // An encoder, not getBytes: half a character in a name is an error, not a question mark.
    return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
  }

  private static void verify(Map<String, NDArray> arrays, Map<String, String> metadata, Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      SafetensorsFile written = SafetensorsFile.open(ByteSource.of(channel), LoadLimits.defaults());
      boolean same = written.names().equals(arrays.keySet()) && written.metadata().equals(metadata);
      for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
        NDArray value = array.getValue();
        same = same && written.array(array.getKey())
            .equals(value.scale() == 1 ? value : value.astype(DType.FLOAT32));
      }
      if (!same) {
        throw new IOException("what was written does not read back the same");
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("what was written does not read back: " + e.getMessage(), e);
    }
  }
}
