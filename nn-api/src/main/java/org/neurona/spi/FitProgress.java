package org.neurona.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.NDArray;

/**
 * How far a run of {@code fit} is, besides what the model itself keeps.
 *
 * @param epoch the epoch that runs, or the next one, from 0
 * @param batches how many of its batches are done
 * @param passed how many batches earlier epochs took of the pass over the data that goes on; 0 but with
 *     {@code stepsPerEpoch}
 * @param stopped whether a callback asked to stop
 * @param logs the logs of the last whole epoch; empty before
 * @param totals the running loss and metrics of the epoch, float64: its rows, losses and statistics; empty at its start
 */
public record FitProgress(int epoch, int batches, int passed, boolean stopped, Map<String, Double> logs,
    List<NDArray> totals) {
  /** Copies map and list. */
  public FitProgress {
    if (epoch < 0 || batches < 0 || passed < 0) {
      throw new IllegalArgumentException(
          "epoch and batches can't be negative, got " + epoch + ", " + batches + " and " + passed);
    }
    logs = Collections.unmodifiableMap(new TreeMap<>(logs));
    totals = List.copyOf(totals);
  }
}
