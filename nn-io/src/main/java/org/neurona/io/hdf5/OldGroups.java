package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;
import static org.neurona.io.hdf5.ObjectHeaders.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Groups as h5py writes them: a B-tree of symbol table nodes, and a heap of names (specification, III.A to D). */
final class OldGroups {
  private static final int TREE = signature("TREE");
  private static final int NODE = signature("SNOD");
  private static final int HEAP = signature("HEAP");
  private static final int TREE_HEADER = 24;
  private static final int HEAP_HEADER = 32;
  private static final int NODE_HEADER = 8;
  private static final int ENTRY = 40;
  private static final int SOFT_LINK = 2;
  private static final int LONGEST_NAME = 0xffff;

  private final FileBytes file;

  OldGroups(FileBytes file) {
    this.file = file;
  }

  /** The links of the group with this symbol table message. */
  List<Link> read(ByteBuffer message) {
    require(message.limit() >= 16, "a symbol table is too short");
    ByteBuffer names = names(message.getLong(8));
    List<Link> links = new ArrayList<>();
    Deque<Long> trees = new ArrayDeque<>(List.of(message.getLong(0)));
    while (!trees.isEmpty()) {
      long address = trees.pop();
      ByteBuffer header = file.claim(address, TREE_HEADER);
      require(header.getInt(0) == TREE && header.get(4) == 0, "its tree of members is damaged");
      int used = Short.toUnsignedInt(header.getShort(6));
      boolean leaf = header.get(5) == 0;
      ByteBuffer entries = file.claim(address + TREE_HEADER, 8 + 16L * used);
      for (int i = 0; i < used; i++) {
        long child = entries.getLong(8 + 16 * i);
        if (leaf) {
          readNode(child, names, links);
        } else {
          trees.push(child);
        }
      }
    }
    return links;
  }

  private ByteBuffer names(long address) {
    ByteBuffer header = file.claim(address, HEAP_HEADER);
    require(header.getInt(0) == HEAP && header.get(4) == 0, "its heap of names is damaged");
    return file.claim(header.getLong(24), header.getLong(8));
  }

  private void readNode(long address, ByteBuffer names, List<Link> links) {
    ByteBuffer header = file.claim(address, NODE_HEADER);
    require(header.getInt(0) == NODE && header.get(4) == 1, "a node of its members is damaged");
    int count = Short.toUnsignedInt(header.getShort(6));
    ByteBuffer entries = file.claim(address + NODE_HEADER, (long) ENTRY * count);
    for (int i = 0; i < count; i++) {
      String name = name(names, entries.getLong(ENTRY * i));
      int kind = entries.getInt(ENTRY * i + 16);
      Link.requireHard(kind != SOFT_LINK, true, name);
      require(kind == 0 || kind == 1, "its member " + name + " is of an unknown kind");
      links.add(new Link(name, entries.getLong(ENTRY * i + 8)));
    }
  }

  private static String name(ByteBuffer names, long offset) {
    require(offset >= 0 && offset < names.limit(), "a name is not within its heap");
    int end = (int) offset;
    while (end < names.limit() && names.get(end) != 0) {
      end++;
    }
    require(end < names.limit(), "a name does not end");
    require(end - offset <= LONGEST_NAME, "a name has " + (end - offset) + " characters");
    byte[] name = new byte[end - (int) offset];
    names.get((int) offset, name);
    return new String(name, StandardCharsets.UTF_8);
  }
}
