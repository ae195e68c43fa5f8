package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What metrics have in common that look for the threshold where one ratio is as large as asked for and another is
 * largest; 0 where there is none. Keras' {@code SensitivitySpecificityBase}: 200 thresholds, evenly spaced from 0 to 1,
 * or 0.5 where there is one alone.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class BestUnderConstraint<M extends BestUnderConstraint<M>> extends BaseMetric<M> {
  private static final Setting<Integer> NUM_THRESHOLDS = Setting.positiveInt("num_thresholds", 200);

  private final Setting<Double> least;

  BestUnderConstraint(Setting<Double> least, double value) {
    super(List.of(least, NUM_THRESHOLDS, Decisions.CLASS_ID));
    this.least = least;
    set(least, value);
  }

  /** The setting of what the first ratio must at least be. */
  static Setting<Double> least(String key) {
    return Setting.required(key, "a number in [0, 1]", value -> value != null && value >= 0 && value <= 1,
        Setting.number(key, 0).codec());
  }

  /** The number of thresholds; 200 by default. */
  public final int numThresholds() {
    return get(NUM_THRESHOLDS);
  }

  /** Returns a copy with another number of thresholds. */
  public final M numThresholds(int numThresholds) {
    return with(self(), NUM_THRESHOLDS, numThresholds);
  }

  /** The class whose decisions count, or null, the default, for all. */
  public final Integer classId() {
    return get(Decisions.CLASS_ID);
  }

  /** Returns a copy for which only decisions about one class count: a place on the last axis, or null for all. */
  public final M classId(Integer classId) {
    return with(self(), Decisions.CLASS_ID, classId);
  }

  /** The ones and zeros by how many thresholds their outputs are above, counted with the weights of rows. */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Decisions decisions = Decisions.of(this, yTrue, yPred, sampleWeights).onlyClass(classId());
    int thresholds = numThresholds();
    return decisions.counted(
        thresholds == 1 ? decisions.exceeded(List.of(0.5)) : decisions.exceededOfEven(thresholds), thresholds);
  }

  @Override
  public final double result(double[] totals) {
    ConfusionCounts counts = ConfusionCounts.of(totals, 0, numThresholds());
    double best = 0;
    for (int i = 0; i < numThresholds(); i++) {
      if (constrained(counts, i) >= get(least)) {
        best = Math.max(best, sought(counts, i));
      }
    }
    return best;
  }

  /** The ratio that must be large enough. */
  abstract double constrained(ConfusionCounts counts, int threshold);

  /** The ratio whose largest value is the result. */
  abstract double sought(ConfusionCounts counts, int threshold);

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
