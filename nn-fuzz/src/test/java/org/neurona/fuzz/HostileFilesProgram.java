package org.neurona.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neurona.datasets.DatasetFormatException;
import org.neurona.datasets.files.CsvReader;
import org.neurona.datasets.files.IdxReader;
import org.neurona.datasets.files.NpyReader;
import org.neurona.datasets.files.NpzReader;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;

/** Reads all files of a folder in a virtual machine of its own, and says of each in a line how that ended. */
final class HostileFilesProgram {
  private static final Map<String, HostileFile.Reader> READERS = Map.of(
      "json", Models::load, "keras", Models::load, "h5", Models::load,
      "npy", file -> new NpyReader().read(file), "npz", file -> new NpzReader().read(file),
      "gz", file -> new IdxReader().read(file), "csv", file -> new CsvReader().read(file));

  private HostileFilesProgram() {}

  /** Reads the files of the folder that is the one argument. */
  public static void main(String[] args) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(Path.of(args[0]))) {
      files = all.sorted().toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      System.out.println(name + "\t" + outcome(file, READERS.get(name.substring(name.lastIndexOf('.') + 1))));
    }
  }

  private static String outcome(Path file, HostileFile.Reader reader) {
    try {
      reader.read(file);
      return "read";
    } catch (ModelFormatException | UnsupportedModelException | DatasetFormatException e) {
      for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
        if (cause instanceof VirtualMachineError) {
          return "out of bounds: " + cause;
        }
      }
      return e.getMessage().replace('\n', ' ');
    } catch (IOException | RuntimeException | Error e) {
      return "out of bounds: " + e;
    }
  }
}
