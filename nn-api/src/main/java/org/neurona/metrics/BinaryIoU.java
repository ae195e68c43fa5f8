package org.neurona.metrics;

import static org.neurona.ops.Ops.greaterEqual;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * The intersection over the union {@code tp / (tp + fp + fn)} of the classes 0 and 1, or the mean of both, where
 * outputs of at least a threshold say 1. Keras' {@code BinaryIoU}; both classes and threshold 0.5 by default.
 */
public final class BinaryIoU extends IoUMetric<BinaryIoU> {
  private static final Setting<List<Integer>> TARGET_CLASS_IDS = bothTargets();
  private static final Setting<Double> THRESHOLD = Setting.number("threshold", 0.5);

  /** The mean over both classes with threshold 0.5. */
  public BinaryIoU() {
    super(List.of(TARGET_CLASS_IDS, THRESHOLD));
  }

  /** The classes whose mean is taken; 0 and 1 by default. */
  public List<Integer> targetClassIds() {
    return get(TARGET_CLASS_IDS);
  }

  /** Returns a copy for one class: 0, 1, or both. */
  public BinaryIoU targetClassIds(int... targetClassIds) {
    BinaryIoU copy = with(this, TARGET_CLASS_IDS, list(targetClassIds));
    copy.requireTargetsInRange();
    return copy;
  }

  /** From which on an output says 1; 0.5 by default. */
  public double threshold() {
    return get(THRESHOLD);
  }

  /** Returns a copy with another threshold: 0 for outputs that are logits. */
  public BinaryIoU threshold(double threshold) {
    return with(this, THRESHOLD, threshold);
  }

  @Override
  int classes() {
    return 2;
  }

  @Override
  List<Integer> counting() {
    return targetClassIds();
  }

  @Override
  Tensor actual(Tensor yTrue) {
    return yTrue;
  }

  @Override
  Tensor said(Tensor yPred) {
    return greaterEqual(yPred, threshold());
  }
}
