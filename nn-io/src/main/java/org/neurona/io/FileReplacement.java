package org.neurona.io;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/** Writes a file so that whoever looks finds the old one or the whole new one, whatever happens on the way. */
final class FileReplacement {
  private static final System.Logger LOG = System.getLogger(FileReplacement.class.getName());
  private static final int BUFFER = 1 << 16;
  private static final String SUFFIX = ".tmp";

  private FileReplacement() {}

  /** What writes the content as a text. */
  interface Content {
    /** Writes it. */
    void writeTo(Writer writer) throws IOException;
  }

  /** What writes the content to a file of its own. */
  interface FileContent {
    /**
     * Writes it, reads it back and compares it.
     *
     * @param file the file, which is not there
     * @param second a file for what is needed on the way; it is not there, and must not be there afterwards
     */
    void writeTo(Path file, Path second) throws IOException;
  }

  /**
   * Writes content to a file beside the target, brings it to the disk, reads it again, and puts it in the target's
   * place.
   *
   * @throws IOException if any of that fails; the target is as it was, and nothing lies beside it
   */
  static void write(Path target, Content content) throws IOException {
    writeFile(target, (file, second) -> {
      long written = writeNew(file, content);
      if (checksum(file) != written) {
        throw new IOException(target + " was not saved: what was written does not read back the same");
      }
    });
  }

  /**
   * Lets content be written to a file beside the target, brings it to the disk, and puts it in the target's place.
   *
   * @throws IOException if any of that fails; the target is as it was, and nothing lies beside it
   */
  static void writeFile(Path target, FileContent content) throws IOException {
    Path absolute = target.toAbsolutePath();
    // Not createTempFile: the file would stay readable to its owner alone.
    Path beside = beside(absolute);
    Path second = beside(absolute);
    try {
      content.writeTo(beside, second);
      try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      move(beside, absolute);
    } finally {
      Files.deleteIfExists(beside);
      Files.deleteIfExists(second);
    }
    force(absolute.getParent());
  }

  /** Removes what writes to a target have left beside it that were killed before their end. */
  static void clearAway(Path target) throws IOException {
    Path absolute = target.toAbsolutePath();
    String prefix = prefix(absolute);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(absolute.getParent(), path ->
        path.getFileName().toString().startsWith(prefix) && path.getFileName().toString().endsWith(SUFFIX))) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static Path beside(Path target) {
    return target.resolveSibling(prefix(target) + UUID.randomUUID() + SUFFIX);
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  private static long writeNew(Path file, Content content) throws IOException {
    CRC32 checksum = new CRC32();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
      OutputStream checked = new CheckedOutputStream(Channels.newOutputStream(channel), checksum);
      // An encoder, not a charset: half a character in a layer's name is an error, not a question mark.
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(checked, StandardCharsets.UTF_8.newEncoder()), BUFFER);
      content.writeTo(writer);
      writer.flush();
    }
    return checksum.getValue();
  }

  private static long checksum(Path file) throws IOException {
    try (CheckedInputStream in = new CheckedInputStream(Files.newInputStream(file), new CRC32())) {
      byte[] buffer = new byte[BUFFER];
      int count;
      do {
        count = in.read(buffer);
      } while (count >= 0);
      return in.getChecksum().getValue();
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Brings the new name to the disk, on systems that let one open a folder. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders. The file is in place all the same.
      LOG.log(System.Logger.Level.DEBUG, "The folder " + folder + " could not be brought to the disk", e);
    }
  }
}
