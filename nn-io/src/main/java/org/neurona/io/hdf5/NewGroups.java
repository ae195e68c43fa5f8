package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Groups as jHDF writes them: each link is a message in the group's header (specification, IV.A.2.g). */
final class NewGroups {
  private static final int TYPE = 0x08;
  private static final int ORDER = 0x04;
  private static final int CHARSET = 0x10;
  private static final int SOFT = 1;

  private NewGroups() {}

  /** The link that a message holds. */
  static Link read(ByteBuffer data) {
    require(data.limit() >= 3 && data.get(0) == 1, "a link is damaged");
    int flags = data.get(1);
    int at = 2;
    int type = 0;
    if ((flags & TYPE) != 0) {
      type = data.get(at++) & 0xff;
    }
    at += (flags & ORDER) != 0 ? 8 : 0;
    at += (flags & CHARSET) != 0 ? 1 : 0;
    int width = 1 << (flags & 3);
    long length = 0;
    for (int i = 0; i < width; i++) {
      length |= (long) (data.get(at++) & 0xff) << 8 * i;
    }
    require(length >= 0 && length <= data.limit() - at, "a link's name is longer than the link");
    byte[] name = new byte[(int) length];
    data.get(at, name);
    String text = new String(name, StandardCharsets.UTF_8);
    Link.requireHard(type == 0, type == SOFT, text);
    require(data.limit() >= at + length + 8, "a link is too short");
    return new Link(text, data.getLong(at + (int) length));
  }
}
