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

/** A metric that is the mean of a value for each row. Keras' {@code MeanMetricWrapper}. */
public abstract class MeanMetric extends Metric {
  /** A metric with these settings. */
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
    Tensor total;
    Tensor count;
    if (sampleWeights == null) {
      total = sum(values);
      count = fill(values.shape().size(), Shape.of(1));
    } else {
      Tensor weighted = multiply(Masks.withRank(values, sampleWeights.rank()),
          Masks.withRank(sampleWeights, values.rank()));
      total = sum(weighted);
      count = multiply(reshape(sum(sampleWeights), 1),
          (double) weighted.shape().size() / sampleWeights.shape().size());
    }
    return concatenate(List.of(reshape(total, 1), reshape(count, 1)), 0);
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
