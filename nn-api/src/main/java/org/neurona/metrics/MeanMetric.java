package org.neurona.metrics;

import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Masks;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * A metric that is the mean of a value for each row. Keras' {@code MeanMetricWrapper}.
 *
 * <pre>{@code
 * final class WithinOne extends MeanMetric<WithinOne> {
 *   WithinOne() {
 *     super(List.of());
 *   }
 *
 *   protected Tensor values(Tensor yTrue, Tensor yPred) {
 *     return mean(greater(1, abs(subtract(yPred, yTrue))), false, -1);
 *   }
 * }
 * }</pre>
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class MeanMetric<M extends MeanMetric<M>> extends BaseMetric<M> {
  /** A metric with the setting {@code name} and these. */
  protected MeanMetric(List<Setting<?>> settings) {
    super(settings);
  }

  /**
   * The value of each row, or of each place in it: the axes of {@code yPred} but the last.
   *
   * @param yTrue the targets, in the shape that {@link #align} gave them
   * @param yPred the model's output
   */
  protected abstract Tensor values(Tensor yTrue, Tensor yPred);

  /** The targets in the output's shape, with a last axis of length 1 added or dropped. */
  protected Tensor align(Tensor yTrue, Tensor yPred) {
    return Targets.like(yTrue, yPred);
  }

  /** The sum of the values and how many there are, or their weighted sum and the sum of the weights. */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor values = values(align(yTrue, yPred), yPred);
    if (sampleWeights == null) {
      return concatenate(List.of(reshape(sum(values), 1), fill(values.shape().size(), Shape.of(1))), 0);
    }
    if (values.rank() > 0 && values.dim(0) != sampleWeights.dim(0)) {
      throw new IllegalArgumentException(className() + ": sample weights need a value for each row. There are "
          + sampleWeights.dim(0) + " rows, and the values have shape " + values.shape());
    }
    Tensor weighted = multiply(Masks.withRank(values, sampleWeights.rank()),
        Masks.withRank(sampleWeights, values.rank()));
    double repeated = (double) weighted.shape().size() / sampleWeights.shape().size();
    return concatenate(
        List.of(reshape(sum(weighted), 1), multiply(reshape(sum(sampleWeights), 1), repeated)), 0);
  }

  @Override
  public boolean takesMask() {
    return true;
  }

  @Override
  public double result(double[] totals) {
    return totals[1] == 0 ? 0 : totals[0] / totals[1];
  }
}
