package org.neurona.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;
import org.neurona.spi.ModelFormat;

/**
 * Saves the model, or its weights, while it trains. Keras' {@code ModelCheckpoint}. The file's name may have
 * placeholders: <code>{epoch:02d}</code> and, when it saves after some batches, <code>{batch:04d}</code>, both counted
 * from 1, and logged values as <code>{val_loss:.2f}</code>. Folders that don't exist are made. Defaults: after every
 * epoch, whatever its value; the watched value is {@code val_loss}.
 */
public final class ModelCheckpoint extends Callback {
  private static final System.Logger LOG = System.getLogger(ModelCheckpoint.class.getName());
  private static final Setting<String> FILEPATH = Setting.required("filepath", "the name of a file",
      value -> value != null && !value.isBlank(), Setting.text("filepath", null).codec());
  private static final Setting<String> MONITOR = Setting.text("monitor", "val_loss");
  private static final Setting<Integer> VERBOSE = Setting.integer("verbose", 0);
  private static final Setting<Boolean> SAVE_BEST_ONLY = Setting.flag("save_best_only", false);
  private static final Setting<Boolean> SAVE_WEIGHTS_ONLY = Setting.flag("save_weights_only", false);
  private static final Setting<String> MODE = Setting.oneOf("mode", "auto", Monitor.MODES);
  /** Batches between two saves; null stands for Keras' {@code "epoch"}. */
  private static final Setting<Integer> SAVE_FREQ = Setting.of("save_freq", "a positive integer",
      value -> value == null || value > 0, Setting.integer("save_freq", 1).codec(), null);
  private static final Setting<Double> INITIAL_VALUE_THRESHOLD = Setting.of("initial_value_threshold",
      "a number or null", value -> true, Setting.number("initial_value_threshold", 0).codec(), null);

  private final FilePattern files;
  private ModelFormat format;
  private Monitor monitor;
  private Double best;
  private int epoch;
  private int batchesSinceSave;

  /**
   * Saves to a file, whose suffix names the format.
   *
   * @throws IllegalArgumentException if a placeholder can't be filled in as it asks for
   */
  public ModelCheckpoint(String filepath) {
    super(List.of(FILEPATH, MONITOR, VERBOSE, SAVE_BEST_ONLY, SAVE_WEIGHTS_ONLY, MODE, SAVE_FREQ,
        INITIAL_VALUE_THRESHOLD));
    set(FILEPATH, filepath);
    files = new FilePattern(filepath);
  }

  /** Saves to a file, whose suffix names the format. */
  public ModelCheckpoint(Path filepath) {
    this(filepath.toString());
  }

  /** Returns a copy that watches another value. */
  public ModelCheckpoint monitor(String monitor) {
    return with(this, MONITOR, monitor);
  }

  /** Returns a copy that prints when it saves (1) or not (0). */
  public ModelCheckpoint verbose(int verbose) {
    return with(this, VERBOSE, verbose);
  }

  /** Returns a copy that saves only if the watched value has become better. */
  public ModelCheckpoint saveBestOnly(boolean saveBestOnly) {
    return with(this, SAVE_BEST_ONLY, saveBestOnly);
  }

  /** Returns a copy that saves the weights alone. */
  public ModelCheckpoint saveWeightsOnly(boolean saveWeightsOnly) {
    return with(this, SAVE_WEIGHTS_ONLY, saveWeightsOnly);
  }

  /** Returns a copy for which less is better ({@code min}), more is ({@code max}), or what the metric says. */
  public ModelCheckpoint mode(String mode) {
    return with(this, MODE, mode);
  }

  /**
   * Returns a copy that saves after each epoch, as by default: {@code "epoch"}.
   *
   * @throws IllegalArgumentException for any other word
   */
  public ModelCheckpoint saveFreq(String epoch) {
    if (!"epoch".equals(epoch)) {
      throw new IllegalArgumentException(
          "Unrecognized saveFreq: " + epoch + ". Expected saveFreq are 'epoch' or integer values");
    }
    return with(this, SAVE_FREQ, null);
  }

  /**
   * Returns a copy that saves after so many batches rather than after each epoch.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public ModelCheckpoint saveFreq(int batches) {
    return with(this, SAVE_FREQ, batches);
  }

  /** Returns a copy for which the watched value must be better than this from the start; null for any. */
  public ModelCheckpoint initialValueThreshold(Double threshold) {
    return with(this, INITIAL_VALUE_THRESHOLD, threshold);
  }

  /** The best value so far, or null. */
  public Double best() {
    return best;
  }

  @Override
  public void onTrainBegin() {
    format = InstalledFormat.find();
    monitor = get(SAVE_BEST_ONLY) ? Monitor.of("ModelCheckpoint", get(MONITOR), get(MODE), model()) : null;
    best = get(INITIAL_VALUE_THRESHOLD);
    batchesSinceSave = 0;
  }

  @Override
  public void onEpochBegin(int epoch) {
    this.epoch = epoch;
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    if (get(SAVE_FREQ) != null && ++batchesSinceSave >= get(SAVE_FREQ)) {
      batchesSinceSave = 0;
      consider(files.fill(Map.of("epoch", epoch + 1, "batch", batch + 1), logs), logs);
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    if (get(SAVE_FREQ) == null) {
      consider(files.fill(Map.of("epoch", epoch + 1), logs), logs);
    }
  }

  @Override
  public boolean awaitsEnd() {
    return true;
  }

  @Override
  public CallbackState state() {
    return CallbackState.EMPTY.numbers("best", best == null ? List.of() : List.of(best))
        .number("batches_since_save", batchesSinceSave);
  }

  @Override
  public void restore(CallbackState state) {
    best = state.numbers("best").stream().findFirst().orElse(null);
    batchesSinceSave = (int) state.number("batches_since_save");
  }

  private void consider(String file, Map<String, Double> logs) {
    if (!get(SAVE_BEST_ONLY)) {
      say("saving model to " + file);
      save(file);
      return;
    }
    Double value = monitor.value(logs);
    if (value == null) {
      // As in Keras: without a value a model too many is better than none.
      LOG.log(System.Logger.Level.WARNING, "Can save best model only with " + get(MONITOR) + " available. Available "
          + "metrics are: " + String.join(",", logs.keySet()));
      save(file);
    } else if (best == null ? !value.isNaN() : monitor.isImprovement(value, best, 0)) {
      say(get(MONITOR) + " improved from " + number(best) + " to " + number(value) + ", saving model to " + file);
      best = value;
      save(file);
    } else {
      say(get(MONITOR) + " did not improve from " + number(best));
    }
  }

  private static String number(Double value) {
    return value == null ? "None" : String.format(Locale.ROOT, "%.5f", value);
  }

  private void say(String message) {
    if (get(VERBOSE) > 0) {
      System.out.println();
      System.out.println("Epoch " + (epoch + 1) + ": " + message);
    }
  }

  private void save(String name) {
    Path file = Path.of(name);
    try {
      if (file.getParent() != null) {
        Files.createDirectories(file.getParent());
      }
      if (get(SAVE_WEIGHTS_ONLY)) {
        format.saveWeights(model(), file);
      } else {
        format.save(model(), file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("ModelCheckpoint could not save " + name, e);
    }
    say("finished saving model to " + name);
  }
}
