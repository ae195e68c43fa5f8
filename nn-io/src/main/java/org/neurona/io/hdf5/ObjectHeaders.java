package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the messages of an object, in either version of its header (specification, IV.A). */
final class ObjectHeaders {
  private static final int CONTINUATION = 0x10;
  private static final int NOTHING = 0;
  private static final int SHARED = 2;
  private static final int MOST_BLOCKS = 10_000;
  private static final int VERSION_1_PREFIX = 16;
  private static final int VERSION_1_MESSAGE = 8;
  private static final int SIGNATURE_2 = signature("OHDR");
  private static final int CONTINUATION_SIGNATURE_2 = signature("OCHK");
  private static final int CHECKSUM = 4;
  private static final int TIMES = 0x20;
  private static final int PHASES = 0x10;
  private static final int ORDER = 0x04;

  private final FileBytes file;
  /** The parts of the last object's header that end with a checksum. */
  private final List<ByteBuffer> checked = new ArrayList<>();

  ObjectHeaders(FileBytes file) {
    this.file = file;
  }

  /**
   * A message.
   *
   * @param type what it says
   * @param data its bytes
   */
  record Message(int type, ByteBuffer data) {}

  /** Four letters as the number that they are in a file. */
  static int signature(String letters) {
    return letters.charAt(0) | letters.charAt(1) << 8 | letters.charAt(2) << 16 | letters.charAt(3) << 24;
  }

  /** The messages of the object at an address. */
  List<Message> read(long address) {
    checked.clear();
    List<Message> messages = new ArrayList<>();
    List<ByteBuffer> blocks = new ArrayList<>();
    boolean first = file.at(address, 4).getInt(0) != SIGNATURE_2;
    int messageHeader;
    if (first) {
      messageHeader = VERSION_1_MESSAGE;
      blocks.add(version1(address));
    } else {
      ByteBuffer start = file.at(address, 6);
      require(start.get(4) == 2, "an object header has version " + start.get(4));
      int flags = start.get(5);
      messageHeader = (flags & ORDER) != 0 ? 6 : 4;
      blocks.add(version2(address, flags));
    }
    for (int block = 0; block < blocks.size(); block++) {
      require(block < MOST_BLOCKS, "an object header has too many parts");
      readBlock(blocks.get(block), first, messageHeader, messages, blocks);
    }
    return messages;
  }

  /** Fails where a part of the last object's header has another checksum than it says. */
  void requireChecksums() {
    for (ByteBuffer part : checked) {
      FileBytes.requireChecksum(part, "a part of its header");
    }
  }

  private ByteBuffer version1(long address) {
    ByteBuffer prefix = file.claim(address, VERSION_1_PREFIX);
    require(prefix.get(0) == 1, "an object header has version " + prefix.get(0));
    long size = Integer.toUnsignedLong(prefix.getInt(8));
    return file.claim(address + VERSION_1_PREFIX, size);
  }

  private ByteBuffer version2(long address, int flags) {
    int prefix = 6 + ((flags & TIMES) != 0 ? 16 : 0) + ((flags & PHASES) != 0 ? 4 : 0);
    int width = 1 << (flags & 3);
    ByteBuffer length = file.claim(address, prefix + width);
    long size = 0;
    for (int i = 0; i < width; i++) {
      size |= (long) (length.get(prefix + i) & 0xff) << 8 * i;
    }
    file.reserve(address + prefix + width, Math.addExact(size, CHECKSUM));
    checked.add(file.at(address, prefix + width + size + CHECKSUM));
    return file.at(address + prefix + width, size);
  }

  private void readBlock(ByteBuffer block, boolean first, int messageHeader, List<Message> messages,
      List<ByteBuffer> blocks) {
    while (block.remaining() >= messageHeader) {
      int at = block.position();
      int type = first ? Short.toUnsignedInt(block.getShort(at)) : block.get(at) & 0xff;
      int size = Short.toUnsignedInt(block.getShort(at + (first ? 2 : 1)));
      int flags = block.get(at + (first ? 4 : 3));
      require(size <= block.remaining() - messageHeader, "a message is longer than its object header");
      ByteBuffer data = block.slice(at + messageHeader, size).order(block.order());
      block.position(at + messageHeader + size);
      if (type == CONTINUATION) {
        require(size >= 16, "a continuation is too short");
        blocks.add(continuation(data.getLong(0), data.getLong(8), first));
      } else if (type != NOTHING) {
        require((flags & SHARED) == 0, "a message is shared with other objects, which Keras never writes");
        messages.add(new Message(type, data));
      }
    }
  }

  private ByteBuffer continuation(long address, long length, boolean first) {
    if (first) {
      return file.claim(address, length);
    }
    require(length >= 8, "a continuation is too short");
    ByteBuffer block = file.claim(address, length);
    require(block.getInt(0) == CONTINUATION_SIGNATURE_2, "a continuation is not where its header says");
    checked.add(block);
    return block.slice(4, (int) length - 8).order(block.order());
  }
}
