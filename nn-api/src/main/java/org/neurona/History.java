package org.neurona;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.spi.CallbackState;

/** The loss and the metrics of each epoch, as {@code fit} returns them. */
public final class History extends Callback {
  private final List<Integer> epochs = new ArrayList<>();
  private final TreeMap<String, List<Double>> values = new TreeMap<>();

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
    List<Double> column = values.get(name);
    if (column == null) {
      throw new IllegalArgumentException("History has no \"" + name + "\". Known: " + String.join(", ", values.keySet()));
    }
    return Collections.unmodifiableList(column);
  }

  /** The epochs that were trained, counted from 0. */
  public List<Integer> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /** What {@code fit} was asked for. */
  public FitParameters params() {
    return parameters();
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    epochs.add(epoch);
    logs.forEach((name, value) -> values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value));
  }

  @Override
  public CallbackState state() {
    CallbackState state =
        CallbackState.EMPTY.numbers("epochs", epochs.stream().map(Integer::doubleValue).toList());
    for (Map.Entry<String, List<Double>> column : values.entrySet()) {
      state = state.numbers("logs/" + column.getKey(), column.getValue());
    }
    return state;
  }

  @Override
  public void restore(CallbackState state) {
    epochs.clear();
    values.clear();
    state.numbers("epochs").forEach(epoch -> epochs.add(epoch.intValue()));
    state.numbers().forEach((name, column) -> {
      if (name.startsWith("logs/")) {
        values.put(name.substring("logs/".length()), new ArrayList<>(column));
      }
    });
  }

  @Override
  public String toString() {
    return "History" + values;
  }
}
