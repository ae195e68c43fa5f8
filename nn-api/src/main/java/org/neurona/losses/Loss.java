package org.neurona.losses;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.ops.Masks;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * How far predictions are from targets. A loss writes the formula for one row; the reduction to one number, sample
 * weights and the gradient follow.
 */
public abstract class Loss extends Configurable {
  private static final List<Setting<?>> CARRIED =
      List.of(Setting.carried("name"), Setting.carried("dtype"), Setting.carried("fn"));
  /** Keras' {@code epsilon()}. */
  static final double EPSILON = 1e-7;

  /** A loss with the setting {@code reduction} and these. */
  protected Loss(List<Setting<?>> settings) {
    super(Stream.of(List.of(Reduction.SETTING), settings, CARRIED).<Setting<?>>flatMap(List::stream).toList());
  }

  /** How the rows' losses become one: {@code sum_over_batch_size} (their mean), {@code sum} ... */
  public final String reduction() {
    return get(Reduction.SETTING) == null ? Reduction.NONE : get(Reduction.SETTING);
  }

  /**
   * Returns a copy with another reduction: {@code sum_over_batch_size}, {@code mean} (the same),
   * {@code mean_with_sample_weight} (the weighted sum divided by the sum of the weights), {@code sum}, or {@code none}:
   * {@link #rowLosses} are not reduced, so that training minimizes their sum and logs show their mean, as Keras does on
   * TensorFlow.
   */
  public Loss reduction(String reduction) {
    return with(this, Reduction.SETTING, reduction);
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
   * Which losses count, of those that {@link #call} gave: 1 for each that does and 0 for those that a mean is not to be
   * divided by; null for all, unless a loss overrides it.
   *
   * @param yTrue the targets, of the rank that {@link #alignTargets} gave them
   * @param losses what {@link #call} gave
   */
  protected Tensor counted(Tensor yTrue, Tensor losses) {
    return null;
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
    return batchLoss(yTrue, yPred, sampleWeights, null);
  }

  /**
   * The loss of a batch as one number, in which masked steps don't count: a mean is that over the others.
   *
   * @param sampleWeights a weight for each row, or null
   * @param mask the mask of {@code yPred}: 1 where a step counts and 0 where it does not, or null
   */
  public final Tensor batchLoss(Tensor yTrue, Tensor yPred, Tensor sampleWeights, Tensor mask) {
    Tensor targets = alignTargets(yTrue, yPred);
    Tensor rows = call(targets, yPred);
    Tensor counted = Masks.weights(mask, counted(targets, rows));
    if (sampleWeights == null && counted == null) {
      return Reduction.of(reduction(), rows);
    }
    boolean byCount = reduction().equals(Reduction.MEAN) || reduction().equals(Reduction.SUM_OVER_BATCH_SIZE);
    Tensor weights = Masks.weights(sampleWeights, counted != null && byCount ? timesTotal(counted) : counted);
    // A loss that is one number for the whole batch has no axis for the weights: each row has its share of it.
    Tensor weighted = multiply(Masks.withRank(rows, weights.rank()), Masks.withRank(weights, rows.rank()));
    if (reduction().equals(Reduction.MEAN_WITH_SAMPLE_WEIGHT)) {
      double repeated = (double) weighted.shape().size() / weights.shape().size();
      return divide(sum(weighted), orOne(multiply(sum(weights), repeated)));
    }
    return Reduction.of(reduction(), weighted);
  }

  /** A mask times the number of steps by that of those which count, so that a mean over all is one over these. */
  private static Tensor timesTotal(Tensor mask) {
    return multiply(mask, divide(constant(mask.shape().size()), orOne(sum(mask))));
  }

  private static Tensor orOne(Tensor divisor) {
    return where(greater(abs(divisor), 0), divisor, constant(1));
  }

  /**
   * The loss of each row, before it is reduced: the output's axes but the last.
   *
   * @throws IllegalArgumentException if the targets don't fit the output
   */
  public final Tensor rowLosses(Tensor yTrue, Tensor yPred) {
    return call(alignTargets(yTrue, yPred), yPred);
  }

  /**
   * A loss of one's own, with no backward code. It is code, so a model that is compiled with it can't be saved with its
   * compile settings: for that, make it a class that extends Loss.
   *
   * @param name the name under which errors and logs know it
   * @param function the loss of each row, from targets and outputs of one shape: the output's axes but the last
   */
  public static Loss of(String name, BinaryOperator<Tensor> function) {
    return new FunctionLoss(name, function);
  }
}
