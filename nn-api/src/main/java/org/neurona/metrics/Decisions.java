package org.neurona.metrics;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.argMax;
import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.floor;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.oneHot;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.slice;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * Targets that are 0 or 1, and scores that say 1 where they are above a threshold: every number of the output is a
 * decision of its own. Keras' {@code update_confusion_matrix_variables}, by another way: each decision is put where it
 * belongs by how many thresholds its score is above, so that the counts at all thresholds take one pass.
 *
 * @param owner the metric, for messages
 * @param isOne 1 where the target is not 0, else 0
 * @param scores the outputs, of the same shape
 * @param weights what each decision counts, of the same shape
 */
record Decisions(Metric owner, Tensor isOne, Tensor scores, Tensor weights) {
  /** Keras' {@code class_id}: the one class that counts, or null for all. */
  static final Setting<Integer> CLASS_ID = Setting.of("class_id", "an integer >= 0 or null",
      value -> value == null || value >= 0, Setting.integer("class_id", 0).codec(), null);
  /** Keras' {@code NEG_INF}, the score of what is not among the best. */
  static final double LOWEST = -1e10;
  /** What float32 counts in steps of 1. */
  private static final int MAX_COUNTS = 1 << 24;

  /** The decisions of a batch; targets of other numbers than 0 count as 1, as in Keras. */
  static Decisions of(Metric owner, Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor isOne = subtract(1, equal(Targets.like(yTrue, yPred), constant(0)));
    return new Decisions(owner, isOne, yPred, RowWeights.times(fill(1, yPred.shape()), sampleWeights));
  }

  /** The decisions about one class, or all of them for null. */
  Decisions onlyClass(Integer classId) {
    if (classId == null) {
      return this;
    }
    requireClasses("classId", classId, classId + 1);
    return new Decisions(owner, slice(isOne, -1, classId, 1), slice(scores, -1, classId, 1),
        slice(weights, -1, classId, 1));
  }

  /** The same decisions where only the k best scores along the last axis can say 1; all of them for null. */
  Decisions onlyTop(Integer k) {
    if (k == null) {
      return this;
    }
    requireClasses("topK", k, k);
    int classes = scores.dim(-1);
    Tensor best = oneHot(argMax(scores), classes);
    for (int i = 1; i < k; i++) {
      best = add(best, oneHot(argMax(where(best, constant(Double.NEGATIVE_INFINITY), scores)), classes));
    }
    return new Decisions(owner, isOne, where(best, scores, constant(LOWEST)), weights);
  }

  private void requireClasses(String setting, int value, int least) {
    if (scores.rank() < 2 || scores.dim(-1) < least) {
      throw new IllegalArgumentException(owner.className() + ": " + setting + "=" + value + " expects an output with "
          + "at least " + least + " classes along its last axis, got shape " + scores.shape());
    }
  }

  /** The same decisions, each also counting what its place on the last axis counts; as they are for null. */
  Decisions labelWeights(List<Double> labelWeights) {
    if (labelWeights == null) {
      return this;
    }
    requireLabels("labelWeights", labelWeights.size());
    return new Decisions(owner, isOne, scores, multiply(weights, constant(numbers(labelWeights))));
  }

  /** Fails unless the last axis has this length. */
  void requireLabels(String setting, int labels) {
    if (scores.rank() < 1 || scores.dim(-1) != labels) {
      throw new IllegalArgumentException(owner.className() + ": " + setting + " is for " + labels
          + " labels, but the output has shape " + scores.shape());
    }
  }

  /** How many of these thresholds each score is above. */
  Tensor exceeded(List<Double> thresholds) {
    Tensor exceeded = greater(scores, thresholds.get(0));
    for (double threshold : thresholds.subList(1, thresholds.size())) {
      exceeded = add(exceeded, greater(scores, threshold));
    }
    return exceeded;
  }

  /** How many of so many thresholds, evenly spaced from 0 to 1, each score is above. */
  Tensor exceededOfEven(int thresholds) {
    // Above i / (n - 1) for all i below p (n - 1): their number is that rounded up, Keras' bucket.
    return negative(floor(negative(multiply(clip(scores, 0, 1), thresholds - 1.0))));
  }

  /**
   * The zeros by how many thresholds their scores are above, and behind them the ones, each by weight: a row of
   * {@code 2 (thresholds + 1)} numbers.
   */
  Tensor counted(Tensor exceeded, int thresholds) {
    return scattered(cell(exceeded, thresholds), requireExact(1, thresholds));
  }

  /** The same for each label, which are the places on the last axis, one after the other. */
  Tensor countedByLabel(Tensor exceeded, int thresholds) {
    int labels = scores.dim(-1);
    int all = requireExact(labels, thresholds);
    double[] starts = new double[labels];
    for (int i = 0; i < labels; i++) {
      starts[i] = (double) i * all / labels;
    }
    return scattered(add(cell(exceeded, thresholds), constant(NDArray.of(starts))), all);
  }

  private Tensor cell(Tensor exceeded, int thresholds) {
    return add(multiply(isOne, thresholds + 1), exceeded);
  }

  private Tensor scattered(Tensor cells, int counts) {
    Shape all = Shape.of(scores.shape().size());
    return Tensor.of(new ScatterAdd(counts), reshape(cells, all), reshape(weights, all));
  }

  private int requireExact(int labels, int thresholds) {
    long counts = 2L * labels * (thresholds + 1L);
    if (counts > MAX_COUNTS) {
      throw new IllegalArgumentException(owner.className() + ": " + thresholds + " thresholds for " + labels
          + " labels are more than can be counted exactly");
    }
    return (int) counts;
  }

  private static NDArray numbers(List<Double> values) {
    return NDArray.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
