package org.neurona.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;

/** Gives bytes as a file to a reader, and keeps those that it does not hold the bounds with. */
final class HostileFile {
  private static final Path FINDINGS = Path.of("target", "findings");
  private static final Path FOLDER = folder();

  private HostileFile() {}

  /** What reads a file. */
  interface Reader {
    /** Reads it. */
    void read(Path file) throws IOException;
  }

  /**
   * Reads bytes from a file of a name.
   *
   * @throws AssertionError if the reading was out of bounds; the file is in {@code target/findings} then
   */
  static void read(String name, byte[] bytes, Reader reader) throws IOException {
    Path file = Files.write(FOLDER.resolve(name), bytes);
    try {
      Bounds.hold(bytes.length, () -> reader.read(file));
    } catch (Throwable e) {
      keep(name, bytes);
      throw e;
    }
  }

  private static void keep(String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    Files.createDirectories(FINDINGS);
    Files.write(FINDINGS.resolve(Long.toHexString(crc.getValue()) + "-" + name), bytes);
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("neurona-fuzz");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException("No folder for files", e);
    }
  }

  private static void delete(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      System.getLogger(HostileFile.class.getName()).log(System.Logger.Level.DEBUG, "left behind: " + folder, e);
    }
  }
}
