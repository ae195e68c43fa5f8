package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;

/**
 * The intersection over the union {@code tp / (tp + fp + fn)} of a class, or the mean over some classes, of those that
 * occur, where targets are one-hot and the largest output says the class. Keras' {@code OneHotIoU}.
 */
public final class OneHotIoU extends LabelledIoU<OneHotIoU> {
  private static final Setting<List<Integer>> TARGET_CLASS_IDS = requiredTargets();

  /**
   * The metric for one-hot targets and a score for each class.
   *
   * @param numClasses the number of classes
   * @param targetClassIds the classes whose mean is taken
   * @throws IllegalArgumentException if there are none, or a class is out of range
   */
  public OneHotIoU(int numClasses, int... targetClassIds) {
    super(numClasses, DENSE_Y_PRED, TARGET_CLASS_IDS);
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

  @Override
  boolean isSparseTarget() {
    return false;
  }
}
