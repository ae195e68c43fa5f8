package org.neurona.spi;

import java.util.Map;
import java.util.OptionalInt;
import org.neurona.data.Dataset;

/**
 * What {@code fit} is asked to do.
 *
 * @param training the data to train on
 * @param validation the data to evaluate on after each epoch, or null
 * @param epochs the number of the last epoch, counted from 1
 * @param initialEpoch how many epochs are taken as done
 * @param batchSize rows in a batch, where the data does not come in batches
 * @param stepsPerEpoch how many batches an epoch is; empty for all
 * @param validationBatchSize rows in a batch of validation
 * @param validationFreq after how many epochs each validation comes
 * @param shuffle whether each pass over the data has random numbers of its own, for its order for instance
 * @param monitor is told what happens
 */
public record FitRun(Dataset training, Dataset validation, int epochs, int initialEpoch, int batchSize,
    OptionalInt stepsPerEpoch, int validationBatchSize, int validationFreq, boolean shuffle, Monitor monitor) {
  /** Told what happens during training, and asked whether to go on. */
  public interface Monitor extends ModelRuntime.BatchMonitor {
    /** The run is about to begin; where from is still open. */
    default void onFit(RunningFit fit) {}

    /** An epoch, from 0, begins. */
    void onEpochBegin(int epoch);

    /** An epoch, from 0, ended with these loss and metrics. */
    void onEpochEnd(int epoch, Map<String, Double> logs);

    /** Validation begins; the monitor that it returns is told of its batches. */
    ModelRuntime.BatchMonitor onTestBegin();

    /** Validation ended with these loss and metrics, without {@code val_}. */
    void onTestEnd(Map<String, Double> logs);

    /** Whether a callback asked to stop; asked after each batch and each epoch. */
    boolean stopRequested();

    /** Whether to leave off after this batch, with the epoch unfinished; asked after each batch and each epoch. */
    default boolean interrupted() {
      return false;
    }
  }
}
