package org.neurona.core;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.data.Batch;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime.BatchMonitor;

/** {@code fit}: epochs of batches, validation, and word of all of it to the callbacks. */
final class TrainingLoop {
  private static final System.Logger LOG = System.getLogger(TrainingLoop.class.getName());

  private final Trainer trainer;
  private final FitRun run;
  private boolean warnedOfLoss;

  TrainingLoop(Trainer trainer, FitRun run) {
    this.trainer = trainer;
    this.run = run;
  }

  /** Trains until the last epoch, or until a callback asks to stop. */
  void run() {
    for (int epoch = run.initialEpoch(); epoch < run.epochs() && !run.monitor().stopRequested(); epoch++) {
      run.monitor().onEpochBegin(epoch);
      Map<String, Double> logs = new TreeMap<>(train(epoch));
      if (run.validation() != null && (epoch + 1) % run.validationFreq() == 0) {
        validate().forEach((name, value) -> logs.put("val_" + name, value));
      }
      run.monitor().onEpochEnd(epoch, logs);
    }
  }

  private Map<String, Double> train(int epoch) {
    Totals totals = trainer.totals();
    SeededRandom order = trainer.nextShuffle();
    Iterator<Batch> batches = run.training().batches(run.batchSize(), run.shuffle() ? order : null);
    for (int number = 0; batches.hasNext() && !run.monitor().stopRequested(); number++) {
      run.monitor().onBatchBegin(number);
      trainer.train(batches.next(), totals);
      warnOfLoss(epoch, number, totals.lastLoss());
      run.monitor().onBatchEnd(number, totals.logs());
    }
    if (totals.rows() == 0) {
      throw new IllegalArgumentException("fit: the data is empty. Received: 0 samples");
    }
    return totals.logs();
  }

  private Map<String, Double> validate() {
    BatchMonitor monitor = run.monitor().onTestBegin();
    Map<String, Double> logs = trainer.evaluate(run.validation(), run.validationBatchSize(), monitor);
    run.monitor().onTestEnd(logs);
    return logs;
  }

  /** A model that was lost is said to be, once: it goes on training only because Keras' does. */
  private void warnOfLoss(int epoch, int batch, double loss) {
    if (!Double.isFinite(loss) && !warnedOfLoss) {
      warnedOfLoss = true;
      LOG.log(System.Logger.Level.WARNING, "The loss is {0} since batch {1} of epoch {2}: the model no longer learns. A "
          + "smaller learning rate or scaled inputs may help",
          Double.toString(loss), Integer.toString(batch), Integer.toString(epoch + 1));
    }
  }
}
