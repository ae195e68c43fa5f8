package org.neurona.datasets;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.datasets.files.IdxReader;

/**
 * MNIST: 70 000 grey images of handwritten digits, 28 by 28 pixels, 60 000 to train and 10 000 to test.
 *
 * <pre>{@code
 * Mnist mnist = Mnist.load();
 * mnist.train().x();  // shape (60000, 28, 28), pixels as bytes that read as floats from 0 (paper) to 1 (ink)
 * mnist.train().y();  // shape (60000,), digits 0 to 9
 * }</pre>
 *
 * <p>The pixels come scaled to 0 to 1, where Keras' {@code mnist.load_data()} leaves them 0 to 255.
 *
 * <p>Source: Y. LeCun, C. Cortes and C. J. C. Burges, "The MNIST database of handwritten digits", made from the Special
 * Databases 1 and 3 of NIST; described in Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning
 * applied to document recognition", 1998. The four files are the originals. Their authors published them for free use
 * without naming a licence; copies elsewhere are commonly labelled CC BY-SA 3.0.
 */
public final class Mnist {
  private static final String FOLDER = "mnist/";
  private static final int SIDE = 28;
  private static final int CLASSES = 10;

  private final ArrayDataset train;
  private final ArrayDataset test;

  private Mnist(ArrayDataset train, ArrayDataset test) {
    this.train = train;
    this.test = test;
  }

  /**
   * The data set, from the files that come with this library.
   *
   * @throws UncheckedIOException if they can't be read
   */
  public static Mnist load() {
    try {
      return load(Mnist::readResource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The data set from a folder with four files of the original names, {@code train-images-idx3-ubyte} and so on,
   * compressed ({@code .gz}) or not. Whatever is published in the same form can be read as well, such as
   * Fashion-MNIST.
   *
   * @throws DatasetFormatException if a file is damaged or holds something else
   * @throws IOException if a file is missing or can't be read
   */
  public static Mnist load(Path folder) throws IOException {
    return load((name, reader) -> reader.read(find(folder, name)));
  }

  /** Where the four files come from. */
  @FunctionalInterface
  private interface Source {
    NDArray read(String name, IdxReader reader) throws IOException;
  }

  private static Mnist load(Source source) throws IOException {
    return new Mnist(part(source, "train"), part(source, "t10k"));
  }

  private static ArrayDataset part(Source source, String prefix) throws IOException {
    String imageFile = prefix + "-images-idx3-ubyte";
    String labelFile = prefix + "-labels-idx1-ubyte";
    NDArray images = source.read(imageFile, new IdxReader().scale(1 / 255f));
    NDArray labels = source.read(labelFile, new IdxReader());
    if (images.shape().rank() != 3 || !images.shape().slice(1, 3).equals(Shape.of(SIDE, SIDE))) {
      throw DatasetFormatException.atByte(imageFile, 4,
          "expected images of 28 by 28 pixels, shape (n, 28, 28), got " + images.shape());
    }
    if (labels.dtype() != DType.UINT8 || !labels.shape().equals(images.shape().slice(0, 1))) {
      throw DatasetFormatException.atByte(labelFile, 4, "expected a uint8 label for each of "
          + images.shape().dim(0) + " images, got " + labels.dtype() + " of shape " + labels.shape());
    }
    int[] digits = labels.toIntArray();
    for (int i = 0; i < digits.length; i++) {
      if (digits[i] >= CLASSES) {
        throw DatasetFormatException.atByte(labelFile, 8 + i, "expected a label from 0 to 9, got " + digits[i]);
      }
    }
    return Dataset.of(images, labels);
  }

  private static NDArray readResource(String name, IdxReader reader) throws IOException {
    String resource = FOLDER + name + ".gz";
    try (InputStream in = Mnist.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new FileNotFoundException("The resource " + resource + " is missing from the library's jar");
      }
      return reader.read(in, resource);
    }
  }

  private static Path find(Path folder, String name) throws IOException {
    // Some tools that unpack the files write a dot for the second hyphen.
    for (String candidate : List.of(name, name + ".gz", name.replace("-idx", ".idx"))) {
      Path file = folder.resolve(candidate);
      if (Files.isRegularFile(file)) {
        return file;
      }
    }
    throw new FileNotFoundException("No file " + name + " or " + name + ".gz in " + folder);
  }

  /** The 60 000 images to train on, with their digits. */
  public ArrayDataset train() {
    return train;
  }

  /** The 10 000 images to test with, with their digits. */
  public ArrayDataset test() {
    return test;
  }
}
