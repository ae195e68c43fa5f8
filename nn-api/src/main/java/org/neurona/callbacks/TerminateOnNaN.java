package org.neurona.callbacks;

import java.util.List;
import java.util.Map;
import org.neurona.config.Setting;
import org.neurona.spi.RunningFit;

/**
 * Ends training when the loss is no finite number any more, and says in which layer that began. Keras'
 * {@code TerminateOnNaN}. By default it prints the message and stops; with {@code raiseError} it throws.
 *
 * <p>The step that failed is computed once more, layer by layer, to find the place. For that, while this callback is
 * there, a step whose loss is not finite leaves the weights as they were: what is left is the model before it.
 */
public final class TerminateOnNaN extends Callback {
  private static final Setting<Boolean> RAISE_ERROR = Setting.flag("raise_error", false);

  private RunningFit fit;

  /** The callback, which stops training without an exception. */
  public TerminateOnNaN() {
    super(List.of(RAISE_ERROR));
  }

  /** Returns a copy that throws an {@link ArithmeticException} out of {@code fit}, or prints and stops, the default. */
  public TerminateOnNaN raiseError(boolean raiseError) {
    return with(this, RAISE_ERROR, raiseError);
  }

  @Override
  public void onFit(RunningFit fit) {
    this.fit = fit;
    fit.guardWeights();
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
    String message = "NaN or Inf loss encountered at batch " + batch + ". Loss value: " + inPython(loss)
        + ". Terminating training immediately."
        + fit.firstNotFinite().map(place -> " First seen in " + place + ".").orElse("");
    if (get(RAISE_ERROR)) {
      throw new ArithmeticException(message);
    }
    System.out.println(message);
    model().stopTraining();
  }

  /** As Keras writes it. */
  private static String inPython(double loss) {
    return Double.isNaN(loss) ? "nan" : loss > 0 ? "inf" : "-inf";
  }
}
