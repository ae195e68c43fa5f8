package org.neurona.metrics;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What intersections over unions of any number of classes have in common.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class LabelledIoU<M extends LabelledIoU<M>> extends IoUMetric<M> {
  static final Setting<Boolean> SPARSE_Y_TRUE = Setting.flag("sparse_y_true", true);
  static final Setting<Boolean> SPARSE_Y_PRED = Setting.flag("sparse_y_pred", true);
  /** The same where targets are one-hot, and outputs a score for each class. */
  static final Setting<Boolean> DENSE_Y_PRED = Setting.flag("sparse_y_pred", false);
  private static final Setting<Integer> NUM_CLASSES = Setting.required("num_classes",
      "an integer in [1, " + MAX_CLASSES + "]", value -> value != null && value >= 1 && value <= MAX_CLASSES,
      Setting.integer("num_classes", 0).codec());
  private static final Setting<Integer> IGNORE_CLASS = Setting.of("ignore_class", "an integer or null", value -> true,
      Setting.integer("ignore_class", 0).codec(), null);

  private final Setting<Boolean> sparseYPred;

  LabelledIoU(int numClasses, Setting<Boolean> sparseYPred, Setting<?>... own) {
    super(Setting.joined(List.of(NUM_CLASSES, IGNORE_CLASS, sparseYPred, LastAxis.AXIS), List.of(own)));
    this.sparseYPred = sparseYPred;
    set(NUM_CLASSES, numClasses);
  }

  /** The number of classes. */
  public final int numClasses() {
    return get(NUM_CLASSES);
  }

  /** The class whose places don't count, or null, the default, for none. */
  public final Integer ignoreClass() {
    return get(IGNORE_CLASS);
  }

  /** Returns a copy that leaves places out whose target is this number, often -1 or 255; null for none. */
  public final M ignoreClass(Integer ignoreClass) {
    return with(self(), IGNORE_CLASS, ignoreClass);
  }

  /** Whether outputs are the numbers of classes, rather than a score for each. */
  public final boolean sparseYPred() {
    return get(sparseYPred);
  }

  /** Returns a copy for outputs that are the numbers of classes, or, with false, a score for each. */
  public final M sparseYPred(boolean sparse) {
    return with(self(), sparseYPred, sparse);
  }

  /** The axis of the classes where there is a score for each; -1 by default. */
  public final int axis() {
    return get(LastAxis.AXIS);
  }

  /** Returns a copy for classes along another axis. */
  public final M axis(int axis) {
    return with(self(), LastAxis.AXIS, axis);
  }

  @Override
  final int classes() {
    return numClasses();
  }

  @Override
  List<Integer> counting() {
    return IntStream.range(0, numClasses()).boxed().toList();
  }

  @Override
  final Integer ignored() {
    return ignoreClass();
  }

  /** Whether targets are the numbers of classes, rather than one-hot. */
  abstract boolean isSparseTarget();

  @Override
  final Tensor actual(Tensor yTrue) {
    return labels(yTrue, isSparseTarget(), axis());
  }

  @Override
  final Tensor said(Tensor yPred) {
    return labels(yPred, sparseYPred(), axis());
  }
}
