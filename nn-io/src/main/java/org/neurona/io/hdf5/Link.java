package org.neurona.io.hdf5;

import static org.neurona.io.hdf5.FileBytes.require;

/**
 * A link of a group to a member.
 *
 * @param name the member's name in the group
 * @param address where its header is
 */
record Link(String name, long address) {
  /** Fails for links that lead somewhere by a path. */
  static void requireHard(boolean hard, boolean soft, String name) {
    require(hard, "its member " + name + " is " + (soft ? "a soft link" : "a link to another file")
        + ", which is never followed");
  }
}
