package org.neurona.losses;

import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * How far predictions are from targets. A loss writes the formula for one row; the reduction to one number, sample
 * weights and the gradient follow.
 */
public abstract class Loss extends Configurable {
  private static final Setting<String> REDUCTION =
      Setting.oneOf("reduction", "sum_over_batch_size", "sum_over_batch_size", "sum", "mean");

  /** A loss with the setting {@code reduction} and these. */
  protected Loss(List<Setting<?>> settings) {
    super(Stream.concat(Stream.of(REDUCTION), settings.stream()).toList());
  }

  /** How the rows' losses become one: {@code sum_over_batch_size} (their mean) or {@code sum}. */
  public final String reduction() {
    return get(REDUCTION);
  }

  /** Returns a copy with another reduction: {@code sum_over_batch_size}, {@code mean} (the same) or {@code sum}. */
  public Loss reduction(String reduction) {
    return with(this, REDUCTION, reduction);
  }

  /** The name under which Keras' logs know the loss: {@code mean_squared_error}. */
  public abstract String name();

  /**
   * The loss of each row.
   *
   * @param yTrue the targets, of the rank that {@link #alignTargets} gave them
   * @param yPred the model's output
   * @return a tensor with the axes of {@code yPred} but the last
   */
  protected abstract Tensor call(Tensor yTrue, Tensor yPred);

  /**
   * The targets in the shape of the output: a last axis of length 1 is added or dropped where only that differs. Losses
   * that take other targets override it.
   *
   * @throws IllegalArgumentException if the shapes differ otherwise
   */
  protected Tensor alignTargets(Tensor yTrue, Tensor yPred) {
    return Targets.like(yTrue, yPred);
  }

  /**
   * Says what is wrong with target values, before they are trained on; nothing unless a loss overrides it.
   *
   * @param targets targets in an array
   * @param offset where they start
   * @param count how many numbers
   * @param output the shape of the model's output
   * @throws IllegalArgumentException if a value can't be a target
   */
  public void checkTargets(float[] targets, int offset, int count, Shape output) {}

  /**
   * The loss of a batch as one number.
   *
   * @param sampleWeights a weight for each row, or null
   */
  public final Tensor batchLoss(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor rows = call(alignTargets(yTrue, yPred), yPred);
    if (sampleWeights != null) {
      int[] ones = IntStream.range(0, rows.rank()).map(axis -> axis == 0 ? rows.dim(0) : 1).toArray();
      Tensor weighted = multiply(rows, reshape(sampleWeights, ones));
      return reduction().equals("sum") ? sum(weighted) : mean(weighted);
    }
    return reduction().equals("sum") ? sum(rows) : mean(rows);
  }
}
