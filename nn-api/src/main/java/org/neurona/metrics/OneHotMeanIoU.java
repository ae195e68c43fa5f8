package org.neurona.metrics;

/**
 * The mean over all classes that occur of the intersection over the union {@code tp / (tp + fp + fn)}, where targets
 * are one-hot and the largest output says the class. Keras' {@code OneHotMeanIoU}.
 */
public final class OneHotMeanIoU extends LabelledIoU<OneHotMeanIoU> {
  /**
   * The metric for one-hot targets and a score for each class.
   *
   * @param numClasses the number of classes
   * @throws IllegalArgumentException if there are none
   */
  public OneHotMeanIoU(int numClasses) {
    super(numClasses, DENSE_Y_PRED);
  }

  @Override
  boolean isSparseTarget() {
    return false;
  }
}
