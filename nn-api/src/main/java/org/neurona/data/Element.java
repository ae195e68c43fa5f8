package org.neurona.data;

import java.util.List;
import java.util.Objects;
import org.neurona.NDArray;

/**
 * What a {@link Dataset} is made of, as arrays: one row, or, where the data comes in batches, one batch, whose arrays
 * have the rows as their first axis. What TensorFlow's {@code tf.data} has as a tuple {@code (x, y, sample_weight)}.
 *
 * @param xs an array for each input of the model
 * @param ys an array for each output of the model; empty where there are no targets
 * @param sampleWeight how much the row counts, a scalar, or the weight of each row of a batch; null where every row
 *     counts the same
 */
public record Element(List<NDArray> xs, List<NDArray> ys, NDArray sampleWeight) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if {@code xs} is empty
   */
  public Element {
    xs = List.copyOf(xs);
    ys = List.copyOf(ys);
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("An element needs at least one input array");
    }
  }

  /** An element without a target, for prediction. */
  public static Element of(NDArray x) {
    return new Element(List.of(x), List.of(), null);
  }

  /** An element with a target. */
  public static Element of(NDArray x, NDArray y) {
    return new Element(List.of(x), List.of(y), null);
  }

  /** An element with a target and a weight. */
  public static Element of(NDArray x, NDArray y, NDArray sampleWeight) {
    return new Element(List.of(x), List.of(y), Objects.requireNonNull(sampleWeight, "sampleWeight"));
  }

  /** The first input. */
  public NDArray x() {
    return xs.get(0);
  }

  /**
   * The first target.
   *
   * @throws IllegalStateException if there is none
   */
  public NDArray y() {
    if (ys.isEmpty()) {
      throw new IllegalStateException("This element has no targets");
    }
    return ys.get(0);
  }

  /** Returns a copy with this as its only input. */
  public Element withX(NDArray x) {
    return new Element(List.of(x), ys, sampleWeight);
  }

  /** Returns a copy with this as its only target. */
  public Element withY(NDArray y) {
    return new Element(xs, List.of(y), sampleWeight);
  }

  /** Returns a copy with another weight, or none: null. */
  public Element withSampleWeight(NDArray sampleWeight) {
    return new Element(xs, ys, sampleWeight);
  }

  /** A batch as arrays. */
  static Element of(Batch batch) {
    return new Element(batch.x().stream().map(Rows::toArray).toList(), batch.y().stream().map(Rows::toArray).toList(),
        batch.sampleWeights() == null ? null : batch.sampleWeights().toArray());
  }

  /** One row of a batch. */
  Element row(int row) {
    return new Element(xs.stream().map(array -> array.row(row)).toList(),
        ys.stream().map(array -> array.row(row)).toList(), sampleWeight == null ? null : sampleWeight.row(row));
  }
}
