package org.neurona.callbacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;

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

  /** What this training has put into the file. */
  private String written = "";
  private List<String> columns;
  private boolean headerThere;
  /** Where this training's lines begin in the file. */
  private long start;

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
    columns = null;
    written = "";
    try {
      Path file = Path.of(get(FILENAME));
      start = get(APPEND) && Files.exists(file) ? Files.size(file) : 0;
      headerThere = start > 0;
      rewrite();
    } catch (IOException e) {
      throw failure(e);
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
    text.append('\n');
    written += text;
    try {
      Files.writeString(Path.of(get(FILENAME)), text, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Leaves nothing in the file behind its start but this training's lines. */
  private void rewrite() throws IOException {
    try (FileChannel channel =
        FileChannel.open(Path.of(get(FILENAME)), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
      channel.truncate(start);
      channel.position(channel.size());
      channel.write(ByteBuffer.wrap(written.getBytes(StandardCharsets.UTF_8)));
    }
  }

  @Override
  public boolean awaitsEnd() {
    return true;
  }

  @Override
  public CallbackState state() {
    CallbackState state = CallbackState.EMPTY.number("start", start).number("header_there", headerThere ? 1 : 0)
        .texts("written", List.of(written));
    return columns == null ? state : state.texts("columns", columns);
  }

  /**
   * {@inheritDoc} The file has the lines of then again, and no others of this training.
   *
   * @throws UncheckedIOException if the file can't be written
   */
  @Override
  public void restore(CallbackState state) {
    start = (long) state.number("start");
    headerThere = state.number("header_there") == 1;
    written = state.texts("written").get(0);
    columns = state.texts().get("columns");
    try {
      rewrite();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private UncheckedIOException failure(IOException cause) {
    return new UncheckedIOException("CSVLogger can't write " + get(FILENAME) + ": " + cause, cause);
  }
}
