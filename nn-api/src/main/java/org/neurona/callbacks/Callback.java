package org.neurona.callbacks;

import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;
import org.neurona.spi.RunningFit;

/**
 * Told of what happens during {@code fit}, {@code evaluate} and {@code predict}; overrides what it wants to hear. Epochs
 * and batches count from 0. Logs hold the running means of the loss and the metrics. To end training, call
 * {@link Model#stopTraining()}. An exception ends training and reaches the caller of {@code fit} unchanged.
 */
public abstract class Callback extends Configurable {
  private Model model;
  private FitParameters parameters;

  /** A callback without settings. */
  protected Callback() {
    this(List.of());
  }

  /** A callback with these settings. */
  protected Callback(List<Setting<?>> settings) {
    super(settings);
  }

  /** The model that the run is about. */
  protected final Model model() {
    return model;
  }

  /** What the run was asked for. */
  protected final FitParameters parameters() {
    return parameters;
  }

  /** Tells the callback what the next run is about; called by the model before anything else. */
  public final void attach(Model model, FitParameters parameters) {
    this.model = model;
    this.parameters = parameters;
  }

  /**
   * {@code fit} is about to make its first step, after {@link #onTrainBegin} of all callbacks: for those that look
   * inside.
   */
  public void onFit(RunningFit fit) {}

  /**
   * The program is being ended, by Ctrl-C for instance: training leaves off after the batch that just ended.
   * {@link #onTrainEnd} follows.
   */
  public void onInterrupt() {}

  /**
   * Whether a program that is being ended while it trains, by Ctrl-C for instance, should wait for training to leave
   * off in order, because of files that this callback writes; false unless overridden. It waits for 30 seconds at most.
   */
  public boolean awaitsEnd() {
    return false;
  }

  /** What the callback has noted so far in this training, for {@link BackupAndRestore}; nothing unless overridden. */
  public CallbackState state() {
    return CallbackState.EMPTY;
  }

  /**
   * Goes on from a {@link #state}. Called after {@link #onTrainBegin}, and, where training goes on in the middle of an
   * epoch, once more after {@link #onEpochBegin}.
   */
  public void restore(CallbackState state) {}

  /** {@code fit} begins. */
  public void onTrainBegin() {}

  /** {@code fit} ended, with the logs of the last epoch. */
  public void onTrainEnd(Map<String, Double> logs) {}

  /** An epoch begins. */
  public void onEpochBegin(int epoch) {}

  /** An epoch ended, after validation: the logs have {@code val_} entries too. */
  public void onEpochEnd(int epoch, Map<String, Double> logs) {}

  /** A training batch begins. */
  public void onTrainBatchBegin(int batch) {}

  /** A training batch ended. */
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {}

  /** {@code evaluate}, or validation within {@code fit}, begins. */
  public void onTestBegin() {}

  /** {@code evaluate}, or validation within {@code fit}, ended. */
  public void onTestEnd(Map<String, Double> logs) {}

  /** A batch of evaluation begins. */
  public void onTestBatchBegin(int batch) {}

  /** A batch of evaluation ended. */
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {}

  /** {@code predict} begins. */
  public void onPredictBegin() {}

  /** {@code predict} ended. */
  public void onPredictEnd() {}

  /** A batch of prediction begins. */
  public void onPredictBatchBegin(int batch) {}

  /** A batch of prediction ended. */
  public void onPredictBatchEnd(int batch) {}
}
