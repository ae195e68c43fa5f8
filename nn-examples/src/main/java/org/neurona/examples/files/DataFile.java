package org.neurona.examples.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.datasets.files.NpyReader;
import org.neurona.datasets.files.NpyWriter;
import org.neurona.datasets.files.NpzReader;
import org.neurona.datasets.files.NpzWriter;

/** Files of NumPy, told by their content, or else by their names. */
enum DataFile {
  /** One array. */
  NPY(".npy", "NumPy array (.npy)") {
    @Override
    Map<String, NDArray> read(Path file) throws IOException {
      String name = file.getFileName().toString();
      return Map.of(name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name,
          new NpyReader().read(file));
    }

    @Override
    void write(Map<String, NDArray> arrays, Path file) throws IOException {
      if (arrays.size() != 1) {
        throw new IllegalArgumentException(file + " can hold one array, but there are " + arrays.size() + ": "
            + String.join(", ", arrays.keySet()) + ". Use a name that ends in .npz");
      }
      new NpyWriter().write(arrays.values().iterator().next(), file);
    }
  },

  /** Arrays by name. */
  NPZ(".npz", "NumPy archive (.npz)") {
    @Override
    Map<String, NDArray> read(Path file) throws IOException {
      return new NpzReader().read(file);
    }

    @Override
    void write(Map<String, NDArray> arrays, Path file) throws IOException {
      Map<String, NDArray> flat = new LinkedHashMap<>();
      arrays.forEach((name, array) -> flat.put(name.replace('/', '_'), array));
      new NpzWriter().write(flat, file);
    }
  };

  private static final byte[] NUMPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  final String suffix;
  final String format;

  DataFile(String suffix, String format) {
    this.suffix = suffix;
    this.format = format;
  }

  /** The arrays of a file by name; an {@code .npy} file has one, which is called as the file is. */
  abstract Map<String, NDArray> read(Path file) throws IOException;

  /** Writes arrays. */
  abstract void write(Map<String, NDArray> arrays, Path file) throws IOException;

  /** What a file is, or null if it is none of these. */
  static DataFile of(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      if (Arrays.equals(in.readNBytes(NUMPY.length), NUMPY)) {
        return NPY;
      }
    }
    return byName(file);
  }

  /** What a file's name says that it is, or null. */
  static DataFile byName(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(kind -> name.endsWith(kind.suffix)).findFirst().orElse(null);
  }
}
