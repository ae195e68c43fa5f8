package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.neurona.datasets.DatasetFormatException;

/** Checks that a reader answers a damaged file with its one exception. */
final class Damage {
  /** Reads a file that is given as bytes. */
  @FunctionalInterface
  interface Reader {
    Object read(byte[] file) throws IOException;
  }

  private Damage() {}

  /** A file cut at any byte is refused. */
  static void refusedWhereverCut(byte[] file, Reader reader) {
    for (int length = 0; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThrows(DatasetFormatException.class, () -> reader.read(cut), "cut at " + length);
    }
  }

  /** A file with one byte changed, anywhere and to anything, is read or refused. */
  static void survivesChangedBytes(byte[] file, int times, long seed, Reader reader) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < times; i++) {
      byte[] changed = file.clone();
      int at = random.nextInt(file.length);
      changed[at] ^= (byte) (1 + random.nextInt(255));
      try {
        reader.read(changed);
      } catch (DatasetFormatException e) {
        // As it should be.
      } catch (IOException | RuntimeException | Error e) {
        fail("byte " + at + " changed to " + (changed[at] & 255), e);
      }
    }
  }

  /** A file is refused with this message. */
  static void refused(String message, byte[] file, Reader reader) {
    assertEquals(message, assertThrows(DatasetFormatException.class, () -> reader.read(file)).getMessage());
  }
}
