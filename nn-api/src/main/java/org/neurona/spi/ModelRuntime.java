package org.neurona.spi;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.NDArray;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.layers.LayerState;

/**
 * A model with numbers: its weights, and, once compiled, what it needs to train. Calls from several threads wait for each
 * other.
 */
public interface ModelRuntime {
  /** The engine that runs it. */
  Engine engine();

  /** Copies of all weights, layer by layer, in the order in which layers declare them. */
  List<NDArray> weights();

  /** A copy of one of {@link #weights}. */
  NDArray weight(int index);

  /** How many numbers of one of {@link #weights} are NaN or infinite; without a copy. */
  int countNonFinite(int index);

  /** Replaces all weights; shapes were checked. */
  void setWeights(List<NDArray> weights);

  /**
   * Prepares for training and evaluation; forgets the state of an earlier optimizer.
   *
   * @param frozen the layers whose weights training leaves alone
   */
  void compile(Compilation compilation, Set<LayerState> frozen);

  /** Trains. */
  void fit(FitRun run);

  /** Trains on one batch and returns the loss and the metrics of that batch. */
  Map<String, Double> trainOnBatch(Batch batch);

  /**
   * Makes a training step of gradients that were computed elsewhere.
   *
   * @param gradients an array for each trainable weight, in their order; shapes were checked
   */
  void applyGradients(List<NDArray> gradients);

  /**
   * The loss and the metrics over a data set.
   *
   * @param monitor is told of each batch
   */
  Map<String, Double> evaluate(Dataset data, int batchSize, BatchMonitor monitor);

  /** The outputs for all rows of a data set. */
  List<NDArray> predict(Dataset data, int batchSize, BatchMonitor monitor);

  /** The learning rate of the next step. */
  double learningRate();

  /** Sets the learning rate from the next step on. */
  void setLearningRate(double learningRate);

  /** What training keeps besides the weights, so that it can go on elsewhere as if never stopped. */
  TrainingState trainingState();

  /**
   * Goes on from a state.
   *
   * @throws IllegalArgumentException if it does not fit the model or its optimizer
   */
  void restore(TrainingState state);

  /** Told of the batches of a pass. */
  interface BatchMonitor {
    /** Hears nothing. */
    BatchMonitor SILENT = new BatchMonitor() {};

    /** A batch begins. */
    default void onBatchBegin(int batch) {}

    /**
     * A batch ended.
     *
     * @param batch its number, from 0
     * @param logs the loss and the metrics so far; empty for prediction
     */
    default void onBatchEnd(int batch, Map<String, Double> logs) {}
  }
}
