package org.neurona.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.neurona.History;
import org.neurona.Sequential;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A random search for good settings: better than a grid of the same size, for each trial tries another value of each
 * setting (J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", JMLR 13, 2012).
 */
@Command(name = "tune", description = "Random search for units, dropout and learning rate.")
final class TuneExample extends Example {
  private static final int[] UNITS = {32, 64, 128, 256};

  @Mixin
  private final TrainingOptions options = new TrainingOptions(15, 32);

  @Mixin
  private final FewDigits digits = new FewDigits(2000);

  @Option(names = "--trials", paramLabel = "N", description = "How many settings to try (default: ${DEFAULT-VALUE}).")
  private int trials = 12;

  /** Settings that are drawn at random. */
  private record Settings(int units, double dropout, double learningRate) {
    /** The learning rate is drawn by its logarithm: from 0.0001 to 0.001 it goes as far as from 0.01 to 0.1. */
    static Settings draw(Random random) {
      return new Settings(UNITS[random.nextInt(UNITS.length)], random.nextInt(6) / 10.0,
          Math.pow(10, -4 + 3 * random.nextDouble()));
    }
  }

  /** What came out, at the best epoch. */
  private record Trial(Settings settings, Sequential model, int epochs, double loss, double accuracy) {}

  @Override
  void run() throws IOException {
    if (trials <= 0) {
      throw new IllegalArgumentException("--trials must be positive, got " + trials);
    }
    Random random = new Random(options.seed);
    List<Trial> done = new ArrayList<>();
    for (int i = 0; i < trials; i++) {
      done.add(attempt(Settings.draw(random)));
      print("trial %d of %d: val_accuracy %.4f", i + 1, trials, done.get(i).accuracy);
    }

    // By the loss, which is finer than the accuracy: that has a thousand steps only.
    done.sort(Comparator.comparingDouble(Trial::loss));
    print("%n%5s  %7s  %13s  %6s  %8s  %12s", "units", "dropout", "learning rate", "epochs", "val_loss",
        "val_accuracy");
    for (Trial trial : done) {
      print("%5d  %7.1f  %13.6f  %6d  %8.4f  %12.4f", trial.settings.units, trial.settings.dropout,
          trial.settings.learningRate, trial.epochs, trial.loss, trial.accuracy);
    }

    // The validation images have chosen the best, and flatter it. The test images have not.
    print("%ntest accuracy of the best: %.4f", done.get(0).model.evaluate(digits.test()).get("accuracy"));
  }

  private Trial attempt(Settings settings) throws IOException {
    var model = new Sequential(
        new Flatten(28, 28),
        new Dense(settings.units, "relu"),
        new Dropout(settings.dropout),
        new Dense(10, "softmax"));
    model.seed(options.seed);
    model.compile(new Adam(settings.learningRate), "sparse_categorical_crossentropy", "accuracy");
    History history = model.fit(digits.train(), options.fit().verbose(0).validationData(digits.validation())
        .callbacks(new EarlyStopping().patience(2).restoreBestWeights(true)));
    List<Double> losses = history.get("val_loss");
    int best = losses.indexOf(Collections.min(losses));
    return new Trial(settings, model, losses.size(), losses.get(best), history.get("val_accuracy").get(best));
  }
}
