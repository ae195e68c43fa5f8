package org.neurona.spi;

import java.util.List;
import org.neurona.NDArray;

/**
 * All that a run of {@code fit} needs to go on in another process as if it had never stopped.
 *
 * @param setup the model and the arguments of {@code fit}, line by line, that a run must share to go on
 * @param weights all weights
 * @param states what stateful layers keep from one batch to the next
 * @param training what training keeps besides
 * @param progress how far the run is
 * @param callbacks what callbacks have noted, in their order
 */
public record FitBackup(List<String> setup, List<NDArray> weights, List<NDArray> states, TrainingState training,
    FitProgress progress, List<NamedState> callbacks) {
  /** Copies the lists. */
  public FitBackup {
    setup = List.copyOf(setup);
    weights = List.copyOf(weights);
    states = List.copyOf(states);
    callbacks = List.copyOf(callbacks);
  }

  /**
   * What one callback has noted.
   *
   * @param callback the name of its class
   * @param state what it has noted
   */
  public record NamedState(String callback, CallbackState state) {}
}
