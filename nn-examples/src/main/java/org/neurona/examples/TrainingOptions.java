package org.neurona.examples;

import org.neurona.FitOptions;
import picocli.CommandLine.Option;

/** The options of every example that trains with {@code fit}. */
final class TrainingOptions extends RunOptions {
  @Option(names = "--epochs", paramLabel = "N",
      description = "How often training sees all data (default: ${DEFAULT-VALUE}).")
  int epochs;

  @Option(names = "--batch-size", paramLabel = "N",
      description = "Samples for each update of the weights (default: ${DEFAULT-VALUE}).")
  int batchSize;

  /** The options with an example's own defaults. */
  TrainingOptions(int epochs, int batchSize) {
    this.epochs = epochs;
    this.batchSize = batchSize;
  }

  /** What {@code fit} takes. */
  FitOptions fit() {
    return new FitOptions().epochs(epochs).batchSize(batchSize);
  }
}
