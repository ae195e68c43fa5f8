package org.neurona.io.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;

/**
 * An HDF5 file that {@link HdfGuard} let through. The one way by which HDF5 is read: groups and plain arrays of float32
 * where the guard found them, attributes and all other arrays by jHDF, which a {@code .keras} file doesn't need.
 */
public final class Hdf5File {
  private final ByteSource bytes;
  private final HdfObject root;
  private HdfFile read;

  private Hdf5File(ByteSource bytes, HdfObject root) {
    this.bytes = bytes;
    this.root = root;
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if it is damaged, has parts that Keras does not write, or is over the limits
   */
  public static Hdf5File open(ByteSource bytes, LoadLimits limits) {
    return new Hdf5File(bytes, HdfGuard.find(bytes, limits));
  }

  /** The group that all others are in. */
  public Hdf5Group root() {
    return new Hdf5Group("", root, this);
  }

  ByteSource bytes() {
    return bytes;
  }

  /**
   * What jHDF has at a path from the root.
   *
   * @throws IllegalArgumentException if it has nothing there
   */
  Node node(String path) {
    if (read == null) {
      QuietLogging.start();
      read = new HdfFile(new ReadOnlyChannel(bytes));
    }
    Node node = read;
    if (!path.isEmpty()) {
      // Names are taken one by one: jHDF throws for a path that leads nowhere.
      for (String name : path.split("/")) {
        node = node instanceof Group at ? at.getChild(name) : null;
      }
    }
    FileBytes.require(node != null, path + " is not read");
    return node;
  }
}
