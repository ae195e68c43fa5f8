package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a dataspace and a datatype message say, as far as sizes depend on it (specification, IV.A.2.b and d). */
final class HdfTypes {
  static final int FIXED_POINT = 0;
  static final int FLOATING_POINT = 1;
  static final int STRING = 3;
  static final int ENUMERATION = 8;
  static final int VARIABLE_LENGTH = 9;
  private static final int BIG_ENDIAN = 0x01;
  private static final int VAX_ORDER = 0x40;
  private static final int PRECISION = 10;
  private static final int LARGEST_RANK = 32;
  private static final int EMPTY_SPACE = 2;

  private HdfTypes() {}

  /** The number of elements. */
  static long elements(ByteBuffer space) {
    require(space.limit() >= 4, "a dataspace is too short");
    int version = space.get(0);
    require(version == 1 || version == 2, "a dataspace has version " + version);
    int rank = space.get(1) & 0xff;
    int start = version == 1 ? 8 : 4;
    require(rank <= LARGEST_RANK, "an array has " + rank + " axes");
    require(space.limit() >= start + 8 * rank, "a dataspace is too short");
    if (version == 2 && space.get(3) == EMPTY_SPACE) {
      return 0;
    }
    long elements = 1;
    for (int length : lengths(space)) {
      elements = Math.multiplyExact(elements, length);
    }
    return elements;
  }

  /** The lengths of the axes of a dataspace that has elements. */
  static int[] lengths(ByteBuffer space) {
    int start = space.get(0) == 1 ? 8 : 4;
    int[] lengths = new int[space.get(1) & 0xff];
    for (int axis = 0; axis < lengths.length; axis++) {
      long length = space.getLong(start + 8 * axis);
      require(length >= 0 && length <= Integer.MAX_VALUE, "an axis has length " + Long.toUnsignedString(length));
      lengths[axis] = (int) length;
    }
    return lengths;
  }

  /** The class of the elements. */
  static int type(ByteBuffer datatype) {
    require(datatype.limit() >= 8, "a datatype is too short");
    return datatype.get(0) & 0x0f;
  }

  /** The order of an element's bytes, if it is a float32; null otherwise. */
  static ByteOrder floatOrder(ByteBuffer datatype) {
    if (type(datatype) != FLOATING_POINT || elementSize(datatype) != Float.BYTES || datatype.limit() < PRECISION + 2
        || datatype.getShort(PRECISION) != Float.SIZE || (datatype.get(1) & VAX_ORDER) != 0) {
      return null;
    }
    return (datatype.get(1) & BIG_ENDIAN) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  /** The bytes of an element. */
  static long elementSize(ByteBuffer datatype) {
    long size = Integer.toUnsignedLong(datatype.getInt(4));
    require(size > 0, "a datatype has no size");
    return size;
  }
}
