package org.neurona.datasets.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.neurona.NDArray;

/**
 * Writes NumPy's {@code .npz} files, zip archives of arrays: not compressed, as {@code numpy.savez}, unless asked to.
 * The same arrays give the same bytes. Immutable.
 */
public final class NpzWriter {
  /** The date that NumPy gives to every entry: the first that zip can express. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final boolean compressed;

  /** A writer that doesn't compress. */
  public NpzWriter() {
    this(false);
  }

  private NpzWriter(boolean compressed) {
    this.compressed = compressed;
  }

  /** Whether files are compressed; false unless set. */
  public boolean compressed() {
    return compressed;
  }

  /** Returns a copy that compresses, as {@code numpy.savez_compressed}, or not. */
  public NpzWriter compressed(boolean compressed) {
    return new NpzWriter(compressed);
  }

  /**
   * Writes a file with these arrays in the map's order. An existing one is replaced when the new one is complete.
   *
   * @throws IllegalArgumentException if a name is empty or has parts that {@link NpzReader} refuses
   * @throws IOException if it can't be written
   */
  public void write(Map<String, NDArray> arrays, Path file) throws IOException {
    for (String name : arrays.keySet()) {
      String refusal = NpzReader.refusal(name + ".npy");
      if (refusal != null) {
        throw new IllegalArgumentException("Can't write an array named \"" + name + "\": " + refusal);
      }
    }
    FileReplacement.write(file, out -> {
      ZipOutputStream zip = new ZipOutputStream(out);
      for (Map.Entry<String, NDArray> array : arrays.entrySet()) {
        zip.putNextEntry(entry(array.getKey() + ".npy", array.getValue()));
        new NpyWriter().write(array.getValue(), zip);
        zip.closeEntry();
      }
      zip.finish();
    });
  }

  private ZipEntry entry(String name, NDArray array) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(DATE);
    if (!compressed) {
      // A stored entry has its checksum in front: hence a first pass that writes to nowhere.
      CRC32 checksum = new CRC32();
      new NpyWriter().write(array, new CheckedOutputStream(OutputStream.nullOutputStream(), checksum));
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(NpyWriter.length(array));
      entry.setCrc(checksum.getValue());
    }
    return entry;
  }
}
