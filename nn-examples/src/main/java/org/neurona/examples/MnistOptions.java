package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.data.ArrayDataset;
import org.neurona.datasets.Mnist;
import picocli.CommandLine.Option;

/** The options of every example on MNIST: which files, and how much of them. */
final class MnistOptions {
  @Option(names = "--data", paramLabel = "DIR",
      description = "Folder with the four IDX files, plain or .gz (default: the bundled MNIST).")
  private Path folder;

  @Option(names = "--samples", paramLabel = "N",
      description = "Use only the first N images to train and to test (default: all).")
  private int samples = Integer.MAX_VALUE;

  private Mnist mnist;

  /** The images to train on, with their digits. */
  ArrayDataset train() throws IOException {
    return first(load().train());
  }

  /** The images to test with, with their digits. */
  ArrayDataset test() throws IOException {
    return first(load().test());
  }

  private Mnist load() throws IOException {
    if (mnist == null) {
      mnist = folder == null ? Mnist.load() : Mnist.load(folder);
    }
    return mnist;
  }

  private ArrayDataset first(ArrayDataset data) {
    if (samples <= 0) {
      throw new IllegalArgumentException("--samples must be positive, got " + samples);
    }
    return data.slice(0, Math.min(samples, data.size()));
  }
}
