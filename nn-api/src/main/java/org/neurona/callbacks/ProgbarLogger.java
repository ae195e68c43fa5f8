package org.neurona.callbacks;

import java.util.Map;
import java.util.OptionalInt;
import java.util.function.LongSupplier;

/**
 * Prints how {@code fit}, {@code evaluate} and {@code predict} go on, as Keras does: a bar for each pass with
 * {@code verbose} 1, a line with 2. Added by the model; validation within {@code fit} shows on the epoch's line alone.
 */
public final class ProgbarLogger extends Callback {
  private final Console console;
  private final LongSupplier clock;
  private Progbar bar;
  private int steps;
  private boolean training;
  /** How many steps an epoch was found to have, where nothing said so beforehand. */
  private OptionalInt counted = OptionalInt.empty();

  /** Prints to standard output. */
  public ProgbarLogger() {
    this(Console.standard(), System::nanoTime);
  }

  ProgbarLogger(Console console, LongSupplier clock) {
    this.console = console;
    this.clock = clock;
  }

  @Override
  public void onTrainBegin() {
    training = true;
    counted = OptionalInt.empty();
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    training = false;
    counted = OptionalInt.empty();
  }

  @Override
  public void onEpochBegin(int epoch) {
    if (parameters().epochs() > 1) {
      console.out().println("Epoch " + (epoch + 1) + "/" + parameters().epochs());
    }
    begin();
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    step(batch, logs);
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    counted = OptionalInt.of(steps);
    finish(logs);
  }

  @Override
  public void onTestBegin() {
    if (!training) {
      begin();
    }
  }

  @Override
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {
    if (!training) {
      step(batch, logs);
    }
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    if (!training) {
      finish(logs);
    }
  }

  @Override
  public void onPredictBegin() {
    begin();
  }

  @Override
  public void onPredictBatchEnd(int batch) {
    step(batch, Map.of());
  }

  @Override
  public void onPredictEnd() {
    finish(Map.of());
  }

  private void begin() {
    bar = new Progbar(console, clock, parameters().steps().isPresent() ? parameters().steps() : counted);
    steps = 0;
  }

  private void step(int batch, Map<String, Double> logs) {
    steps = batch + 1;
    if (parameters().verbose() == 1) {
      bar.update(steps, logs);
    } else {
      bar.step(steps);
    }
  }

  private void finish(Map<String, Double> logs) {
    if (parameters().verbose() == 1) {
      bar.finish(steps, logs);
    } else {
      console.out().println(bar.line(steps, logs));
    }
  }
}
