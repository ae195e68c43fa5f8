package org.neurona.metrics;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * Keras' {@code "accuracy"}: binary accuracy where the output has one number, sparse categorical accuracy where targets
 * are the numbers of classes, else categorical accuracy.
 */
public final class AccuracyByTarget extends Metric {
  /** The metric. */
  public AccuracyByTarget() {
    super(List.of());
  }

  @Override
  public String className() {
    return "accuracy";
  }

  @Override
  protected String defaultName() {
    return "accuracy";
  }

  @Override
  public Metric resolve(Shape target, Shape output) {
    if (output.dim(-1) == 1) {
      return new BinaryAccuracy();
    }
    return target.rank() < output.rank() || target.dim(-1) == 1
        ? new SparseCategoricalAccuracy() : new CategoricalAccuracy();
  }

  @Override
  public Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    return resolve(yTrue.shape(), yPred.shape()).statistics(yTrue, yPred, sampleWeights);
  }

  @Override
  public double result(double[] totals) {
    return new CategoricalAccuracy().result(totals);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
