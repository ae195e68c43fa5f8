package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;
import static org.neurona.io.hdf5.ObjectHeaders.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.neurona.io.LoadLimits;

/** Attributes (specification, IV.A.2.m) and the heaps that texts of any length are in (III.E). */
final class Attributes {
  private static final int COLLECTION = signature("GCOL");
  private static final int COLLECTION_HEADER = 16;
  private static final int OBJECT_HEADER = 16;
  private static final int REFERENCE = 16;
  private static final int SHARED_PARTS = 3;

  private final FileBytes file;
  private final LoadLimits limits;
  private final Map<Long, Map<Integer, Long>> collections = new HashMap<>();
  private long characters;

  Attributes(FileBytes file, LoadLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** Checks an attribute and returns its name. */
  String check(ByteBuffer data) {
    require(data.limit() >= 9, "an attribute is too short");
    int version = data.get(0);
    require(version >= 1 && version <= 3, "an attribute has version " + version);
    require(version == 1 || (data.get(1) & SHARED_PARTS) == 0,
        "an attribute's type is shared, which Keras never writes");
    int nameSize = Short.toUnsignedInt(data.getShort(2));
    int typeSize = Short.toUnsignedInt(data.getShort(4));
    int spaceSize = Short.toUnsignedInt(data.getShort(6));
    int at = version == 3 ? 9 : 8;
    byte[] bytes = new byte[nameSize];
    slice(data, at, nameSize).get(bytes);
    String padded = new String(bytes, StandardCharsets.UTF_8);
    String name = padded.indexOf('\0') < 0 ? padded : padded.substring(0, padded.indexOf('\0'));
    at += padded(nameSize, version);
    ByteBuffer type = slice(data, at, typeSize);
    at += padded(typeSize, version);
    ByteBuffer space = slice(data, at, spaceSize);
    at += padded(spaceSize, version);
    long elements = HdfTypes.elements(space);
    long size = Math.multiplyExact(elements, HdfTypes.elementSize(type));
    require(size <= data.limit() - at, "the attribute " + name + " needs " + size + " bytes, but has "
        + Math.max(0, data.limit() - at));
    switch (HdfTypes.type(type)) {
      case HdfTypes.FIXED_POINT, HdfTypes.FLOATING_POINT, HdfTypes.ENUMERATION -> { }
      case HdfTypes.STRING -> count(size);
      case HdfTypes.VARIABLE_LENGTH -> texts(name, type, slice(data, at, (int) size), elements);
      default -> throw new IllegalArgumentException("the attribute " + name
          + " is of a type that Keras does not write");
    }
    return name;
  }

  private void texts(String name, ByteBuffer type, ByteBuffer references, long elements) {
    require((type.get(1) & 0x0f) == 1 && HdfTypes.elementSize(type) == REFERENCE,
        "the attribute " + name + " is of a type that Keras does not write");
    for (int i = 0; i < elements; i++) {
      long heap = references.getLong(REFERENCE * i + 4);
      int index = references.getInt(REFERENCE * i + 12);
      if (index != 0) {
        Long length = collections.computeIfAbsent(heap, this::collection).get(index);
        require(length != null, "the attribute " + name + " has a text that is not in its heap");
        count(length);
      }
    }
  }

  /** Many references to one text would make many texts of it. */
  private void count(long bytes) {
    characters += bytes;
    require(characters <= limits.maxStructureChars(), "attributes have more characters than the limit of "
        + limits.maxStructureChars());
  }

  /** The lengths of the objects in a collection, by their numbers. */
  private Map<Integer, Long> collection(long address) {
    ByteBuffer header = file.at(address, COLLECTION_HEADER);
    require(header.getInt(0) == COLLECTION && header.get(4) == 1, "a heap of texts is damaged");
    long size = header.getLong(8);
    require(size >= COLLECTION_HEADER && size <= Integer.MAX_VALUE, "a heap of texts has " + size + " bytes");
    ByteBuffer objects = file.claim(address, size);
    Map<Integer, Long> lengths = new HashMap<>();
    int at = COLLECTION_HEADER;
    while (objects.limit() - at >= OBJECT_HEADER) {
      int index = Short.toUnsignedInt(objects.getShort(at));
      long length = objects.getLong(at + 8);
      if (index == 0) {
        // The rest is free; jHDF takes its length, which counts its own header, for a slice.
        require(length >= OBJECT_HEADER && length <= objects.limit() - at, "a heap of texts is damaged");
        break;
      }
      require(length >= 0 && length <= objects.limit() - at - OBJECT_HEADER, "a text is longer than its heap");
      require(lengths.put(index, length) == null, "a heap has two texts of one number");
      at += OBJECT_HEADER + (int) (length + 7 & ~7L);
      require(at <= objects.limit(), "a text is longer than its heap");
    }
    return lengths;
  }

  private static int padded(int size, int version) {
    return version == 1 ? size + 7 & ~7 : size;
  }

  private static ByteBuffer slice(ByteBuffer data, int at, int size) {
    require(at >= 0 && at + size <= data.limit(), "an attribute is longer than its message");
    return data.slice(at, size).order(data.order());
  }
}
