package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;

/**
 * The intersection over the union {@code tp / (tp + fp + fn)} of a class, or the mean over some classes, of those that
 * occur. Keras' {@code IoU}.
 */
public final class IoU extends LabelledIoU<IoU> {
  private static final Setting<List<Integer>> TARGET_CLASS_IDS = requiredTargets();

  /**
   * The metric for targets and outputs that are the numbers of classes.
   *
   * @param numClasses the number of classes
   * @param targetClassIds the classes whose mean is taken
   * @throws IllegalArgumentException if there are none, or a class is out of range
   */
  public IoU(int numClasses, int... targetClassIds) {
    super(numClasses, SPARSE_Y_PRED, TARGET_CLASS_IDS, SPARSE_Y_TRUE);
    set(TARGET_CLASS_IDS, list(targetClassIds));
    requireTargetsInRange();
  }

  /** The classes whose mean is taken. */
  public List<Integer> targetClassIds() {
    return get(TARGET_CLASS_IDS);
  }

  @Override
  List<Integer> counting() {
    return targetClassIds();
  }

  /** Whether targets are the numbers of classes, rather than one-hot; true by default. */
  public boolean sparseYTrue() {
    return get(SPARSE_Y_TRUE);
  }

  /** Returns a copy for targets that are the numbers of classes, or, with false, one-hot. */
  public IoU sparseYTrue(boolean sparse) {
    return with(this, SPARSE_Y_TRUE, sparse);
  }

  @Override
  boolean isSparseTarget() {
    return sparseYTrue();
  }
}
