package org.neurona;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.neurona.callbacks.BackupAndRestore;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime.BatchMonitor;
import org.neurona.spi.RunningFit;

/** Passes what happens in a run on to callbacks, in their order; to backups last, so that they miss nothing. */
final class CallbackList implements FitRun.Monitor {
  private final List<Callback> callbacks;
  private final BooleanSupplier stopRequested;
  private BooleanSupplier shutdownRequested;
  private boolean interrupted;
  private Map<String, Double> lastEpoch = Map.of();

  CallbackList(List<Callback> callbacks, Model model, FitParameters parameters, BooleanSupplier stopRequested) {
    List<Callback> others = new ArrayList<>();
    List<Callback> backups = new ArrayList<>();
    for (Callback callback : callbacks) {
      (callback instanceof BackupAndRestore ? backups : others).add(callback);
    }
    others.addAll(backups);
    this.callbacks = others;
    this.stopRequested = stopRequested;
    for (Callback callback : callbacks) {
      callback.attach(model, parameters);
    }
  }

  /** Whether the end of the program should wait for training to leave off. */
  boolean awaitEnd() {
    return callbacks.stream().anyMatch(Callback::awaitsEnd);
  }

  /** Leaves off when this says so. */
  void interruptWhen(BooleanSupplier shutdownRequested) {
    this.shutdownRequested = shutdownRequested;
  }

  @Override
  public void onFit(RunningFit fit) {
    for (Callback callback : callbacks) {
      if (callback instanceof BackupAndRestore backup) {
        backup.covers(callbacks);
      }
      callback.onFit(fit);
    }
    lastEpoch = fit.progress().logs();
  }

  /** Looks once at each place where training can leave off, so that all callbacks and the loop see the same. */
  private void lookForInterrupt() {
    if (!interrupted && shutdownRequested != null && shutdownRequested.getAsBoolean()) {
      interrupted = true;
      callbacks.forEach(Callback::onInterrupt);
    }
  }

  @Override
  public boolean interrupted() {
    return interrupted;
  }

  void onTrainBegin() {
    callbacks.forEach(Callback::onTrainBegin);
  }

  void onTrainEnd() {
    callbacks.forEach(callback -> callback.onTrainEnd(lastEpoch));
  }

  void onPredictBegin() {
    for (Callback callback : callbacks) {
      callback.onPredictBegin();
    }
  }

  void onPredictEnd() {
    for (Callback callback : callbacks) {
      callback.onPredictEnd();
    }
  }

  /** What is told of the batches of a prediction. */
  BatchMonitor predictBatches() {
    return callbacks.isEmpty() ? BatchMonitor.SILENT : new BatchMonitor() {
      @Override
      public void onBatchBegin(int batch) {
        callbacks.forEach(callback -> callback.onPredictBatchBegin(batch));
      }

      @Override
      public void onBatchEnd(int batch, Map<String, Double> logs) {
        callbacks.forEach(callback -> callback.onPredictBatchEnd(batch));
      }
    };
  }

  @Override
  public void onEpochBegin(int epoch) {
    callbacks.forEach(callback -> callback.onEpochBegin(epoch));
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    lastEpoch = logs;
    callbacks.forEach(callback -> callback.onEpochEnd(epoch, logs));
    lookForInterrupt();
  }

  @Override
  public void onBatchBegin(int batch) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).onTrainBatchBegin(batch);
    }
  }

  @Override
  public void onBatchEnd(int batch, Map<String, Double> logs) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).onTrainBatchEnd(batch, logs);
    }
    lookForInterrupt();
  }

  @Override
  public BatchMonitor onTestBegin() {
    callbacks.forEach(Callback::onTestBegin);
    return new BatchMonitor() {
      @Override
      public void onBatchBegin(int batch) {
        callbacks.forEach(callback -> callback.onTestBatchBegin(batch));
      }

      @Override
      public void onBatchEnd(int batch, Map<String, Double> logs) {
        callbacks.forEach(callback -> callback.onTestBatchEnd(batch, logs));
      }
    };
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    callbacks.forEach(callback -> callback.onTestEnd(logs));
  }

  @Override
  public boolean stopRequested() {
    return stopRequested.getAsBoolean();
  }
}
