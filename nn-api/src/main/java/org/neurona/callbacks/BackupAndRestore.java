package org.neurona.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;
import org.neurona.spi.FitBackup;
import org.neurona.spi.FitBackup.NamedState;
import org.neurona.spi.ModelFormat;
import org.neurona.spi.RunningFit;

/**
 * Keeps a copy of everything that training needs to go on, so that the same program, started again after it was killed
 * at any moment, ends with the same bits as if it had never been. Keras' {@code BackupAndRestore}.
 *
 * <p>The copy has the weights, the optimizer's state, the place in the epoch with the running loss and metrics, the
 * {@link org.neurona.History History} and what other callbacks {@link Callback#state noted}. It is one file in the
 * folder, {@code backup.json}; a new one takes its place only once it is wholly written. Wherever it stands in the
 * list, this callback comes after all others. The first copy is made before the first step.
 *
 * <p>Training goes on from the copy if one is there. Model, compile settings, seed, batch size, shuffling, number of
 * rows and the classes of the callbacks must be those that the copy was made with; the number of epochs may have
 * changed. On another engine, training goes on with other bits. In the middle of an epoch, the callbacks hear of its
 * begin again. A data set that is no array must give the same batches for the same random numbers; those that are done
 * are read again and passed over.
 *
 * <p>When training has ended, the copy is removed, and the folder if nothing else is in it. After an exception, or when
 * the program is ended by Ctrl-C, it stays; in the latter case it is brought up to the last step. Defaults: after each
 * epoch; removed at the end.
 */
public final class BackupAndRestore extends Callback {
  private static final Setting<String> BACKUP_DIR = Setting.required("backup_dir", "the name of a folder",
      value -> value != null && !value.isBlank(), Setting.text("backup_dir", null).codec());
  /** Batches between two copies; null stands for Keras' {@code "epoch"}. */
  private static final Setting<Integer> SAVE_FREQ = Setting.of("save_freq", "a positive integer",
      value -> value == null || value > 0, Setting.integer("save_freq", 1).codec(), null);
  private static final Setting<Boolean> DELETE_CHECKPOINT = Setting.flag("delete_checkpoint", true);

  private ModelFormat format;
  private List<Callback> others = List.of();
  private List<String> setup;
  private RunningFit fit;
  /** What was loaded, until the epoch has begun in whose middle it was made. */
  private FitBackup resumed;
  private int batchesSinceSave;
  private boolean interrupted;

  /** Keeps the copy in a folder, which is made if there is none. */
  public BackupAndRestore(String backupDir) {
    super(List.of(BACKUP_DIR, SAVE_FREQ, DELETE_CHECKPOINT));
    set(BACKUP_DIR, backupDir);
  }

  /** Keeps the copy in a folder, which is made if there is none. */
  public BackupAndRestore(Path backupDir) {
    this(backupDir.toString());
  }

  /**
   * Returns a copy that saves after each epoch, as by default: {@code "epoch"}.
   *
   * @throws IllegalArgumentException for any other word
   */
  public BackupAndRestore saveFreq(String epoch) {
    if (!"epoch".equals(epoch)) {
      throw new IllegalArgumentException("Invalid value for argument `saveFreq`. Received: saveFreq=" + epoch
          + ". Expected either 'epoch' or an integer value.");
    }
    return with(this, SAVE_FREQ, null);
  }

  /**
   * Returns a copy that saves after so many batches rather than after each epoch.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public BackupAndRestore saveFreq(int batches) {
    return with(this, SAVE_FREQ, batches);
  }

  /** Returns a copy that removes what it saved when training has ended, the default, or leaves it. */
  public BackupAndRestore deleteCheckpoint(boolean deleteCheckpoint) {
    return with(this, DELETE_CHECKPOINT, deleteCheckpoint);
  }

  /** Tells the callback whose states it keeps; called by the model. */
  public void covers(List<Callback> callbacks) {
    others = List.copyOf(callbacks);
  }

  @Override
  public void onTrainBegin() {
    format = InstalledFormat.find();
    batchesSinceSave = 0;
    interrupted = false;
    resumed = null;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if there is a backup of something else
   * @throws UncheckedIOException if a backup can't be read, or none be written
   */
  @Override
  public void onFit(RunningFit fit) {
    this.fit = fit;
    setup = FitSetup.of(model(), fit.request());
    if (!Files.exists(file())) {
      save();
      return;
    }
    FitBackup backup;
    try {
      backup = format.loadBackup(file());
    } catch (IOException e) {
      throw new UncheckedIOException("BackupAndRestore can't read " + file() + ": " + e.getMessage(), e);
    }
    FitSetup.requireSame(setup, backup.setup(), file());
    restore(backup);
    fit.resumeAt(backup.progress());
    resumed = backup.progress().batches() > 0 ? backup : null;
  }

  private void restore(FitBackup backup) {
    List<NamedState> states = states();
    List<String> expected = states.stream().map(NamedState::callback).toList();
    List<String> there = backup.callbacks().stream().map(NamedState::callback).toList();
    if (!expected.equals(there)) {
      throw new IllegalStateException("BackupAndRestore: " + file() + " was made with the callbacks " + there
          + ", but now they are " + expected + ". " + FitSetup.CURE);
    }
    model().setWeights(backup.weights());
    model().setStates(backup.states());
    model().restore(backup.training());
    int index = 0;
    for (Callback callback : others) {
      if (!callback.state().isEmpty()) {
        callback.restore(backup.callbacks().get(index++).state());
      }
    }
  }

  private List<NamedState> states() {
    return others.stream().map(callback -> new NamedState(callback.getClass().getName(), callback.state()))
        .filter(named -> !named.state().isEmpty()).toList();
  }

  @Override
  public void onEpochBegin(int epoch) {
    if (resumed != null) {
      restore(resumed); // what the other callbacks have just done was done before the backup
      resumed = null;
    }
  }

  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    if (get(SAVE_FREQ) != null && ++batchesSinceSave >= get(SAVE_FREQ)) {
      save();
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    if (get(SAVE_FREQ) == null) {
      save();
    }
  }

  @Override
  public void onInterrupt() {
    interrupted = true;
    save();
  }

  @Override
  public boolean awaitsEnd() {
    return true;
  }

  @Override
  public CallbackState state() {
    return CallbackState.EMPTY.number("batches_since_save", batchesSinceSave);
  }

  @Override
  public void restore(CallbackState state) {
    batchesSinceSave = (int) state.number("batches_since_save");
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the backup can't be removed
   */
  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    if (interrupted || !get(DELETE_CHECKPOINT)) {
      return;
    }
    try {
      Files.deleteIfExists(file());
      Files.deleteIfExists(file().getParent());
    } catch (DirectoryNotEmptyException e) {
      // It holds files of someone else, which are not ours to remove.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("BackupAndRestore can't remove " + file() + ": " + e.getMessage(), e);
    }
  }

  private void save() {
    if (!interrupted) {
      batchesSinceSave = 0;
    }
    try {
      Files.createDirectories(file().getParent());
      format.saveBackup(new FitBackup(setup, model().getWeights(), model().getStates(), model().trainingState(),
          fit.progress(), states()), file());
    } catch (IOException e) {
      throw new UncheckedIOException("BackupAndRestore can't write " + file() + ": " + e.getMessage(), e);
    }
  }

  private Path file() {
    return Path.of(get(BACKUP_DIR), "backup.json");
  }
}
