package org.neurona.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.config.Setting;

/**
 * Writes the logs of each epoch as a line of a CSV file: the epoch, from 0, and the values by name, sorted. Keras'
 * {@code CSVLogger}. The columns are those of the first epoch; if it had no validation, columns for it are there
 * nevertheless. {@code NA} stands for what an epoch lacks. The file is whole after each epoch. Defaults: commas, a new file.
 */
public final class CSVLogger extends Callback {
  private static final Setting<String> FILENAME = Setting.required("filename", "a path",
      value -> value != null && !value.isBlank(), Setting.text("filename", null).codec());
  private static final Setting<String> SEPARATOR = Setting.of("separator", "at least one character",
      value -> value != null && !value.isEmpty(), Setting.text("separator", null).codec(), ",");
  private static final Setting<Boolean> APPEND = Setting.flag("append", false);

  private List<String> columns;
  private boolean headerThere;

  /** A callback that writes to this file. */
  public CSVLogger(String filename) {
    super(List.of(FILENAME, SEPARATOR, APPEND));
    set(FILENAME, filename);
  }

  /** A callback that writes to this file. */
  public CSVLogger(Path filename) {
    this(filename.toString());
  }

  /** Returns a copy with another separator; a comma by default. */
  public CSVLogger separator(String separator) {
    return with(this, SEPARATOR, separator);
  }

  /** Returns a copy that goes on behind what the file has, or writes it anew, the default. */
  public CSVLogger append(boolean append) {
    return with(this, APPEND, append);
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file can't be written
   */
  @Override
  public void onTrainBegin() {
    Path file = Path.of(get(FILENAME));
    columns = null;
    try {
      headerThere = get(APPEND) && Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw failure(e);
    }
    if (!headerThere) {
      write("", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws UncheckedIOException if the file can't be written
   */
  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    StringBuilder text = new StringBuilder();
    if (columns == null) {
      columns = new ArrayList<>(logs.keySet().stream().sorted().toList());
      if (columns.stream().noneMatch(name -> name.startsWith("val_"))) {
        columns.addAll(columns.stream().map(name -> "val_" + name).toList());
      }
      if (!headerThere) {
        text.append("epoch").append(get(SEPARATOR)).append(String.join(get(SEPARATOR), columns)).append('\n');
      }
    }
    text.append(epoch);
    for (String name : columns) {
      Double value = logs.get(name);
      text.append(get(SEPARATOR)).append(value == null ? "NA" : value.toString());
    }
    write(text.append('\n').toString(), StandardOpenOption.APPEND);
  }

  private void write(String text, StandardOpenOption... options) {
    List<StandardOpenOption> all = new ArrayList<>(List.of(options));
    all.add(StandardOpenOption.WRITE);
    try {
      Files.writeString(Path.of(get(FILENAME)), text, all.toArray(StandardOpenOption[]::new));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private UncheckedIOException failure(IOException cause) {
    return new UncheckedIOException("CSVLogger can't write " + get(FILENAME) + ": " + cause, cause);
  }
}
