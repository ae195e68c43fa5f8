package org.neurona.io.hdf5;

import java.util.SortedMap;
import java.util.TreeMap;

/** A group or an array as {@link HdfGuard} found it, so that most files need no second reader. */
final class HdfObject {
  private final SortedMap<String, HdfObject> members = new TreeMap<>();
  private boolean array;
  private PlainFloats floats;

  /** The member of a path below this object; null if there is none. */
  HdfObject member(String path) {
    HdfObject at = this;
    for (String name : path.split("/")) {
      at = at == null ? null : at.members.get(name);
    }
    return at;
  }

  /** The members of a group by name. */
  SortedMap<String, HdfObject> members() {
    return members;
  }

  boolean isArray() {
    return array;
  }

  /** Where an array's numbers are, if they are of float32 and in one piece; null otherwise. */
  PlainFloats floats() {
    return floats;
  }

  /** Says that this is an array. */
  void becomeArray(PlainFloats numbers) {
    array = true;
    floats = numbers;
  }
}
