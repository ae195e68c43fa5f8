package org.neurona.io.hdf5;

import io.jhdf.HdfFile;
import java.io.IOException;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;

/** An HDF5 file that {@link HdfGuard} let through. The one way by which HDF5 is read. */
public final class Hdf5File {
  private final HdfFile file;
  private final ReadOnlyChannel bytes;

  private Hdf5File(HdfFile file, ReadOnlyChannel bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /**
   * Opens a file.
   *
   * @throws IllegalArgumentException if it is damaged, has parts that Keras does not write, or is over the limits
   */
  public static Hdf5File open(ByteSource bytes, LoadLimits limits) throws IOException {
    HdfGuard.check(bytes, limits);
    QuietLogging.start();
    ReadOnlyChannel channel = new ReadOnlyChannel(bytes);
    return new Hdf5File(new HdfFile(channel), channel);
  }

  /** The group that all others are in. */
  public Hdf5Group root() {
    return new Hdf5Group("", file, bytes);
  }
}
