package org.neurona.io.tensorboard;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.neurona.NDArray;
import org.neurona.callbacks.Callback;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;

/**
 * Writes what happens in training to files that TensorBoard shows while it goes on. Keras' {@code TensorBoard}; to look
 * at it, run {@code tensorboard --logdir logs}.
 *
 * <pre>{@code
 * model.fit(x, y, new FitOptions().epochs(20).validationSplit(0.1)
 *     .callbacks(new TensorBoard(Path.of("logs")).histogramFreq(1)));
 * }</pre>
 *
 * <p>What is written, below the folder {@code logDir}, each with the step that TensorBoard's axis shows:
 *
 * <table>
 * <caption>Tags</caption>
 * <tr><th>folder</th><th>tag</th><th>step</th><th>when</th></tr>
 * <tr><td>train</td><td>{@code epoch_loss}, {@code epoch_accuracy} ..., {@code epoch_learning_rate}</td>
 * <td>epoch, from 0</td><td>after each epoch</td></tr>
 * <tr><td>validation</td><td>{@code epoch_loss} ...: the {@code val_} values</td><td>epoch, from 0</td>
 * <td>after each epoch</td></tr>
 * <tr><td>validation</td><td>{@code evaluation_loss_vs_iterations} ...</td><td>steps that the optimizer made</td>
 * <td>after validation and {@code evaluate}</td></tr>
 * <tr><td>train</td><td>{@code batch_loss} ...</td><td>batches since {@code fit} began, from 1</td>
 * <td>as {@code updateFreq} says</td></tr>
 * <tr><td>train</td><td>{@code epoch_steps_per_second}, {@code batch_steps_per_second}</td><td>as the others</td>
 * <td>if {@code writeStepsPerSecond}</td></tr>
 * <tr><td>train</td><td>{@code dense/kernel/histogram} ...: each weight in 30 buckets</td><td>epoch, from 0</td>
 * <td>every {@code histogramFreq} epochs</td></tr>
 * <tr><td>train</td><td>{@code keras}: the layers, for the graph page; {@code model_summary}: the summary, for the text
 * page</td><td>0</td><td>when {@code fit} begins, if {@code writeGraph}</td></tr>
 * </table>
 *
 * <p>Numbers of curves are in single precision, as TensorFlow writes them. Every {@code fit} opens new files, so that a
 * folder keeps the runs made in it. A file that can't be written ends training with an
 * {@link java.io.UncheckedIOException} that names it.
 *
 * <p>Other than in Keras, a weight's tag starts with the layer's name, so that the kernels of two layers are two
 * histograms; {@code updateFreq(n)} does write every n-th batch; and the summary comes with the graph. Keras'
 * {@code write_images}, {@code profile_batch}, {@code embeddings_freq} and {@code embeddings_metadata} are left out.
 */
public final class TensorBoard extends Callback {
  private static final String EPOCH = "epoch";
  private static final String BATCH = "batch";
  private static final String VALIDATION_PREFIX = "val_";
  private static final double NANOS_PER_SECOND = 1e9;

  private static final Setting<String> LOG_DIR = Setting.of("log_dir", "the name of a folder",
      value -> value != null && !value.isBlank(), Setting.text("log_dir", null).codec(), "logs");
  private static final Setting<Integer> HISTOGRAM_FREQ = Setting.of("histogram_freq", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("histogram_freq", 0).codec(), 0);
  private static final Setting<Boolean> WRITE_GRAPH = Setting.flag("write_graph", true);
  private static final Setting<Boolean> WRITE_STEPS_PER_SECOND = Setting.flag("write_steps_per_second", false);
  /** Batches between two writes; null stands for Keras' {@code "epoch"}. */
  private static final Setting<Integer> UPDATE_FREQ = Setting.of("update_freq",
      "\"epoch\", \"batch\" or a positive integer", value -> value == null || value > 0,
      Setting.integer("update_freq", 1).codec(), null);

  private EventFile train;
  private EventFile validation;
  private boolean training;
  /** The optimizer's steps before this {@code fit}. */
  private long earlierIterations;
  private long trainBatches;
  private long batchesBeforeEpoch;
  private long epochStart;
  private long batchStart;

  /** Writes to the folder {@code logs}. */
  public TensorBoard() {
    super(List.of(LOG_DIR, HISTOGRAM_FREQ, WRITE_GRAPH, WRITE_STEPS_PER_SECOND, UPDATE_FREQ));
  }

  /** Writes to a folder, which is made if there is none. */
  public TensorBoard(Path logDir) {
    this();
    set(LOG_DIR, logDir.toString());
  }

  /** Returns a copy that writes to another folder. */
  public TensorBoard logDir(Path logDir) {
    return with(this, LOG_DIR, logDir.toString());
  }

  /**
   * Returns a copy that writes the weights' histograms after every so many epochs, the first one on; 0 for never.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public TensorBoard histogramFreq(int epochs) {
    return with(this, HISTOGRAM_FREQ, epochs);
  }

  /** Returns a copy that writes the model's layers and its summary, or not. */
  public TensorBoard writeGraph(boolean writeGraph) {
    return with(this, WRITE_GRAPH, writeGraph);
  }

  /** Returns a copy that writes how many steps are made in a second, or not. */
  public TensorBoard writeStepsPerSecond(boolean writeStepsPerSecond) {
    return with(this, WRITE_STEPS_PER_SECOND, writeStepsPerSecond);
  }

  /**
   * Returns a copy that writes after each epoch alone, {@code "epoch"} as by default, or after each batch too,
   * {@code "batch"}.
   *
   * @throws IllegalArgumentException for any other word
   */
  public TensorBoard updateFreq(String frequency) {
    if (!EPOCH.equals(frequency) && !BATCH.equals(frequency)) {
      throw new IllegalArgumentException(className() + ": Received an invalid value for updateFreq, expected "
          + UPDATE_FREQ.rule() + ". Received: updateFreq=" + frequency);
    }
    return with(this, UPDATE_FREQ, EPOCH.equals(frequency) ? null : Integer.valueOf(1));
  }

  /**
   * Returns a copy that writes after each epoch and every so many batches.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public TensorBoard updateFreq(int batches) {
    return with(this, UPDATE_FREQ, batches);
  }

  @Override
  public void onTrainBegin() {
    close();
    training = true;
    trainBatches = 0;
    earlierIterations = model().trainingState().iterations();
    if (get(WRITE_GRAPH)) {
      train().write(0, () -> EventMessages.kerasModel("keras", KerasGraph.json(model())));
      train().write(0, () -> EventMessages.text("model_summary", "```\n" + model().summaryText() + "```\n"));
      train().flush();
    }
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    training = false;
    close();
  }

  @Override
  public void onEpochBegin(int epoch) {
    batchesBeforeEpoch = trainBatches;
    epochStart = System.nanoTime();
  }

  @Override
  public void onTrainBatchBegin(int batch) {
    batchStart = System.nanoTime();
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    trainBatches++;
    if (get(UPDATE_FREQ) == null || trainBatches % get(UPDATE_FREQ) != 0) {
      return;
    }
    if (get(WRITE_STEPS_PER_SECOND)) {
      scalar(train(), "batch_steps_per_second", trainBatches, perSecond(1, batchStart));
    }
    logs.forEach((name, value) -> scalar(train(), "batch_" + name, trainBatches, value));
    train().flush();
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    Map<String, Double> values = new LinkedHashMap<>();
    logs.forEach((name, value) -> {
      if (name.startsWith(VALIDATION_PREFIX)) {
        scalar(validation(), "epoch_" + name.substring(VALIDATION_PREFIX.length()), epoch, value);
        validation().flush();
      } else {
        values.put(name, value);
      }
    });
    values.put("learning_rate", model().learningRate());
    if (get(WRITE_STEPS_PER_SECOND)) {
      values.put("steps_per_second", perSecond(trainBatches - batchesBeforeEpoch, epochStart));
    }
    values.forEach((name, value) -> scalar(train(), "epoch_" + name, epoch, value));
    if (get(HISTOGRAM_FREQ) > 0 && epoch % get(HISTOGRAM_FREQ) == 0) {
      writeHistograms(epoch);
    }
    train().flush();
  }

  @Override
  public void onTestEnd(Map<String, Double> logs) {
    // The state is a copy of the optimizer's arrays, hence not asked for after each epoch.
    long iterations = training ? earlierIterations + trainBatches : model().trainingState().iterations();
    logs.forEach((name, value) -> scalar(validation(), "evaluation_" + name + "_vs_iterations", iterations, value));
    validation().flush();
    if (!training) {
      close();
    }
  }

  @Override
  public boolean awaitsEnd() {
    return true;
  }

  /** The steps on the axes, so that curves go on where a backup was made. */
  @Override
  public CallbackState state() {
    return CallbackState.EMPTY.number("earlier_iterations", earlierIterations).number("train_batches", trainBatches)
        .number("batches_before_epoch", batchesBeforeEpoch);
  }

  @Override
  public void restore(CallbackState state) {
    earlierIterations = (long) state.number("earlier_iterations");
    trainBatches = (long) state.number("train_batches");
    batchesBeforeEpoch = (long) state.number("batches_before_epoch");
  }

  private void writeHistograms(int epoch) {
    List<NDArray> weights = model().getWeights();
    for (int i = 0; i < weights.size(); i++) {
      String path = model().graph().weights().get(i).path();
      double[][] buckets = Histogram.of(weights.get(i).toDoubleArray());
      train().write(epoch, () -> EventMessages.histogram(path + "/histogram", buckets));
    }
  }

  private static void scalar(EventFile file, String tag, long step, double value) {
    file.write(step, () -> EventMessages.scalar(tag, value));
  }

  private static double perSecond(long steps, long start) {
    return steps * NANOS_PER_SECOND / (System.nanoTime() - start);
  }

  private EventFile train() {
    if (train == null) {
      train = open("train");
    }
    return train;
  }

  private EventFile validation() {
    if (validation == null) {
      validation = open("validation");
    }
    return validation;
  }

  private EventFile open(String run) {
    return EventFile.in(Path.of(get(LOG_DIR), run), Clock.systemUTC());
  }

  /** Closes the files; also those that a run which ended with an exception left open. */
  private void close() {
    List<EventFile> open = Stream.of(train, validation).filter(Objects::nonNull).toList();
    train = null;
    validation = null;
    open.forEach(EventFile::close);
  }
}
