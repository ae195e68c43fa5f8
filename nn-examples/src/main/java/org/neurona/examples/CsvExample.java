package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.datasets.TrainTestSplit;
import org.neurona.datasets.files.CsvText;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.metrics.ConfusionMatrix;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Any table: a network learns to predict one column from the others, and is used on other rows later. */
@Command(name = "csv", description = "Any CSV file: predict one column from the others.")
final class CsvExample extends Example {
  private static final int LEAST_ROWS = 10;
  private static final double TEST = 0.2;
  private static final double VALIDATION = 0.2;

  @Parameters(paramLabel = "FILE", description = "A CSV file with a header line.")
  private Path file;

  @Option(names = "--target", paramLabel = "COLUMN",
      description = "Train to predict this column: a class if it holds text or whole numbers, else a number.")
  private String target;

  @Option(names = "--regression", description = "Whole numbers in the target are a quantity, not classes.")
  private boolean regression;

  @Option(names = "--ignore", paramLabel = "COLUMN", split = ",", description = "Columns to leave out.")
  private List<String> ignored = List.of();

  @Option(names = "--save", paramLabel = "MODEL",
      description = "Where to keep the trained model (default: ${DEFAULT-VALUE}).")
  private Path save = Path.of("model.json");

  @Option(names = "--model", paramLabel = "MODEL",
      description = "Predict with this model rather than train; prints CSV.")
  private Path model;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(200, 16);

  @Override
  void run() throws IOException {
    if ((target == null) == (model == null)) {
      throw new ParameterException(options.command.commandLine(),
          "Either --target COLUMN to train, or --model MODEL to predict, is needed.");
    }
    CsvText table = CsvText.read(file);
    if (model != null) {
      predict(table);
    } else {
      train(table);
    }
  }

  private void train(CsvText table) throws IOException {
    CsvPreparation columns = CsvPreparation.of(table, target, ignored, regression);
    if (table.rows().size() < LEAST_ROWS) {
      throw new IllegalArgumentException(
          table.file() + " has " + table.rows().size() + " rows; to train and to test it takes " + LEAST_ROWS);
    }
    TrainTestSplit split =
        TrainTestSplit.of(Dataset.of(columns.inputs(table), columns.targets(table)), TEST, options.seed);
    // Means and deviations come from the training rows alone: the test rows must stay unseen.
    CsvPreparation fitted = columns.fitted(split.train().x(), split.train().y());
    print("%d rows to train on, %d to test with; %d columns become %d numbers", split.train().size(),
        split.test().size(), fitted.features().size(), fitted.width());

    Sequential network = network(fitted);
    History history = network.fit(scaled(fitted, split.train()), options.fit().verbose(0).validationSplit(VALIDATION)
        .callbacks(new EarlyStopping().patience(20).restoreBestWeights(true)));
    print("trained for %d epochs", history.epochs().size());

    Models.save(network, save);
    Path note = CsvPreparation.fileBeside(save);
    fitted.save(note);
    print("saved to %s, what to know of the columns to %s%n", save, note);
    report(fitted, network.predict(fitted.scaled(split.test().x())), split.test().y());
  }

  private static ArrayDataset scaled(CsvPreparation columns, ArrayDataset data) {
    return Dataset.of(columns.scaled(data.x()), columns.scaledTargets(data.y()));
  }

  private Sequential network(CsvPreparation columns) {
    var network = new Sequential(
        new Input(columns.width()),
        new Dense(64, "relu"),
        new Dense(64, "relu"));
    network.seed(options.seed);
    if (columns.isClassification()) {
      network.add(new Dense(columns.target().width(), "softmax"));
      network.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    } else {
      network.add(new Dense(1));
      network.compile("adam", "mean_squared_error");
    }
    return network;
  }

  private static void report(CsvPreparation columns, NDArray outputs, NDArray truth) {
    if (columns.isClassification()) {
      ConfusionMatrix matrix =
          ConfusionMatrix.of(truth, outputs).labels(columns.target().words().toArray(String[]::new));
      print("%s%n%n%s", matrix, matrix.report().toString().stripTrailing());
      print("%ntest accuracy: %.4f", matrix.report().accuracy());
      return;
    }
    double[] predicted = columns.predictions(outputs);
    double[] wanted = truth.toDoubleArray();
    double mean = 0;
    for (double value : wanted) {
      mean += value / wanted.length;
    }
    double absolute = 0;
    double squared = 0;
    double spread = 0;
    for (int i = 0; i < wanted.length; i++) {
      absolute += Math.abs(predicted[i] - wanted[i]);
      squared += (predicted[i] - wanted[i]) * (predicted[i] - wanted[i]);
      spread += (wanted[i] - mean) * (wanted[i] - mean);
    }
    print("mean absolute error:     %.6g", absolute / wanted.length);
    print("root mean squared error: %.6g", Math.sqrt(squared / wanted.length));
    print("R2: %.4f", 1 - squared / spread);
  }

  /** A line for each row of the file: the class with its probability, or the number. */
  private void predict(CsvText table) throws IOException {
    CsvPreparation columns = CsvPreparation.load(CsvPreparation.fileBeside(model));
    Model loaded = Models.load(model);
    NDArray outputs = loaded.predict(columns.scaled(columns.inputs(table)));
    if (!columns.isClassification()) {
      print("%s", quoted(columns.target().name()));
      for (double value : columns.predictions(outputs)) {
        print("%s", String.format(Locale.ROOT, "%.6g", value));
      }
      return;
    }
    print("%s,probability", quoted(columns.target().name()));
    int[] classes = outputs.argMax().toIntArray();
    for (int row = 0; row < classes.length; row++) {
      print("%s,%.4f", quoted(columns.target().words().get(classes[row])), outputs.get(row, classes[row]));
    }
  }

  /** As RFC 4180 has it. */
  private static String quoted(String field) {
    return field.matches("[^,\"\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
