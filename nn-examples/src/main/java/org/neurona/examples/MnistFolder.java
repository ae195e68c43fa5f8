package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.datasets.Mnist;
import picocli.CommandLine.Option;

/** Where the digits come from. */
final class MnistFolder {
  @Option(names = "--data", paramLabel = "DIR",
      description = "Folder with the four IDX files, plain or .gz (default: the bundled MNIST).")
  private Path folder;

  private Mnist mnist;

  /** The digits, read once. */
  Mnist load() throws IOException {
    if (mnist == null) {
      mnist = folder == null ? Mnist.load() : Mnist.load(folder);
    }
    return mnist;
  }
}
