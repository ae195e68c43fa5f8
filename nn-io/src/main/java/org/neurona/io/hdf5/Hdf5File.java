package org.neurona.io.hdf5;

import io.jhdf.HdfFile;
import java.io.IOException;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;

/** An HDF5 file that {@link HdfGuard} let through. The one way by which HDF5 is read. */
public final class Hdf5File {
  private final HdfFile file;

  private Hdf5File(HdfFile file) {
    this.file = file;
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if it is damaged, has parts that Keras does not write, or is over the limits
   */
  public static Hdf5File open(ByteSource bytes, LoadLimits limits) throws IOException {
    HdfGuard.check(bytes, limits);
    QuietLogging.start();
    return new Hdf5File(new HdfFile(new ReadOnlyChannel(bytes)));
  }

  /** The group that all others are in. */
  public Hdf5Group root() {
    return new Hdf5Group("", file);
  }
}
