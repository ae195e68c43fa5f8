package org.neurona.datasets.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.neurona.NDArray;
import org.neurona.datasets.DatasetFormatException;

/**
 * Reads NumPy's {@code .npz} files, zip archives of arrays as {@code numpy.savez} and {@code numpy.savez_compressed}
 * write them. Nothing is extracted to disk. Immutable.
 *
 * <pre>{@code
 * Map<String, NDArray> mnist = new NpzReader().read(Path.of("mnist.npz"));
 * NDArray images = mnist.get("x_train");
 * }</pre>
 */
public final class NpzReader {
  private static final long DEFAULT_MAX_BYTES = 4L << 30;
  private static final String SUFFIX = ".npy";
  /** As Keras: arrays that compress better are small, or a trap. */
  private static final int MOST_EXPANSION = 100;
  private static final long ALWAYS_ALLOWED = 16L << 20;

  private final long maxBytes;

  /** A reader of archives of at most 4 GiB, uncompressed. */
  public NpzReader() {
    this(DEFAULT_MAX_BYTES);
  }

  private NpzReader(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The most uncompressed bytes that all arrays of an archive may take together; 4 GiB unless set. */
  public long maxBytes() {
    return maxBytes;
  }

  /** Returns a copy with another limit on the uncompressed bytes of an archive. */
  public NpzReader maxBytes(long maxBytes) {
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("`maxBytes` must be positive, got " + maxBytes);
    }
    return new NpzReader(maxBytes);
  }

  /**
   * Reads a file.
   *
   * @return the arrays by name, in the order of the file; unmodifiable
   * @throws DatasetFormatException if it is damaged or holds something else than arrays
   * @throws IOException if it can't be read
   */
  public Map<String, NDArray> read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      Map<String, ZipEntry> entries = entries(zip, name, Math.max(ALWAYS_ALLOWED, MOST_EXPANSION * Files.size(file)));
      Map<String, NDArray> arrays = new LinkedHashMap<>();
      for (Map.Entry<String, ZipEntry> entry : entries.entrySet()) {
        arrays.put(entry.getKey(), array(zip, entry.getValue(), name));
      }
      return Collections.unmodifiableMap(arrays);
    } catch (ZipException | EOFException e) {
      DatasetFormatException failure = new DatasetFormatException(name, "archive",
          "the zip structure is damaged" + (e.getMessage() == null ? "" : " (" + e.getMessage() + ")"));
      failure.initCause(e);
      throw failure;
    }
  }

  private Map<String, ZipEntry> entries(ZipFile zip, String name, long expanded) throws IOException {
    Map<String, ZipEntry> entries = new LinkedHashMap<>();
    long left = maxBytes;
    long leftExpanded = expanded;
    for (ZipEntry entry : listed(zip)) {
      String refusal = refusal(entry.getName());
      String key = refusal == null ? key(entry.getName()) : null;
      if (refusal == null && entries.putIfAbsent(key, entry) != null) {
        refusal = "the name comes twice";
      }
      if (refusal == null && (entry.getSize() < 0 || entry.getSize() > left)) {
        refusal = "its " + entry.getSize() + " bytes are more than the " + left + " left of the limit of " + maxBytes;
      }
      if (refusal == null && entry.getSize() > leftExpanded) {
        refusal = "its " + entry.getSize() + " bytes are more than the " + leftExpanded + " left of " + expanded
            + ", which is " + MOST_EXPANSION + " times the archive's size";
      }
      if (refusal != null) {
        throw new DatasetFormatException(name, place(entry), refusal);
      }
      left -= entry.getSize();
      leftExpanded -= entry.getSize();
    }
    return entries;
  }

  private static List<? extends ZipEntry> listed(ZipFile zip) throws ZipException {
    try {
      return Collections.list(zip.entries());
    } catch (IllegalArgumentException e) {
      // What the JDK throws for some entries that are not UTF-8.
      ZipException failure = new ZipException(e.getMessage());
      failure.initCause(e);
      throw failure;
    }
  }

  private static String place(ZipEntry entry) {
    return "entry \"" + entry.getName() + "\"";
  }

  /** Why an entry of this name is not read; null if it is. */
  static String refusal(String entryName) {
    if (!entryName.endsWith(SUFFIX) || entryName.length() == SUFFIX.length()) {
      return "expected the name of an array, ending in .npy";
    }
    if (entryName.startsWith("/") || entryName.contains("\\") || entryName.contains("..")) {
      return "a name with a leading '/', with '\\' or with '..' is refused";
    }
    return null;
  }

  private static String key(String entryName) {
    return entryName.substring(0, entryName.length() - SUFFIX.length());
  }

  private static NDArray array(ZipFile zip, ZipEntry entry, String name) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
      NDArray array = new NpyReader().read(in, name + "!" + entry.getName());
      // The JDK's ZipFile leaves this check to its callers.
      if (checksum.getValue() != entry.getCrc()) {
        throw new DatasetFormatException(name, place(entry), "the checksum (CRC-32) does not match the content");
      }
      return array;
    }
  }
}
