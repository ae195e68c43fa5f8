package org.neurona.examples;

import java.io.IOException;
import org.neurona.data.ArrayDataset;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of every example on MNIST: which files, and how much of them. */
final class MnistOptions {
  @Mixin
  private final MnistFolder folder = new MnistFolder();

  @Option(names = "--samples", paramLabel = "N",
      description = "Use only the first N images to train and to test (default: all).")
  private int samples = Integer.MAX_VALUE;

  /** The images to train on, with their digits. */
  ArrayDataset train() throws IOException {
    return first(folder.load().train());
  }

  /** The images to test with, with their digits. */
  ArrayDataset test() throws IOException {
    return first(folder.load().test());
  }

  private ArrayDataset first(ArrayDataset data) {
    if (samples <= 0) {
      throw new IllegalArgumentException("--samples must be positive, got " + samples);
    }
    return data.slice(0, Math.min(samples, data.size()));
  }
}
