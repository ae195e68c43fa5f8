package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.data.Rows;
import org.neurona.datasets.DatasetFormatException;

/** Rows of files, held against the same arrays in memory. */
class FileDatasetTest {
  private static final int ROWS = 600;

  @TempDir
  private Path folder;
  private Path x;
  private Path y;
  private ArrayDataset arrays;

  @BeforeEach
  void write() throws IOException {
    float[] values = new float[ROWS * 6];
    int[] targets = new int[ROWS];
    SplittableRandom random = new SplittableRandom(8);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    for (int i = 0; i < ROWS; i++) {
      targets[i] = random.nextInt();
    }
    arrays = Dataset.of(NDArray.of(Shape.of(ROWS, 2, 3), values), NDArray.of(targets));
    x = folder.resolve("x.npy");
    y = folder.resolve("y.npy");
    new NpyWriter().write(arrays.x(), x);
    new NpyWriter().write(arrays.y(), y);
  }

  private static List<float[]> pass(Dataset data, int batchSize, RandomGenerator random) {
    List<float[]> all = new ArrayList<>();
    try (Pass pass = Pass.over(data.batches(batchSize, random))) {
      while (pass.hasNext()) {
        Batch batch = pass.next();
        for (List<Rows> rows : List.of(batch.x(), batch.y())) {
          for (Rows part : rows) {
            all.add(part.toArray().toFloatArray());
          }
        }
      }
    }
    return all;
  }

  private static void assertSame(Dataset expected, Dataset got) {
    for (RandomGenerator[] random : new RandomGenerator[][] {{null, null},
        {new SplittableRandom(3), new SplittableRandom(3)}}) {
      List<float[]> wanted = pass(expected, 7, random[0]);
      List<float[]> seen = pass(got, 7, random[1]);
      assertEquals(wanted.size(), seen.size());
      for (int i = 0; i < wanted.size(); i++) {
        assertArrayEquals(wanted.get(i), seen.get(i));
      }
    }
  }

  @Test
  void givesTheRowsOfArraysInTheSameOrders() throws IOException {
    FileDataset file = FileDataset.open(x, y);

    assertEquals(ROWS, file.size());
    assertEquals(List.of(Shape.of(2, 3)), file.inputShapes());
    assertSame(arrays, file);
    assertSame(arrays.shuffle(50), file.shuffle(50));
    assertSame(arrays.shuffle(50).batch(9).prefetch(2), file.shuffle(50).batch(9).prefetch(2));
    assertSame(arrays.take(50).skip(3), file.take(50).skip(3));
    assertSame(arrays.take(50).skip(3).shuffle(7), file.take(50).skip(3).shuffle(7));
    assertEquals("FileDataset[x=x.npy (600, 2, 3), y=y.npy (600,), rows 3 to 50]", file.take(50).skip(3).toString());
  }

  @Test
  void readsWeightsOfRowsToo() throws IOException {
    Path weights = folder.resolve("w.npy");
    new NpyWriter().write(NDArray.full(Shape.of(ROWS), 0.5f), weights);

    try (Pass pass = FileDataset.open(x, y).sampleWeights(weights).batches(2, null)) {
      assertEquals(NDArray.of(0.5f, 0.5f), pass.next().sampleWeights().toArray());
    }
    assertEquals("`sampleWeights` must have one value for each row, got shape (600, 2, 3)",
        assertThrows(IllegalArgumentException.class, () -> FileDataset.open(x, y).sampleWeights(x)).getMessage());
  }

  /** Rows as they are read from the file itself, which small files are not. */
  private NDArray readAll(Path file, int... order) throws IOException {
    try (FileRows rows = new FileRows(FileArray.read(file))) {
      return new Rows(rows, order.length == 0 ? null : order, 0,
          order.length == 0 ? rows.shape().dim(0) : order.length).toArray();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<f4", ">f4", "<f8", ">f8", "|i1", "<i2", ">i2", "<i4", ">i4", "<i8", ">i8", "|u1", "<u2", ">u2",
      "<u4", "<u8", "|b1"})
  void readsEveryTypeThatTheReaderReads(String descr) throws IOException {
    int itemSize = descr.charAt(2) - '0';
    ByteBuffer bytes = ByteBuffer.allocate(12 * itemSize)
        .order(descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 12; i++) {
      switch (descr.substring(1)) {
        case "f4" -> bytes.putFloat(i / 3f);
        case "f8" -> bytes.putDouble(i / 3.0);
        case "i8", "u8" -> bytes.putLong(i * 1000);
        case "i4", "u4" -> bytes.putInt(i * 1000);
        case "i2", "u2" -> bytes.putShort((short) (i * 1000));
        case "b1" -> bytes.put((byte) (i & 1));
        default -> bytes.put((byte) (i * 10));
      }
    }
    Path file = folder.resolve("t.npy");
    byte[] header = new NpyHeader(descr, false, Shape.of(4, 3)).toBytes();
    Files.write(file, ByteBuffer.allocate(header.length + bytes.capacity()).put(header).put(bytes.array()).array());
    NDArray expected = new NpyReader().read(file);

    assertEquals(expected, readAll(file));
    assertEquals(expected.take(3, 0, 1, 1), readAll(file, 3, 0, 1, 1));
    try (FileRows rows = new FileRows(FileArray.read(file))) {
      float[] floats = new float[7];
      double[] doubles = new double[7];
      Rows some = new Rows(rows, new int[] {2, 0}, 0, 2);
      some.copyTo(floats, 1);
      some.copyTo(doubles, 1);
      assertArrayEquals(expected.take(2, 0).toFloatArray(), Arrays.copyOfRange(floats, 1, 7));
      assertArrayEquals(expected.take(2, 0).toDoubleArray(), Arrays.copyOfRange(doubles, 1, 7));
    }
  }

  @Test
  void readsIdxFilesWithAScale() throws IOException {
    Path idx = Files.write(folder.resolve("images-idx3"),
        new byte[] {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 51, (byte) 255, 102});
    FileDataset file = FileDataset.open(idx).scale(1 / 255f);

    try (Pass pass = file.batches(2, null)) {
      assertEquals(new IdxReader().scale(1 / 255f).read(idx), pass.next().x().get(0).toArray());
    }
    assertEquals("A scale is for unsigned bytes, but x.npy has float32",
        assertThrows(IllegalArgumentException.class, () -> FileDataset.open(x).scale(2)).getMessage());
  }

  @Test
  void filesOfDifferentLengthAreRefused() throws IOException {
    new NpyWriter().write(arrays.y().slice(0, 9), y);

    assertEquals("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples. Received: "
        + "x.npy (600, 2, 3), y.npy (9,)",
        assertThrows(IllegalArgumentException.class, () -> FileDataset.open(x, y)).getMessage());
  }

  @Test
  void aTruncatedFileIsNamedWithThePlaceWhereItEnds() throws IOException {
    long length = Files.size(x);
    try (RandomAccessFile file = new RandomAccessFile(x.toFile(), "rw")) {
      file.setLength(length - 1);
    }
    assertEquals("x.npy, byte " + (length - 1) + ": the file ends within the elements, which take 14400 bytes from byte "
        + "128 on", assertThrows(DatasetFormatException.class, () -> FileDataset.open(x, y)).getMessage());
    Files.write(x, new byte[] {0}, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
    Files.write(x, new byte[] {0}, StandardOpenOption.APPEND, StandardOpenOption.WRITE);
    assertEquals("x.npy, byte " + length + ": the data ends here but the file goes on",
        assertThrows(DatasetFormatException.class, () -> FileDataset.open(x, y)).getMessage());
  }

  @Test
  void aFileThatIsCutWhileItIsReadIsAnError() throws IOException {
    FileDataset file = FileDataset.open(x, y);
    try (FileRows rows = new FileRows(FileArray.read(x));
        RandomAccessFile cut = new RandomAccessFile(x.toFile(), "rw")) {
      cut.setLength(128 + 24 * 10 + 3);
      float[] target = new float[ROWS * 6];
      new Rows(rows, null, 0, 10).copyTo(target, 0);
      assertEquals("x.npy, byte 371: the file ends within row 10 of 600, which was there when the file was opened",
          assertThrows(UncheckedIOException.class, () -> new Rows(rows, null, 10, 1).copyTo(target, 0)).getMessage());
    }
    assertEquals("x.npy, byte 371: the file has changed since it was opened: it had 14528 bytes",
        assertThrows(UncheckedIOException.class, () -> file.batches(3, null)).getMessage());
  }

  @Test
  void whatHasNoRowsToBeFoundIsRefused() throws IOException {
    Path file = folder.resolve("f.npy");
    Files.write(file, new byte[] {0x1f, (byte) 0x8b, 8});
    assertTrue(assertThrows(DatasetFormatException.class, () -> FileDataset.open(file)).getMessage()
        .startsWith("f.npy, byte 0: the file is compressed (gzip)"));
    byte[] header = new NpyHeader("<f4", true, Shape.of(2, 3)).toBytes();
    Files.write(file, Arrays.copyOf(header, header.length + 24));
    assertTrue(assertThrows(DatasetFormatException.class, () -> FileDataset.open(file)).getMessage()
        .contains("column-major (Fortran) order"));
    header = new NpyHeader("<f4", false, Shape.of()).toBytes();
    Files.write(file, Arrays.copyOf(header, header.length + 4));
    assertTrue(assertThrows(DatasetFormatException.class, () -> FileDataset.open(file)).getMessage()
        .endsWith("expected an array with rows (a first axis), got a scalar"));
    assertEquals("`batchSize` must be a positive integer, got 0",
        assertThrows(IllegalArgumentException.class, () -> FileDataset.open(x).batches(0, null)).getMessage());
  }
}
