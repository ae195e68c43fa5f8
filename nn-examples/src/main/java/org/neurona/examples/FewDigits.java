package org.neurona.examples;

import java.io.IOException;
import org.neurona.data.ArrayDataset;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the examples that train many models on a few digits. */
final class FewDigits {
  private static final int VALIDATION = 1000;
  private static final int TEST = 2000;

  @Mixin
  private final MnistFolder folder = new MnistFolder();

  @Option(names = "--samples", paramLabel = "N",
      description = "Train on the first N images (default: ${DEFAULT-VALUE}).")
  private int samples;

  /** The options with an example's own default. */
  FewDigits(int samples) {
    this.samples = samples;
  }

  /** The first images. */
  ArrayDataset train() throws IOException {
    ArrayDataset all = folder.load().train();
    if (samples <= 0 || samples > all.size() - VALIDATION) {
      throw new IllegalArgumentException(
          "--samples must be from 1 to " + (all.size() - VALIDATION) + ", got " + samples);
    }
    return all.slice(0, samples);
  }

  /** The images after those: settings are chosen by them. */
  ArrayDataset validation() throws IOException {
    int from = train().size();
    return folder.load().train().slice(from, from + VALIDATION);
  }

  /** Images for the last word, which nothing was chosen by. */
  ArrayDataset test() throws IOException {
    ArrayDataset all = folder.load().test();
    return all.slice(0, Math.min(TEST, all.size()));
  }
}
