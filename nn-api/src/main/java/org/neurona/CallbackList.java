package org.neurona;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime.BatchMonitor;

/** Passes what happens in a run on to callbacks, in their order. */
final class CallbackList implements FitRun.Monitor {
  private final List<Callback> callbacks;
  private final BooleanSupplier stopRequested;
  private Map<String, Double> lastEpoch = Map.of();

  CallbackList(List<Callback> callbacks, Model model, FitParameters parameters, BooleanSupplier stopRequested) {
    this.callbacks = List.copyOf(callbacks);
    this.stopRequested = stopRequested;
    callbacks.forEach(callback -> callback.attach(model, parameters));
  }

  void onTrainBegin() {
    callbacks.forEach(Callback::onTrainBegin);
  }

  void onTrainEnd() {
    callbacks.forEach(callback -> callback.onTrainEnd(lastEpoch));
  }

  void onPredictBegin() {
    callbacks.forEach(Callback::onPredictBegin);
  }

  void onPredictEnd() {
    callbacks.forEach(Callback::onPredictEnd);
  }

  /** What is told of the batches of a prediction. */
  BatchMonitor predictBatches() {
    return new BatchMonitor() {
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
