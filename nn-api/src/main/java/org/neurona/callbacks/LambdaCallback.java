package org.neurona.callbacks;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * A callback from functions: {@code new LambdaCallback().onEpochEnd((epoch, logs) -> ...)}. Keras'
 * {@code LambdaCallback}. Immutable: each method returns a copy.
 */
public final class LambdaCallback extends Callback {
  private final IntConsumer epochBegin;
  private final BiConsumer<Integer, Map<String, Double>> epochEnd;
  private final IntConsumer batchBegin;
  private final BiConsumer<Integer, Map<String, Double>> batchEnd;
  private final Runnable trainBegin;
  private final Consumer<Map<String, Double>> trainEnd;

  /** A callback that does nothing. */
  public LambdaCallback() {
    this(epoch -> {}, (epoch, logs) -> {}, batch -> {}, (batch, logs) -> {}, () -> {}, logs -> {});
  }

  private LambdaCallback(IntConsumer epochBegin, BiConsumer<Integer, Map<String, Double>> epochEnd,
      IntConsumer batchBegin, BiConsumer<Integer, Map<String, Double>> batchEnd, Runnable trainBegin,
      Consumer<Map<String, Double>> trainEnd) {
    this.epochBegin = epochBegin;
    this.epochEnd = epochEnd;
    this.batchBegin = batchBegin;
    this.batchEnd = batchEnd;
    this.trainBegin = trainBegin;
    this.trainEnd = trainEnd;
  }

  /** Returns a copy that calls this when an epoch begins. */
  public LambdaCallback onEpochBegin(IntConsumer function) {
    return new LambdaCallback(function, epochEnd, batchBegin, batchEnd, trainBegin, trainEnd);
  }

  /** Returns a copy that calls this when an epoch ended. */
  public LambdaCallback onEpochEnd(BiConsumer<Integer, Map<String, Double>> function) {
    return new LambdaCallback(epochBegin, function, batchBegin, batchEnd, trainBegin, trainEnd);
  }

  /** Returns a copy that calls this when a training batch begins. */
  public LambdaCallback onTrainBatchBegin(IntConsumer function) {
    return new LambdaCallback(epochBegin, epochEnd, function, batchEnd, trainBegin, trainEnd);
  }

  /** Returns a copy that calls this when a training batch ended. */
  public LambdaCallback onTrainBatchEnd(BiConsumer<Integer, Map<String, Double>> function) {
    return new LambdaCallback(epochBegin, epochEnd, batchBegin, function, trainBegin, trainEnd);
  }

  /** Returns a copy that calls this when {@code fit} begins. */
  public LambdaCallback onTrainBegin(Runnable function) {
    return new LambdaCallback(epochBegin, epochEnd, batchBegin, batchEnd, function, trainEnd);
  }

  /** Returns a copy that calls this when {@code fit} ended. */
  public LambdaCallback onTrainEnd(Consumer<Map<String, Double>> function) {
    return new LambdaCallback(epochBegin, epochEnd, batchBegin, batchEnd, trainBegin, function);
  }

  @Override
  public void onEpochBegin(int epoch) {
    epochBegin.accept(epoch);
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    epochEnd.accept(epoch, logs);
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    batchBegin.accept(batch);
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    batchEnd.accept(batch, logs);
  }

  @Override
  public void onTrainBegin() {
    trainBegin.run();
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    trainEnd.accept(logs);
  }
}
