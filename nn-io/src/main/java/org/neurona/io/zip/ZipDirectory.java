package org.neurona.io.zip;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.neurona.io.bytes.ByteSource;

/**
 * Reads an archive's central directory (PKWARE's APPNOTE, 4.3), with its 64-bit fields. Nothing in it is believed
 * before it was held against the bytes that are there.
 */
final class ZipDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int LARGEST_COMMENT = 0xffff;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_SIZE = 20;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_SIZE = 56;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int ENCRYPTED = 1;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int ZIP64_FIELD = 1;
  private static final long IN_ZIP64 = 0xffffffffL;
  private static final int UNIX = 3;
  private static final int FILE_TYPE = 0170000;
  private static final int SYMBOLIC_LINK = 0120000;

  private final ByteSource archive;

  ZipDirectory(ByteSource archive) {
    this.archive = archive;
  }

  /**
   * The members, in the directory's order.
   *
   * @param most how many there may be
   * @throws IllegalArgumentException if the directory is damaged or says what must not be believed
   */
  Map<String, ZipMember> read(int most) throws IOException {
    long end = findEnd();
    ByteBuffer record = archive.bytes(end, END_SIZE);
    require(record.getShort(4) == 0 && record.getShort(6) == 0, "it is one of several volumes");
    long count = Short.toUnsignedLong(record.getShort(10));
    long length = Integer.toUnsignedLong(record.getInt(12));
    long start = Integer.toUnsignedLong(record.getInt(16));
    if (count == 0xffff || length == IN_ZIP64 || start == IN_ZIP64) {
      ByteBuffer locator = archive.bytes(end - LOCATOR_SIZE, LOCATOR_SIZE);
      require(locator.getInt(0) == LOCATOR_SIGNATURE, "its 64-bit end record is missing");
      ByteBuffer wide = archive.bytes(locator.getLong(8), END64_SIZE);
      require(wide.getInt(0) == END64_SIGNATURE, "its 64-bit end record is missing");
      count = wide.getLong(32);
      length = wide.getLong(40);
      start = wide.getLong(48);
    }
    require(count >= 0 && count <= most, "it has " + Long.toUnsignedString(count) + " members, more than " + most);
    require(start >= 0 && length >= 0 && start <= end - length, "its directory is not within the file");
    require(count * ENTRY_SIZE <= length, "its directory has no room for " + count + " members");
    Map<String, ZipMember> members = new LinkedHashMap<>();
    long position = start;
    for (long i = 0; i < count; i++) {
      ByteBuffer entry = archive.bytes(position, ENTRY_SIZE);
      int variable = Short.toUnsignedInt(entry.getShort(28)) + Short.toUnsignedInt(entry.getShort(30))
          + Short.toUnsignedInt(entry.getShort(32));
      require(position + ENTRY_SIZE + variable <= start + length, "its directory is longer than it says");
      ZipMember member = member(entry, archive.bytes(position + ENTRY_SIZE, variable));
      require(members.put(member.name(), member) == null, "the member " + member.name() + " comes twice");
      position += ENTRY_SIZE + variable;
    }
    require(position == start + length, "its directory is shorter than it says");
    return members;
  }

  private long findEnd() throws IOException {
    long size = archive.size();
    require(size >= END_SIZE, "not a zip archive");
    int tail = (int) Math.min(size, END_SIZE + LARGEST_COMMENT);
    ByteBuffer bytes = archive.bytes(size - tail, tail);
    for (int at = tail - END_SIZE; at >= 0; at--) {
      // The comment must end where the file does, or something else is appended.
      if (bytes.getInt(at) == END_SIGNATURE && Short.toUnsignedInt(bytes.getShort(at + 20)) == tail - END_SIZE - at) {
        return size - tail + at;
      }
    }
    throw new IllegalArgumentException("not a zip archive: it has no directory at its end");
  }

  private static ZipMember member(ByteBuffer entry, ByteBuffer variable) throws EOFException {
    require(entry.getInt(0) == ENTRY_SIGNATURE, "its directory is damaged");
    int nameLength = Short.toUnsignedInt(entry.getShort(28));
    byte[] nameBytes = new byte[nameLength];
    variable.get(nameBytes);
    String name = new String(nameBytes, StandardCharsets.UTF_8);
    requireHarmless(name);
    require((entry.getShort(8) & ENCRYPTED) == 0, "the member " + name + " is encrypted");
    int method = Short.toUnsignedInt(entry.getShort(10));
    require(method == STORED || method == DEFLATED, "the member " + name + " is compressed by method " + method
        + ", which is not read");
    boolean unix = entry.get(5) == UNIX;
    require(!unix || (entry.getInt(38) >>> 16 & FILE_TYPE) != SYMBOLIC_LINK, "the member " + name + " is a link");
    long storedSize = Integer.toUnsignedLong(entry.getInt(20));
    long size = Integer.toUnsignedLong(entry.getInt(24));
    long offset = Integer.toUnsignedLong(entry.getInt(42));
    ByteBuffer extra = variable.slice(nameLength, Short.toUnsignedInt(entry.getShort(30))).order(variable.order());
    while (extra.remaining() >= 4) {
      int field = Short.toUnsignedInt(extra.getShort());
      int length = Short.toUnsignedInt(extra.getShort());
      require(length <= extra.remaining(), "the member " + name + " has a damaged extra field");
      ByteBuffer content = extra.slice(extra.position(), length).order(extra.order());
      if (field == ZIP64_FIELD) {
        size = size == IN_ZIP64 ? next(content, name) : size;
        storedSize = storedSize == IN_ZIP64 ? next(content, name) : storedSize;
        offset = offset == IN_ZIP64 ? next(content, name) : offset;
      }
      extra.position(extra.position() + length);
    }
    require(size >= 0 && storedSize >= 0 && offset >= 0, "the member " + name + " has a negative size");
    require(method == DEFLATED || size == storedSize, "the member " + name + " has two sizes: " + storedSize + " and "
        + size);
    return new ZipMember(name, method == DEFLATED, Integer.toUnsignedLong(entry.getInt(16)), storedSize, size, offset);
  }

  private static long next(ByteBuffer content, String name) {
    require(content.remaining() >= 8, "the member " + name + " has a damaged extra field");
    return content.getLong();
  }

  /** A name that could lead out of a folder comes from no honest writer, though nothing here is ever extracted. */
  private static void requireHarmless(String name) {
    boolean odd = name.isEmpty() || name.startsWith("/") || name.contains("\\") || name.indexOf(':') == 1
        || name.indexOf('\0') >= 0;
    for (String part : name.split("/", -1)) {
      odd |= part.equals("..") || part.equals(".");
    }
    require(!odd, "a member is called \"" + name + "\", which is no name for a file within an archive");
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
