package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;
import org.neurona.Shape;

class IdxReaderTest {
  private static final byte[] BYTES = idx(0x08, new int[] {2, 3}, out -> out.put(new byte[] {0, 1, 2, 3, 127, -1}));

  private static byte[] idx(int type, int[] dims, Consumer<ByteBuffer> elements) {
    ByteBuffer out = ByteBuffer.allocate(200).put((byte) 0).put((byte) 0).put((byte) type).put((byte) dims.length);
    for (int dim : dims) {
      out.putInt(dim);
    }
    elements.accept(out);
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static NDArray read(byte[] file) throws IOException {
    return new IdxReader().read(new ByteArrayInputStream(file), "data.idx");
  }

  private static void assertRefused(String message, byte[] file) {
    Damage.refused(message, file, IdxReaderTest::read);
  }

  @Nested
  class Content {
    @Test
    void readsUnsignedBytes() throws IOException {
      assertEquals(NDArray.ofBytes(Shape.of(2, 3), new byte[] {0, 1, 2, 3, 127, -1}, 1), read(BYTES));
    }

    @Test
    void scalesUnsignedBytes() throws IOException {
      IdxReader reader = new IdxReader().scale(1 / 255f);
      assertEquals(1 / 255f, reader.scale());
      assertEquals(1, reader.read(new ByteArrayInputStream(BYTES), "data.idx").get(1, 2));
    }

    @Test
    void readsEveryOtherType() throws IOException {
      assertEquals(NDArray.of(-128, 127), read(idx(0x09, new int[] {2}, out -> out.put(new byte[] {-128, 127}))));
      assertEquals(NDArray.of(-2, 300),
          read(idx(0x0b, new int[] {2}, out -> out.putShort((short) -2).putShort((short) 300))));
      assertEquals(NDArray.of(-2, 70000), read(idx(0x0c, new int[] {2}, out -> out.putInt(-2).putInt(70000))));
      assertEquals(NDArray.of(0.1f, -7), read(idx(0x0d, new int[] {2}, out -> out.putFloat(0.1f).putFloat(-7))));
      assertEquals(NDArray.of(0.1, -7), read(idx(0x0e, new int[] {2}, out -> out.putDouble(0.1).putDouble(-7))));
    }

    @Test
    void knowsCompressedFilesByTheirContent() throws IOException {
      assertEquals(read(BYTES), read(gzip(BYTES)));
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
      assertEquals(read(BYTES), new IdxReader().read(Files.write(folder.resolve("labels"), BYTES)));
    }

    @Test
    void readsNoRows() throws IOException {
      assertEquals(Shape.of(0, 3), read(idx(0x08, new int[] {0, 3}, out -> { })).shape());
    }
  }

  @Nested
  class Refusals {
    @Test
    void namesWhatIsNoIdxFile() {
      assertRefused("data.idx, byte 0: expected an IDX file, which begins with two zero bytes, got 0x50 0x4b",
          new byte[] {0x50, 0x4b, 3, 4});
      assertRefused("data.idx, byte 2: unknown element type 0x0a; known: 0x08 (uint8), 0x09 (int8), 0x0b (int16), "
          + "0x0c (int32), 0x0d (float32), 0x0e (float64)", idx(0x0a, new int[] {1}, out -> { }));
      assertRefused("data.idx, byte 3: expected at least one axis, got 0", idx(0x08, new int[0], out -> { }));
    }

    @Test
    void namesWhereTheFileEnds() {
      assertRefused("data.idx, byte 0: the file ends within the magic number, which takes 4 bytes from byte 0 on",
          new byte[0]);
      assertRefused("data.idx, byte 17: the file ends within the elements, which takes 6 bytes from byte 12 on",
          Arrays.copyOf(BYTES, 17));
    }

    @Test
    void namesTrailingBytes() {
      assertRefused("data.idx, byte 18: the data ends here but the file goes on", Arrays.copyOf(BYTES, 19));
    }

    @Test
    void doesNotBelieveHugeLengths() {
      assertRefused("data.idx, byte 4: axis 0 has length 2147483648, more than an array can have",
          idx(0x08, new int[] {Integer.MIN_VALUE}, out -> { }));
      assertRefused("data.idx, byte 4: axis lengths [65536, 65536] make more elements than an array can have",
          idx(0x08, new int[] {65536, 65536}, out -> { }));
      assertRefused("data.idx, byte 4: axis lengths [536870912] make more elements than an array can have",
          idx(0x0d, new int[] {1 << 29}, out -> { }));
      // No JVM gives an array of that length: taking the memory first would end in an OutOfMemoryError.
      assertRefused("data.idx, byte 8: the file ends within the elements, which takes 2147483647 bytes from byte 8 on",
          idx(0x08, new int[] {Integer.MAX_VALUE}, out -> { }));
    }

    @Test
    void aScaleIsForBytesOnly() {
      IdxReader reader = new IdxReader().scale(0.5f);
      Damage.refused("data.idx, byte 2: a scale is for unsigned bytes (0x08), got element type 0x0c",
          idx(0x0c, new int[] {1}, out -> out.putInt(1)),
          file -> reader.read(new ByteArrayInputStream(file), "data.idx"));
      assertEquals("`scale` must be finite and not 0, got Infinity",
          assertThrows(IllegalArgumentException.class, () -> new IdxReader().scale(1 / 0f)).getMessage());
    }

    @Test
    void leavesAMissingFileToTheSystem(@TempDir Path folder) {
      assertThrows(NoSuchFileException.class, () -> new IdxReader().read(folder.resolve("none")));
    }
  }

  @Nested
  class DamagedFiles {
    private final byte[] doubles = idx(0x0e, new int[] {1, 2}, out -> out.putDouble(1).putDouble(2));

    @Test
    void areRefusedWhereverCut() {
      Damage.refusedWhereverCut(BYTES, IdxReaderTest::read);
      Damage.refusedWhereverCut(doubles, IdxReaderTest::read);
      Damage.refusedWhereverCut(gzip(BYTES), IdxReaderTest::read);
    }

    @Test
    void areReadOrRefusedWhateverByteIsChanged() {
      Damage.survivesChangedBytes(BYTES, 3000, 1, IdxReaderTest::read);
      Damage.survivesChangedBytes(doubles, 3000, 2, IdxReaderTest::read);
      Damage.survivesChangedBytes(gzip(BYTES), 3000, 3, IdxReaderTest::read);
    }

    @Test
    void ofGzipSayThatTheCompressionIsDamaged() {
      byte[] file = gzip(BYTES);
      file[file.length - 8] ^= 1;
      assertRefused("data.idx, byte 18: the compressed data is damaged (Corrupt GZIP trailer)", file);
      assertRefused("data.idx, byte 0: the gzip header is damaged (Unsupported compression method)",
          new byte[] {0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0});
    }
  }
}
