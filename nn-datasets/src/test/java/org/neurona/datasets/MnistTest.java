package org.neurona.datasets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;

class MnistTest {
  @Nested
  class TheOriginal {
    private static final Mnist MNIST = Mnist.load();

    @Test
    void hasAllImagesAndLabels() {
      assertEquals(Shape.of(60000, 28, 28), MNIST.train().x().shape());
      assertEquals(Shape.of(60000), MNIST.train().y().shape());
      assertEquals(Shape.of(10000, 28, 28), MNIST.test().x().shape());
      assertEquals(Shape.of(10000), MNIST.test().y().shape());
      assertEquals(DType.UINT8, MNIST.train().x().dtype());
      assertEquals(DType.UINT8, MNIST.train().y().dtype());
    }

    @Test
    void beginsWithTheKnownDigits() {
      assertEquals("[5 0 4 1 9]", MNIST.train().y().slice(0, 5).toString());
      assertEquals("[7 2 1 0 4]", MNIST.test().y().slice(0, 5).toString());
    }

    @Test
    void hasTheKnownNumberOfEachDigit() {
      assertArrayEquals(new int[] {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949},
          counts(MNIST.train().y()));
      assertArrayEquals(new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts(MNIST.test().y()));
    }

    private int[] counts(NDArray labels) {
      int[] counts = new int[10];
      for (int label : labels.toIntArray()) {
        counts[label]++;
      }
      return counts;
    }

    @Test
    void hasPixelsFromZeroToOne() {
      float[] pixels = MNIST.test().x().toFloatArray();
      float least = 1;
      float most = 0;
      double sum = 0;
      for (float pixel : pixels) {
        least = Math.min(least, pixel);
        most = Math.max(most, pixel);
        sum += pixel;
      }
      assertEquals(0, least);
      assertEquals(1, most);
      assertEquals(0.1325, sum / pixels.length, 0.0001);
    }
  }

  @Nested
  class AFolder {
    @TempDir
    private Path folder;

    private static byte[] idx(int[] dims, byte... elements) {
      ByteBuffer out = ByteBuffer.allocate(4 + 4 * dims.length + elements.length).putInt(0x800 + dims.length);
      for (int dim : dims) {
        out.putInt(dim);
      }
      return out.put(elements).array();
    }

    private static byte[] gzip(byte[] content) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
        zip.write(content);
      }
      return out.toByteArray();
    }

    private void write(String name, byte[] content) throws IOException {
      Files.write(folder.resolve(name), content);
    }

    private void writeAll() throws IOException {
      write("train-images-idx3-ubyte", idx(new int[] {2, 28, 28}, new byte[2 * 784]));
      write("train-labels-idx1-ubyte.gz", gzip(idx(new int[] {2}, (byte) 3, (byte) 9)));
      write("t10k-images.idx3-ubyte", idx(new int[] {1, 28, 28}, new byte[784]));
      write("t10k-labels-idx1-ubyte", idx(new int[] {1}, (byte) 1));
    }

    private void assertRefused(String message) {
      assertEquals(message, assertThrows(DatasetFormatException.class, () -> Mnist.load(folder)).getMessage());
    }

    @Test
    void mayHoldTheFilesCompressedOrNot() throws IOException {
      writeAll();
      Mnist mnist = Mnist.load(folder);
      assertEquals("[3 9]", mnist.train().y().toString());
      assertEquals(1, mnist.test().size());
    }

    @Test
    void mustHoldAllFiles() throws IOException {
      writeAll();
      Files.delete(folder.resolve("train-labels-idx1-ubyte.gz"));
      assertEquals("No file train-labels-idx1-ubyte or train-labels-idx1-ubyte.gz in " + folder,
          assertThrows(FileNotFoundException.class, () -> Mnist.load(folder)).getMessage());
    }

    @Test
    void mustHoldImagesOfTheSize() throws IOException {
      writeAll();
      write("train-images-idx3-ubyte", idx(new int[] {2, 32, 32}, new byte[2048]));
      assertRefused("train-images-idx3-ubyte, byte 4: expected images of 28 by 28 pixels, shape (n, 28, 28), got "
          + "(2, 32, 32)");
    }

    @Test
    void mustHoldALabelForEachImage() throws IOException {
      writeAll();
      write("t10k-labels-idx1-ubyte", idx(new int[] {2}, (byte) 1, (byte) 2));
      assertRefused("t10k-labels-idx1-ubyte, byte 4: expected a uint8 label for each of 1 images, got uint8 of shape "
          + "(2,)");
    }

    @Test
    void mustHoldLabelsOfDigits() throws IOException {
      writeAll();
      write("t10k-labels-idx1-ubyte", idx(new int[] {1}, (byte) 10));
      assertRefused("t10k-labels-idx1-ubyte, byte 8: expected a label from 0 to 9, got 10");
    }

    @Test
    void mayNotBeDamaged() throws IOException {
      writeAll();
      byte[] file = gzip(idx(new int[] {2}, (byte) 3, (byte) 9));
      write("train-labels-idx1-ubyte.gz", Arrays.copyOf(file, file.length - 9));
      DatasetFormatException failure = assertThrows(DatasetFormatException.class, () -> Mnist.load(folder));
      assertEquals("train-labels-idx1-ubyte.gz", failure.file());
      assertTrue(failure.reason().startsWith("the compressed data is damaged"), failure.reason());
    }
  }
}
