package org.neurona.losses;

import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.oneHot;
import static org.neurona.ops.Ops.sparseSoftmaxCrossEntropy;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * {@code -log(a[label])} over the last axis, for targets that are the numbers of classes, from 0. Keras'
 * {@code SparseCategoricalCrossentropy}. Targets have the output's axes but the last, or a last axis of length 1.
 * Behind a softmax, or with {@code fromLogits}, it is computed from the logits in one stable operation; other
 * outputs are divided by their sum and kept within 1e-7 of 0 and 1.
 */
public final class SparseCategoricalCrossentropy extends BaseLoss<SparseCategoricalCrossentropy> {
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Integer> IGNORE_CLASS = Setting.of("ignore_class", "an integer or null", value -> true,
      Setting.integer("ignore_class", 0).codec(), null);
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1).writtenWhenSet();

  /** The loss on probabilities, averaged over the batch. */
  public SparseCategoricalCrossentropy() {
    super(List.of(FROM_LOGITS, IGNORE_CLASS, AXIS));
  }

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /**
   * Returns a copy for outputs that are logits rather than probabilities. Outputs of a softmax are not: a warning says
   * so, and what went into it is taken.
   */
  public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
    return with(this, FROM_LOGITS, fromLogits);
  }

  /** The label of rows that don't count, or null, the default. */
  public Integer ignoreClass() {
    return get(IGNORE_CLASS);
  }

  /** Returns a copy in which rows with this label, mostly -1 or 255, don't count; null for none. */
  public SparseCategoricalCrossentropy ignoreClass(Integer ignoreClass) {
    return with(this, IGNORE_CLASS, ignoreClass);
  }

  /** The axis of the classes, counted from the end where negative; -1 by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy for outputs that have the classes along another axis; -1 by default. */
  public SparseCategoricalCrossentropy axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  public String name() {
    return "sparse_categorical_crossentropy";
  }

  @Override
  protected Tensor alignTargets(Tensor yTrue, Tensor yPred) {
    return Targets.labels(yTrue, Ops.moveToEnd(yPred, axis()));
  }

  /**
   * Labels must be whole numbers from 0 to the number of classes less one, or the class to ignore.
   *
   * @throws IllegalArgumentException if one is not
   */
  @Override
  public void checkTargets(float[] targets, int offset, int count, Shape output) {
    int classes = output.dim(axis());
    for (int i = offset; i < offset + count; i++) {
      float label = targets[i];
      if (ignoreClass() != null && label == ignoreClass()) {
        continue;
      }
      // NaN differs from everything, itself included.
      if (label != Math.rint(label)) {
        throw new IllegalArgumentException("Received a label value of " + label
            + " where sparse_categorical_crossentropy expects a whole number, the number of a class.");
      }
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException("Received a label value of "
            + (Float.isInfinite(label) ? Float.toString(label) : Long.toString((long) label))
            + " which is outside the valid range of [0, " + classes + ").");
      }
    }
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor output = Ops.moveToEnd(yPred, axis());
    if (ignoreClass() == null) {
      return ofLabels(yTrue, output);
    }
    // Ignored rows have label 0 in the meantime, and no loss.
    Tensor valid = valid(yTrue);
    return where(valid, ofLabels(multiply(yTrue, valid), output), Ops.constant(0));
  }

  @Override
  protected Tensor counted(Tensor yTrue, Tensor losses) {
    return ignoreClass() == null ? null : valid(yTrue);
  }

  private Tensor valid(Tensor labels) {
    return subtract(1, equal(labels, Ops.constant(ignoreClass())));
  }

  private Tensor ofLabels(Tensor labels, Tensor output) {
    Tensor logits = Logits.ofSoftmax(this, output, fromLogits());
    if (logits != null) {
      return sparseSoftmaxCrossEntropy(logits, labels);
    }
    Tensor targets = oneHot(labels, output.dim(-1));
    return negative(sum(multiply(targets, log(Probabilities.normalized(output))), false, -1));
  }
}
