package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.hdf5.ObjectHeaders.Message;

/**
 * Walks an HDF5 file before anything else reads it, and refuses whatever Keras does not write: links of any kind but
 * the tree's own, data in other files, virtual and chunked arrays and filters, shared and dense storage, types other
 * than numbers and texts. What remains has a simple property: each byte belongs to one structure. So there are no
 * loops, and nothing can claim more memory than the file has bytes.
 */
public final class HdfGuard {
  private static final long UNDEFINED = -1;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
  private static final int ROOT_ENTRY = 56;

  private final FileBytes file;
  private final LoadLimits limits;
  private final ObjectHeaders headers;
  private final OldGroups oldGroups;
  private final Attributes attributes;
  private final Set<Long> seen = new HashSet<>();
  private final Deque<Open> open = new ArrayDeque<>();
  private int objects;
  private long numbers;

  private HdfGuard(ByteSource bytes, LoadLimits limits) {
    this.file = new FileBytes(bytes);
    this.limits = limits;
    this.headers = new ObjectHeaders(file);
    this.oldGroups = new OldGroups(file);
    this.attributes = new Attributes(file, limits);
  }

  /** An object that is still to be looked at. */
  private record Open(String path, long address, int depth, HdfObject object) {}

  /** Whether bytes begin as an HDF5 file does. */
  public static boolean isHdf5(ByteBuffer start) {
    return start.remaining() >= SIGNATURE.length
        && start.slice(start.position(), SIGNATURE.length).equals(ByteBuffer.wrap(SIGNATURE));
  }

  /**
   * Walks a file.
   *
   * @throws IllegalArgumentException if it is damaged, has parts that Keras does not write, or is over the limits
   */
  public static void check(ByteSource bytes, LoadLimits limits) {
    find(bytes, limits);
  }

  /** Walks a file, as {@link #check} does, and returns the root of what it found. */
  static HdfObject find(ByteSource bytes, LoadLimits limits) {
    return new HdfGuard(bytes, limits).walk();
  }

  private HdfObject walk() {
    HdfObject root = push("/", root(), 0);
    while (!open.isEmpty()) {
      Open next = open.pop();
      try {
        look(next);
      } catch (IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException e) {
        throw new IllegalArgumentException(next.path() + ": " + e.getMessage(), e);
      }
    }
    return root;
  }

  /** The address of the root group, from either kind of superblock. */
  private long root() {
    require(file.size() >= 48 && isHdf5(file.at(0, SIGNATURE.length)), "not an HDF5 file");
    int version = file.at(8, 1).get();
    require(version >= 0 && version <= 3, "its superblock has version " + version + ", which is not read");
    boolean old = version < 2;
    ByteBuffer widths = file.at(old ? 13 : 9, 2);
    require(widths.get(0) == 8 && widths.get(1) == 8, "its addresses have another width than 8 bytes");
    int addresses = version == 0 ? 24 : version == 1 ? 28 : 12;
    ByteBuffer block = file.claim(0, old ? addresses + ROOT_ENTRY : 48);
    require(block.getLong(addresses) == 0, "it does not begin at its base address");
    if (!old) {
      require(block.getLong(20) == UNDEFINED, "it has a superblock extension, which Keras does not write");
      FileBytes.requireChecksum(block, "its superblock");
      return block.getLong(36);
    }
    require(block.getLong(addresses + 24) == UNDEFINED, "it needs a driver of its own");
    return block.getLong(addresses + 40);
  }

  private HdfObject push(String path, long address, int depth) {
    require(depth <= limits.maxDepth(), path + ": groups are nested deeper than the limit of " + limits.maxDepth());
    require(seen.add(address), path + ": a second link to the same object, or a loop of links");
    countObject();
    HdfObject object = new HdfObject();
    open.push(new Open(path, address, depth, object));
    return object;
  }

  private void countObject() {
    require(++objects <= limits.maxObjects(), "more groups, arrays and attributes than the limit of "
        + limits.maxObjects());
  }

  private void look(Open at) {
    List<Message> messages = headers.read(at.address());
    ByteBuffer space = null;
    ByteBuffer type = null;
    ByteBuffer layout = null;
    Set<String> names = new HashSet<>();
    Set<String> attributeNames = new HashSet<>();
    for (Message message : messages) {
      ByteBuffer data = message.data();
      switch (message.type()) {
        case 0x01 -> space = data;
        case 0x02, 0x15 -> requireNoHeap(message);
        case 0x03 -> type = data;
        case 0x06 -> child(at, NewGroups.read(data), names);
        case 0x07 -> throw new IllegalArgumentException("its data are in other files, which are never opened");
        case 0x08 -> layout = data;
        case 0x0b -> throw new IllegalArgumentException("its data are filtered (compressed, for example), which Keras "
            + "does not write. h5repack -f NONE -l CONTI writes them plainly");
        case 0x0c -> {
          countObject();
          String name = attributes.check(data);
          require(attributeNames.add(name), "the attribute " + name + " comes twice");
        }
        case 0x11 -> {
          for (Link link : oldGroups.read(data)) {
            child(at, link, names);
          }
        }
        // Fill values, group information, comments, times, tree sizes, reference counts: nothing that leads anywhere.
        case 0x04, 0x05, 0x0a, 0x0d, 0x0e, 0x12, 0x13, 0x16 -> { }
        default -> throw new IllegalArgumentException("it has a message of type " + message.type()
            + ", which Keras does not write");
      }
    }
    if (space != null || layout != null) {
      require(space != null && layout != null && type != null, "an array without shape, type or place");
      array(space, type, layout);
      at.object().becomeArray(PlainFloats.find(space, type, layout));
    } else {
      require(type == null, "a named type, which Keras does not write");
    }
    headers.requireChecksums();
  }

  private void child(Open parent, Link link, Set<String> names) {
    String path = parent.path() + (parent.depth() == 0 ? "" : "/") + link.name();
    require(!link.name().isEmpty() && !link.name().contains("/") && !link.name().equals(".")
        && !link.name().equals(".."), "it has a member called \"" + link.name() + "\"");
    require(names.add(link.name()), "the member " + link.name() + " comes twice");
    parent.object().members().put(link.name(), push(path, link.address(), parent.depth() + 1));
  }

  /** Links and attributes in heaps of their own begin with 8 of them where a file asks for the newest format. */
  private static void requireNoHeap(Message message) {
    ByteBuffer data = message.data();
    require(data.limit() >= 2, "a message is too short");
    int order = (data.get(1) & 1) == 0 ? 0 : message.type() == 0x02 ? 8 : 2;
    require(data.limit() >= 2 + order + 8, "a message is too short");
    require(data.getLong(2 + order) == UNDEFINED, "its members or attributes are stored densely, which Keras does not "
        + "write");
  }

  private void array(ByteBuffer space, ByteBuffer datatype, ByteBuffer layout) {
    int type = HdfTypes.type(datatype);
    require(type == HdfTypes.FIXED_POINT || type == HdfTypes.FLOATING_POINT,
        "its elements are no numbers (HDF5 type class " + type + ")");
    long elements = HdfTypes.elements(space);
    long bytes = Math.multiplyExact(elements, HdfTypes.elementSize(datatype));
    numbers = Math.addExact(numbers, elements);
    require(numbers <= limits.maxParameters(), "more numbers than the limit of " + limits.maxParameters());
    require(layout.limit() >= 2, "a layout is too short");
    int version = layout.get(0);
    require(version == 3 || version == 4, "its layout has version " + version + ", which is not read");
    switch (layout.get(1)) {
      case 0 -> {
        require(layout.limit() >= 4 && layout.limit() - 4 >= Short.toUnsignedInt(layout.getShort(2)),
            "its data are not within its header");
        require(Short.toUnsignedInt(layout.getShort(2)) == bytes, "its shape needs " + bytes + " bytes, stored are "
            + Short.toUnsignedInt(layout.getShort(2)));
      }
      case 1 -> {
        require(layout.limit() >= 18, "a layout is too short");
        long address = layout.getLong(2);
        long stored = layout.getLong(10);
        if (bytes > 0) {
          require(address != UNDEFINED, "its shape needs " + bytes + " bytes, but nothing is stored");
          require(stored == bytes, "its shape needs " + bytes + " bytes, stored are " + Long.toUnsignedString(stored));
          file.reserve(address, bytes);
        }
      }
      case 2 -> throw new IllegalArgumentException("its data are stored in chunks, which Keras does not write. "
          + "h5repack -l CONTI stores them in one piece");
      default -> throw new IllegalArgumentException("its data are parts of other arrays or files, which are never "
          + "opened");
    }
  }
}
