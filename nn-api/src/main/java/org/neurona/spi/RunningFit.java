package org.neurona.spi;

import java.util.Optional;

/** A run of {@code fit} from the inside, for callbacks. */
public interface RunningFit {
  /** What was asked for. */
  FitRun request();

  /** How far it is; between two steps. */
  FitProgress progress();

  /**
   * Begins there instead of at the start; before the first epoch only. Weights and training state are the caller's to
   * restore, after the epoch's begin was told too where it begins in the middle of one.
   */
  void resumeAt(FitProgress progress);

  /** From now on a step whose loss is no finite number leaves the weights and the optimizer as they were. */
  void guardWeights();

  /**
   * Where the numbers of the last step first were not finite: {@code the output of layer 'dense_1'}. Computes that step
   * again, layer by layer.
   *
   * @return the place, or empty where everything is finite
   * @throws IllegalStateException if steps are not {@link #guardWeights guarded}, or there was none
   */
  Optional<String> firstNotFinite();
}
