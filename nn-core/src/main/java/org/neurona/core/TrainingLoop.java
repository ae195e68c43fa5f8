package org.neurona.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.neurona.NDArray;
import org.neurona.data.Batch;
import org.neurona.data.Pass;
import org.neurona.spi.FitProgress;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime.BatchMonitor;
import org.neurona.spi.RunningFit;

/** {@code fit}: epochs of batches, validation, and word of all of it to the callbacks. */
final class TrainingLoop implements RunningFit {
  private static final System.Logger LOG = System.getLogger(TrainingLoop.class.getName());

  private final Trainer trainer;
  private final FitRun run;
  private boolean warnedOfLoss;
  private int epoch;
  private int batches;
  /** The pass over the data that goes on, or null; and how many of its batches earlier epochs took. */
  private Pass pass;
  private int passed;
  private Totals totals;
  private Map<String, Double> logs = Map.of();
  /** Where to begin, until that is done; null for the start. */
  private FitProgress resumed;

  TrainingLoop(Trainer trainer, FitRun run) {
    this.trainer = trainer;
    this.run = run;
    this.epoch = run.initialEpoch();
  }

  /** Trains until the last epoch, or until a callback asks to stop. */
  void run() {
    run.monitor().onFit(this);
    try {
      while (epoch < run.epochs() && !run.monitor().interrupted() && !stopped()) {
        run.monitor().onEpochBegin(epoch);
        train();
        if (run.monitor().interrupted()) {
          return;
        }
        endEpoch();
      }
    } finally {
      closePass();
    }
  }

  private void endEpoch() {
    logs = new TreeMap<>(totals.logs());
    if (run.validation() != null && (epoch + 1) % run.validationFreq() == 0) {
      validate().forEach((name, value) -> logs.put("val_" + name, value));
    }
    int ended = epoch++;
    passed = run.stepsPerEpoch().isPresent() ? passed + batches : 0;
    batches = 0;
    totals = null;
    run.monitor().onEpochEnd(ended, logs);
  }

  private boolean stopped() {
    return resumed != null && resumed.stopped() || run.monitor().stopRequested();
  }

  private void train() {
    totals = trainer.totals();
    openPass();
    int steps = run.stepsPerEpoch().orElse(Integer.MAX_VALUE);
    while (batches < steps && !run.monitor().interrupted() && !stopped() && pass.hasNext()) {
      run.monitor().onBatchBegin(batches);
      trainer.train(pass.next(), totals);
      warnOfLoss(epoch, batches, totals.lastLoss());
      batches++;
      run.monitor().onBatchEnd(batches - 1, totals.logs());
    }
    if (totals.rows() == 0) {
      throw new IllegalArgumentException("fit: the data is empty. Received: 0 samples");
    }
    if (run.stepsPerEpoch().isEmpty()) {
      closePass();
    } else if (batches < steps && !run.monitor().interrupted() && !stopped()) {
      warnOfEnd(steps);
    }
  }

  /** Goes on with the pass over the data, if there is one and it has not ended, or begins another. */
  private void openPass() {
    if (pass == null && batches + passed > 0) {
      pass = Pass.over(run.training().batches(run.batchSize(), run.shuffle() ? trainer.lastShuffle() : null));
      passOver();
    }
    if (batches == 0 && (pass == null || !pass.hasNext())) {
      closePass();
      passed = 0;
      SeededRandom order = trainer.nextShuffle();
      pass = Pass.over(run.training().batches(run.batchSize(), run.shuffle() ? order : null));
    }
  }

  private void closePass() {
    if (pass != null) {
      pass.close();
      pass = null;
    }
  }

  /** Reads the batches again that were done before, where training goes on in the middle of a pass. */
  private void passOver() {
    Batch last = null;
    for (int i = 0; i < passed + batches; i++) {
      if (!pass.hasNext()) {
        throw new IllegalStateException("fit: the data has " + i + " batches, but " + (passed + batches)
            + " of them were done before training stopped");
      }
      last = pass.next();
    }
    if (batches > 0) {
      trainer.restore(totals, last, resumed.totals());
    }
  }

  /** Keras' words, for which users search. */
  private void warnOfEnd(int steps) {
    LOG.log(System.Logger.Level.WARNING, "Your input ran out of data; interrupting epoch {0} after {1} of {2} batches. "
        + "Make sure that your dataset or generator can generate at least `stepsPerEpoch * epochs` batches. You may need "
        + "to use the `.repeat()` method when building your dataset.",
        Integer.toString(epoch + 1), Integer.toString(batches), Integer.toString(steps));
  }

  @Override
  public FitRun request() {
    return run;
  }

  @Override
  public FitProgress progress() {
    List<NDArray> sums = batches == 0 ? List.of() : totals == null ? resumed.totals() : totals.state();
    return new FitProgress(epoch, batches, passed, stopped(), logs, sums);
  }

  @Override
  public void resumeAt(FitProgress progress) {
    resumed = progress;
    epoch = progress.epoch();
    batches = progress.batches();
    passed = progress.passed();
    logs = progress.logs();
  }

  @Override
  public void guardWeights() {
    trainer.guard(true);
  }

  @Override
  public Optional<String> firstNotFinite() {
    return trainer.firstNotFinite();
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
