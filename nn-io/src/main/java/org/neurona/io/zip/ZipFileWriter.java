package org.neurona.io.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes members without compression, as Keras does: their bytes can then be read in place. */
public final class ZipFileWriter implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  /**
   * One time for all, so that the same model gives the same bytes: the first that the JDK writes without a field that
   * depends on the time zone.
   */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private final ZipOutputStream out;

  /** A writer to a stream, which {@link #close} leaves open. */
  public ZipFileWriter(OutputStream out) {
    this.out = new ZipOutputStream(out);
  }

  /** Writes a member. */
  public void write(String name, byte[] bytes) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    begin(name, bytes.length, crc.getValue());
    out.write(bytes);
    out.closeEntry();
  }

  /** Writes a file as a member. */
  public void write(String name, Path file) throws IOException {
    begin(name, Files.size(file), checksum(file));
    Files.copy(file, out);
    out.closeEntry();
  }

  private void begin(String name, long size, long crc) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(crc);
    entry.setTimeLocal(NO_TIME);
    out.putNextEntry(entry);
  }

  private static long checksum(Path file) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc.update(buffer, 0, count);
      }
    }
    return crc.getValue();
  }

  /** Writes the directory. */
  @Override
  public void close() throws IOException {
    out.finish();
    out.flush();
  }
}
