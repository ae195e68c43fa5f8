package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Sequential;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.plots.Picture;
import org.neurona.plots.Plots;
import org.neurona.regularizers.L2;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Learning by heart, and three remedies: a network that is too large for its few digits, trained in four ways. */
@Command(name = "regularization", description = "Overfitting, and what L2, dropout and stopping do.")
final class RegularizationExample extends Example {
  /** The loss without L2's penalty, so that all four can be compared. */
  private static final String CROSSENTROPY = "sparse_categorical_crossentropy";

  @Mixin
  private final TrainingOptions options = new TrainingOptions(40, 32);

  @Mixin
  private final FewDigits digits = new FewDigits(500);

  @Option(names = "--plot", paramLabel = "FILE",
      description = "Where to draw the curves, .svg or .png (default: a temporary file).")
  private Path plot;

  private final Map<String, History> runs = new LinkedHashMap<>();

  @Override
  void run() throws IOException {
    print("%-15s %6s  %10s  %10s  %13s", "", "epochs", "train loss", "val loss", "test accuracy");
    FitOptions fit = options.fit();
    train("none", network(0, 0), fit);
    train("L2 of 0.001", network(1e-3, 0), fit);
    train("dropout 0.5", network(0, 0.5), fit);
    train("early stopping", network(0, 0), fit.callbacks(
        new EarlyStopping().monitor("val_" + CROSSENTROPY).patience(3).restoreBestWeights(true)));

    Path file = plot != null ? plot : Files.createTempFile("neurona-regularization", ".svg");
    picture().save(file);
    print("%nLosses are crossentropies after the last epoch, without the penalty of L2.");
    print("curves: %s", file);
  }

  /** The curves of the four. */
  Picture picture() {
    return Plots.comparison(CROSSENTROPY, runs);
  }

  private Sequential network(double l2, double dropout) {
    Dense hidden = new Dense(256, "relu");
    if (l2 > 0) {
      hidden = hidden.kernelRegularizer(L2.of(l2)); // adds l2 times the sum of squared weights to the loss
    }
    var model = new Sequential();
    model.add(new Flatten(28, 28));
    model.add(hidden.name("hidden_1"));
    model.add(new Dropout(dropout));                // at 0 it does nothing
    model.add(hidden.name("hidden_2"));
    model.add(new Dropout(dropout));
    model.add(new Dense(10, "softmax"));
    model.seed(options.seed);
    model.compile("adam", CROSSENTROPY, CROSSENTROPY, "accuracy");
    return model;
  }

  private void train(String name, Sequential model, FitOptions fit) throws IOException {
    History history = model.fit(digits.train(), fit.validationData(digits.validation()).verbose(0));
    runs.put(name, history);
    print("%-15s %6d  %10.4f  %10.4f  %13.4f", name, history.epochs().size(), last(history, CROSSENTROPY),
        last(history, "val_" + CROSSENTROPY), model.evaluate(digits.test()).get("accuracy"));
  }

  private static double last(History history, String name) {
    List<Double> values = history.get(name);
    return values.get(values.size() - 1);
  }
}
