package org.neurona.metrics;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.argMax;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.floor;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Tensor;

/**
 * What metrics have in common that compare where classes are and where they are said to be, pixel by pixel: the
 * intersection over the union of the two, {@code tp / (tp + fp + fn)}, of each class, and the mean over the classes
 * that count and occur. It comes from a confusion matrix that is summed over all batches. As in Keras 1e-7 is added to
 * the denominators.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class IoUMetric<M extends IoUMetric<M>> extends BaseMetric<M> {
  /** So many that the number of a cell of the matrix is exact in float32. */
  static final int MAX_CLASSES = 4096;
  private static final Setting<List<Integer>> TARGETS =
      Setting.integers("target_class_ids", "at least one integer >= 0", IoUMetric::isClasses, List.of(0, 1));
  private static final double EPSILON = 1e-7;
  /** Classes that occur less than that are left out, as in Keras. */
  private static final double NOTHING = 1e-9;

  IoUMetric(List<Setting<?>> settings) {
    super(settings);
  }

  /** Keras' {@code target_class_ids}, which must be given. */
  static Setting<List<Integer>> requiredTargets() {
    return Setting.required(TARGETS.key(), TARGETS.rule(), IoUMetric::isClasses, TARGETS.codec());
  }

  /** Keras' {@code target_class_ids}, by default the classes 0 and 1. */
  static Setting<List<Integer>> bothTargets() {
    return TARGETS;
  }

  private static boolean isClasses(List<Integer> value) {
    return value != null && !value.isEmpty() && value.stream().allMatch(one -> one >= 0);
  }

  static List<Integer> list(int... values) {
    return IntStream.of(values).boxed().toList();
  }

  /** The number of classes. */
  abstract int classes();

  /** The classes that count. */
  abstract List<Integer> counting();

  /** The class whose places don't count, or null. */
  Integer ignored() {
    return null;
  }

  /** The number of the class that each place is of. */
  abstract Tensor actual(Tensor yTrue);

  /** The number of the class that each place is said to be of. */
  abstract Tensor said(Tensor yPred);

  /** The numbers as they are, or the place of the largest along an axis. */
  final Tensor labels(Tensor y, boolean sparse, int axis) {
    return sparse ? y : argMax(LastAxis.moved(this, y, axis));
  }

  /**
   * The confusion matrix, row by row, counted with the weights of rows; and behind it how many places have numbers that
   * are those of no class.
   */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    requireTargetsInRange();
    Tensor said = said(yPred);
    Tensor actual = actual(yTrue);
    if (actual.shape().size() != said.shape().size()) {
      throw new IllegalArgumentException(className() + " expects as many labels in the targets as in the output. "
          + "Received: target.shape=" + yTrue.shape() + ", output.shape=" + yPred.shape());
    }
    Shape all = Shape.of(said.shape().size());
    Tensor weights = reshape(RowWeights.times(fill(1, said.shape()), sampleWeights), all);
    Tensor row = floor(reshape(actual, all));
    Tensor column = floor(reshape(said, all));
    if (ignored() != null) {
      Tensor kept = subtract(1, equal(row, constant(ignored())));
      row = multiply(row, kept);
      column = multiply(column, kept);
      weights = multiply(weights, kept);
    }
    int classes = classes();
    Tensor valid = multiply(inRange(row), inRange(column));
    Tensor cell = where(valid, add(multiply(row, classes), column), constant(classes * classes));
    return Tensor.of(new ScatterAdd(classes * classes + 1), cell, where(valid, weights, constant(1)));
  }

  private Tensor inRange(Tensor labels) {
    return multiply(greaterEqual(labels, 0), greater(constant(classes()), labels));
  }

  final void requireTargetsInRange() {
    for (int target : counting()) {
      if (target >= classes()) {
        throw new IllegalArgumentException(
            className() + ": Target class id " + target + " is out of range, which is [0, " + classes() + ")");
      }
    }
  }

  /**
   * The mean over the classes that count.
   *
   * @throws IllegalArgumentException if a label was that of no class
   */
  @Override
  public final double result(double[] totals) {
    int classes = classes();
    if (totals[classes * classes] > 0) {
      throw new IllegalArgumentException(className() + ": " + (long) totals[classes * classes]
          + " labels of targets or outputs are outside the valid range of [0, " + classes + ")");
    }
    double sum = 0;
    double occurring = 0;
    for (int target : counting()) {
      double union = -totals[target * classes + target];
      for (int i = 0; i < classes; i++) {
        union += totals[target * classes + i] + totals[i * classes + target];
      }
      sum += totals[target * classes + target] / (union + EPSILON);
      occurring += union > NOTHING ? 1 : 0;
    }
    return sum / (occurring + EPSILON);
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
