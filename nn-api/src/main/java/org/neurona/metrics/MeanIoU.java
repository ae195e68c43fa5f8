package org.neurona.metrics;

/**
 * The mean over all classes that occur of the intersection over the union {@code tp / (tp + fp + fn)}. Keras'
 * {@code MeanIoU}.
 */
public final class MeanIoU extends LabelledIoU<MeanIoU> {
  /**
   * The metric for targets and outputs that are the numbers of classes.
   *
   * @param numClasses the number of classes
   * @throws IllegalArgumentException if there are none
   */
  public MeanIoU(int numClasses) {
    super(numClasses, SPARSE_Y_PRED, SPARSE_Y_TRUE);
  }

  /** Whether targets are the numbers of classes, rather than one-hot; true by default. */
  public boolean sparseYTrue() {
    return get(SPARSE_Y_TRUE);
  }

  /** Returns a copy for targets that are the numbers of classes, or, with false, one-hot. */
  public MeanIoU sparseYTrue(boolean sparse) {
    return with(this, SPARSE_Y_TRUE, sparse);
  }

  @Override
  boolean isSparseTarget() {
    return sparseYTrue();
  }
}
