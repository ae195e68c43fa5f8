package org.neurona.callbacks;

import java.util.List;
import java.util.Map;
import org.neurona.config.Setting;

/**
 * Ends training when the loss is no finite number any more. Keras' {@code TerminateOnNaN}. By default it says so and
 * stops; with {@code raiseError} it throws.
 */
public final class TerminateOnNaN extends Callback {
  private static final Setting<Boolean> RAISE_ERROR = Setting.flag("raise_error", false);

  /** The callback, which stops training without an exception. */
  public TerminateOnNaN() {
    super(List.of(RAISE_ERROR));
  }

  /** Returns a copy that throws an {@link ArithmeticException} out of {@code fit}, or prints and stops, the default. */
  public TerminateOnNaN raiseError(boolean raiseError) {
    return with(this, RAISE_ERROR, raiseError);
  }

  /**
   * {@inheritDoc}
   *
   * @throws ArithmeticException if the loss is not finite and {@code raiseError} asks for it
   */
  @Override
  public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
    Double loss = logs.get("loss");
    if (loss == null || Double.isFinite(loss)) {
      return;
    }
    String message = "NaN or Inf loss encountered at batch " + batch + ". Loss value: " + loss
        + ". Terminating training immediately.";
    if (get(RAISE_ERROR)) {
      throw new ArithmeticException(message);
    }
    System.out.println(message);
    model().stopTraining();
  }
}
