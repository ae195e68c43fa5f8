package org.neurona.callbacks;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A callback from functions: {@code new LambdaCallback().onEpochEnd((epoch, logs) -> ...)}. Keras'
 * {@code LambdaCallback}. Immutable: each method returns a copy.
 */
public final class LambdaCallback extends Callback {
  private enum Hook {
    TRAIN_BEGIN, TRAIN_END, EPOCH_BEGIN, EPOCH_END, TRAIN_BATCH_BEGIN, TRAIN_BATCH_END, TEST_BEGIN, TEST_END,
    TEST_BATCH_BEGIN, TEST_BATCH_END, PREDICT_BEGIN, PREDICT_END, PREDICT_BATCH_BEGIN, PREDICT_BATCH_END
  }

  private static final BiConsumer<Integer, Map<String, Double>> NOTHING = (index, logs) -> {};

  /** What is called with the number of the epoch or batch (or 0) and the logs (or none). */
  private final EnumMap<Hook, BiConsumer<Integer, Map<String, Double>>> functions;

  /** A callback that does nothing. */
  public LambdaCallback() {
    this(new EnumMap<>(Hook.class));
  }

  private LambdaCallback(EnumMap<Hook, BiConsumer<Integer, Map<String, Double>>> functions) {
    this.functions = functions;
  }

  private LambdaCallback with(Hook hook, BiConsumer<Integer, Map<String, Double>> function) {
    var copy = new EnumMap<>(functions);
    copy.put(hook, Objects.requireNonNull(function, "function"));
    return new LambdaCallback(copy);
  }

  private LambdaCallback withIndex(Hook hook, IntConsumer function) {
    Objects.requireNonNull(function, "function");
    return with(hook, (index, logs) -> function.accept(index));
  }

  private LambdaCallback withLogs(Hook hook, Consumer<Map<String, Double>> function) {
    Objects.requireNonNull(function, "function");
    return with(hook, (index, logs) -> function.accept(logs));
  }

  private LambdaCallback withRunnable(Hook hook, Runnable function) {
    Objects.requireNonNull(function, "function");
    return with(hook, (index, logs) -> function.run());
  }

  private void call(Hook hook, int index, Map<String, Double> logs) {
    functions.getOrDefault(hook, NOTHING).accept(index, logs);
  }

  /** Returns a copy that calls this when {@code fit} begins. */
  public LambdaCallback onTrainBegin(Runnable function) {
    return withRunnable(Hook.TRAIN_BEGIN, function);
  }

  /** Returns a copy that calls this when {@code fit} ended. */
  public LambdaCallback onTrainEnd(Consumer<Map<String, Double>> function) {
    return withLogs(Hook.TRAIN_END, function);
  }

  /** Returns a copy that calls this when an epoch begins. */
  public LambdaCallback onEpochBegin(IntConsumer function) {
    return withIndex(Hook.EPOCH_BEGIN, function);
  }

  /** Returns a copy that calls this when an epoch ended. */
  public LambdaCallback onEpochEnd(BiConsumer<Integer, Map<String, Double>> function) {
    return with(Hook.EPOCH_END, function);
  }

  /** Returns a copy that calls this when a training batch begins. */
  public LambdaCallback onTrainBatchBegin(IntConsumer function) {
    return withIndex(Hook.TRAIN_BATCH_BEGIN, function);
  }

  /** Returns a copy that calls this when a training batch ended. */
  public LambdaCallback onTrainBatchEnd(BiConsumer<Integer, Map<String, Double>> function) {
    return with(Hook.TRAIN_BATCH_END, function);
  }

  /** Returns a copy that calls this when {@code evaluate}, or validation within {@code fit}, begins. */
  public LambdaCallback onTestBegin(Runnable function) {
    return withRunnable(Hook.TEST_BEGIN, function);
  }

  /** Returns a copy that calls this when {@code evaluate}, or validation within {@code fit}, ended. */
  public LambdaCallback onTestEnd(Consumer<Map<String, Double>> function) {
    return withLogs(Hook.TEST_END, function);
  }

  /** Returns a copy that calls this when a batch of evaluation begins. */
  public LambdaCallback onTestBatchBegin(IntConsumer function) {
    return withIndex(Hook.TEST_BATCH_BEGIN, function);
  }

  /** Returns a copy that calls this when a batch of evaluation ended. */
  public LambdaCallback onTestBatchEnd(BiConsumer<Integer, Map<String, Double>> function) {
    return with(Hook.TEST_BATCH_END, function);
  }

  /** Returns a copy that calls this when {@code predict} begins. */
  public LambdaCallback onPredictBegin(Runnable function) {
    return withRunnable(Hook.PREDICT_BEGIN, function);
  }

  /** Returns a copy that calls this when {@code predict} ended. */
  public LambdaCallback onPredictEnd(Runnable function) {
    return withRunnable(Hook.PREDICT_END, function);
  }

  /** Returns a copy that calls this when a batch of prediction begins. */
  public LambdaCallback onPredictBatchBegin(IntConsumer function) {
    return withIndex(Hook.PREDICT_BATCH_BEGIN, function);
  }

  /** Returns a copy that calls this when a batch of prediction ended. */
  public LambdaCallback onPredictBatchEnd(IntConsumer function) {
    return withIndex(Hook.PREDICT_BATCH_END, function);
  }

  @Override
  public void onTrainBegin() {
    call(Hook.TRAIN_BEGIN, 0, Map.of());
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    call(Hook.TRAIN_END, 0, logs);
  }

  @Override
  public void onEpochBegin(int epoch) {
    call(Hook.EPOCH_BEGIN, epoch, Map.of());
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    call(Hook.EPOCH_END, epoch, logs);
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    call(Hook.TRAIN_BATCH_BEGIN, batch, Map.of());
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    call(Hook.TRAIN_BATCH_END, batch, logs);
  }

  @Override
  public void onTestBegin() {
    call(Hook.TEST_BEGIN, 0, Map.of());
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    call(Hook.TEST_END, 0, logs);
  }

  @Override
  public void onTestBatchBegin(int batch) {
    call(Hook.TEST_BATCH_BEGIN, batch, Map.of());
  }

  @Override
  public void onTestBatchEnd(int batch, Map<String, Double> logs) {
    call(Hook.TEST_BATCH_END, batch, logs);
  }

  @Override
  public void onPredictBegin() {
    call(Hook.PREDICT_BEGIN, 0, Map.of());
  }

  @Override
  public void onPredictEnd() {
    call(Hook.PREDICT_END, 0, Map.of());
  }

  @Override
  public void onPredictBatchBegin(int batch) {
    call(Hook.PREDICT_BATCH_BEGIN, batch, Map.of());
  }

  @Override
  public void onPredictBatchEnd(int batch) {
    call(Hook.PREDICT_BATCH_END, batch, Map.of());
  }
}
