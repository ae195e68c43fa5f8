package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.FitOptions;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.datasets.files.FileDataset;
import org.neurona.datasets.files.NpyReader;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** Trains an epoch on files, and prints the bits that came of it: for tests that give it little memory. */
final class LargeDataProgram {
  static final int WIDTH = 512;

  private LargeDataProgram() {}

  /** Arguments: the files of inputs and targets, how they are read, and whether they are {@code arrays} in memory. */
  public static void main(String[] arguments) throws IOException {
    Path x = Path.of(arguments[0]);
    Path y = Path.of(arguments[1]);
    Dataset data = arguments[3].equals("arrays") ? arrays(x, y) : FileDataset.open(x, y);
    Sequential model = new Sequential(new Input(WIDTH), new Dense(8, "relu"), new Dense(2, "softmax"));
    model.seed(3).engine("scalar").compile("adam", "sparse_categorical_crossentropy", "accuracy");
    FitOptions options = new FitOptions().verbose(0);
    switch (arguments[2]) {
      case "whole" -> model.fit(data, options.batchSize(64));
      case "window" -> model.fit(data.shuffle(2000).batch(64), options);
      default -> model.fit(data.shuffle(2000).batch(64).prefetch(3), options);
    }
    int hash = 0;
    for (NDArray weight : model.getWeights()) {
      hash = 31 * hash + weight.hashCode();
    }
    System.out.println("weights " + hash + " loss " + Double.doubleToLongBits(model.history().get("loss").get(0)));
  }

  private static ArrayDataset arrays(Path x, Path y) throws IOException {
    return Dataset.of(new NpyReader().read(x), new NpyReader().read(y));
  }
}
