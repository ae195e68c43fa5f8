package org.neurona.examples;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.FitOptions;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.MaxPooling2D;
import org.neurona.layers.Reshape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Transfer: strokes that were learnt from many images of the digits 0 to 4 help to learn 5 to 9 from a few. The base is
 * trained and frozen, and only new layers above it learn; the same network from scratch, on the same few, is beside it.
 */
@Command(name = "transfer", description = "Learns 5 to 9 from a few, knowing 0 to 4.")
final class TransferExample extends Example {
  private static final int CLASSES = 5;
  /** Steps over a few images are cheap. */
  private static final int FEW_EPOCHS = 40;
  private static final int FEW_BATCH = 10;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(3, 64);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  @Option(names = "--few", paramLabel = "N",
      description = "Images of each of the digits 5 to 9 to learn from (default: ${DEFAULT-VALUE}).")
  private int few = 10;

  @Override
  void run() throws IOException {
    ArrayDataset many = digits(mnist.train(), 0, Integer.MAX_VALUE);
    ArrayDataset sparse = digits(mnist.train(), CLASSES, few);
    ArrayDataset test = digits(mnist.test(), CLASSES, Integer.MAX_VALUE);
    print("0 to 4: %,d images to learn from", many.size());
    print("5 to 9: %,d images to learn from, %,d to test with%n", sparse.size(), test.size());

    Sequential base = base();
    Sequential lower = compiled(base);
    lower.fit(many, options.fit());
    print("");

    base.trainable(false);                // from the next compile on, here and wherever the base is a layer
    List<NDArray> before = base.getWeights();
    Sequential upper = compiled(base);    // the same base, with its weights, below new layers
    upper.summary();
    double transferred = learnFew(upper, sparse, test);
    double scratch = learnFew(compiled(base()), sparse, test);

    print("%nfrozen weights that did not move: %s of %,d",
        base.getWeights().equals(before) ? "all" : "NOT ALL", base.countParams());
    print("test accuracy on 5 to 9, from scratch:    %.4f", scratch);
    print("test accuracy on 5 to 9, on frozen base:  %.4f", transferred);
  }

  /** What finds strokes and puts them together, without the layers that name digits. */
  private Sequential base() {
    var base = new Sequential(
        new Input(28, 28),
        new Reshape(28, 28, 1),
        new Conv2D(16, 3, "relu"),
        new MaxPooling2D(),
        new Conv2D(32, 3, "relu"),
        new MaxPooling2D(),
        new Flatten());
    base.name("base");
    base.seed(options.seed);
    return base;
  }

  /** The base below new layers for five digits. */
  private Sequential compiled(Sequential base) {
    var model = new Sequential(base.asLayer(), new Dense(64, "relu"), new Dense(CLASSES, "softmax"));
    model.seed(options.seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  /** The accuracy after many passes over the few. */
  private static double learnFew(Sequential model, ArrayDataset sparse, ArrayDataset test) {
    model.fit(sparse, new FitOptions().epochs(FEW_EPOCHS).batchSize(FEW_BATCH).verbose(0));
    return model.evaluate(test).get("accuracy");
  }

  /** Images of five digits from the first one on, at most so many of each, with the digits counted from 0. */
  private static ArrayDataset digits(ArrayDataset all, int first, int most) {
    int[] digits = all.y().toIntArray();
    int[] taken = new int[CLASSES];
    int[] rows = IntStream.range(0, digits.length)
        .filter(i -> digits[i] >= first && digits[i] < first + CLASSES && taken[digits[i] - first]++ < most).toArray();
    int[] classes = IntStream.of(rows).map(i -> digits[i] - first).toArray();
    return Dataset.of(all.x().take(rows), NDArray.of(classes));
  }
}
