package org.neurona;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.spi.CallbackState;
import org.neurona.spi.HistoryPlotter;
import org.neurona.spi.Installed;

/** The loss and the metrics of each epoch, as {@code fit} returns them. */
public final class History extends Callback {
  private static final String LOGS = "logs/";
  private static final String EPOCHS = "epochs";
  private static final String EPOCHS_OF = "epochs/";

  private final List<Integer> epochs = new ArrayList<>();
  private final TreeMap<String, List<Double>> values = new TreeMap<>();
  /** When each name was logged: validation may come after some epochs only. */
  private final TreeMap<String, List<Integer>> epochsOf = new TreeMap<>();

  History() {}

  /** The logged values by name ({@code accuracy}, {@code loss}, {@code val_accuracy}, {@code val_loss}), sorted, one for
   * each epoch. */
  public Map<String, List<Double>> history() {
    Map<String, List<Double>> view = new TreeMap<>();
    values.forEach((name, column) -> view.put(name, Collections.unmodifiableList(column)));
    return Collections.unmodifiableMap(view);
  }

  /**
   * The values of one name, one for each epoch.
   *
   * @throws IllegalArgumentException if nothing was logged under it
   */
  public List<Double> get(String name) {
    return Collections.unmodifiableList(logged(values, name));
  }

  /** The epochs that were trained, counted from 0. */
  public List<Integer> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /**
   * The epochs in which a name was logged, counted from 0: one for each of its values.
   *
   * @throws IllegalArgumentException if nothing was logged under it
   */
  public List<Integer> epochs(String name) {
    return Collections.unmodifiableList(logged(epochsOf, name));
  }

  private static <T> List<T> logged(Map<String, List<T>> columns, String name) {
    List<T> column = columns.get(name);
    if (column == null) {
      throw new IllegalArgumentException(
          "History has no \"" + name + "\". Known: " + String.join(", ", columns.keySet()));
    }
    return column;
  }

  /**
   * Draws the curves over the epochs, counted from 1: the loss and each further metric in a panel of its own, those of
   * training and of validation together. The suffix decides: {@code .png} or {@code .svg}; a name without a suffix gives
   * two files, one of each kind. Folders on the way are made.
   *
   * @throws IllegalArgumentException if the suffix is another, or there is no epoch
   * @throws IllegalStateException if nn-plots is not there
   * @throws IOException if a file can't be written
   */
  public void plot(Path file) throws IOException {
    Installed.find(HistoryPlotter.class, "plotter", "nn-plots").plot(this, file);
  }

  /** What {@code fit} was asked for. */
  public FitParameters params() {
    return parameters();
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    epochs.add(epoch);
    logs.forEach((name, value) -> {
      values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
      epochsOf.computeIfAbsent(name, unused -> new ArrayList<>()).add(epoch);
    });
  }

  @Override
  public CallbackState state() {
    CallbackState state = CallbackState.EMPTY.numbers(EPOCHS, doubles(epochs));
    for (Map.Entry<String, List<Double>> column : values.entrySet()) {
      state = state.numbers(LOGS + column.getKey(), column.getValue());
      if (!epochsOf.get(column.getKey()).equals(epochs)) {
        state = state.numbers(EPOCHS_OF + column.getKey(), doubles(epochsOf.get(column.getKey())));
      }
    }
    return state;
  }

  private static List<Double> doubles(List<Integer> integers) {
    return integers.stream().map(Integer::doubleValue).toList();
  }

  private static List<Integer> integers(List<Double> doubles) {
    return new ArrayList<>(doubles.stream().map(Double::intValue).toList());
  }

  @Override
  public void restore(CallbackState state) {
    epochs.clear();
    values.clear();
    epochsOf.clear();
    epochs.addAll(integers(state.numbers(EPOCHS)));
    state.numbers().forEach((key, column) -> {
      if (key.startsWith(LOGS)) {
        String name = key.substring(LOGS.length());
        values.put(name, new ArrayList<>(column));
        epochsOf.put(name, integers(state.numbers().getOrDefault(EPOCHS_OF + name, state.numbers(EPOCHS))));
      }
    });
  }

  @Override
  public String toString() {
    return "History" + values;
  }
}
