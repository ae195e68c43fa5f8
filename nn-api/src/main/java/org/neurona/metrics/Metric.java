package org.neurona.metrics;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * A number that says how good predictions are. A metric writes, for each batch, a few statistics that add up over
 * batches (a sum and a count, hits by class ...), and, at the end, the number that follows from their totals.
 */
public abstract class Metric extends Configurable {
  /** A metric with these settings. */
  protected Metric(List<Setting<?>> settings) {
    super(settings);
  }

  /** The name under which an epoch's logs have it: {@code mean_absolute_error}. */
  public abstract String name();

  /**
   * The metric that this one stands for when a model's shapes are known; itself, except for {@code accuracy} and its
   * like.
   *
   * @param target the shape of the targets
   * @param output the shape of the model's output
   */
  public Metric resolve(Shape target, Shape output) {
    return this;
  }

  /**
   * The statistics of a batch.
   *
   * @param yTrue the targets
   * @param yPred the model's output
   * @param sampleWeights a weight for each row, or for each step of it where {@link #takesMask}; or null
   * @return a tensor of rank 1, of the same length for every batch
   */
  public abstract Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights);

  /**
   * Whether the weights may be those of steps, {@code (batch, time)}, so that the mask of an output can be among them.
   * As in Keras, for means; others count masked steps too.
   */
  public boolean takesMask() {
    return false;
  }

  /** The number that follows from the statistics' totals over all batches. */
  public abstract double result(double[] totals);

  /** Whether a larger number is better; for callbacks whose mode is {@code auto}. */
  public boolean largerIsBetter() {
    return false;
  }
}
