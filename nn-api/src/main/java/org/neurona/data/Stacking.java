package org.neurona.data;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;

/** Elements made into batches. All must be of the kind of the first; messages name the one that is not. */
final class Stacking {
  private final String what;
  private Element first;
  private BatchBuffer buffer;
  private int rows;
  private long elements;

  /**
   * Stacks the elements of one pass.
   *
   * @param what where they come from, for messages: {@code from}
   */
  Stacking(String what) {
    this.what = what;
  }

  /** Puts a row behind those that are there. */
  void add(Element element, int batchSize) {
    check(element, 0);
    Batch row = batch(element, true);
    buffer = rows == 0 ? BatchBuffer.reuse(buffer, row, batchSize) : buffer;
    buffer.store(rows++, row, 0, 1);
  }

  /** The rows that were added since the last time. */
  Batch take() {
    Batch batch = buffer.batch(null, 0, rows);
    rows = 0;
    return batch;
  }

  /** An element that is a batch. */
  Batch batch(Element element) {
    check(element, 1);
    return batch(element, false);
  }

  private static Batch batch(Element element, boolean row) {
    return new Batch(rows(element.xs(), row), rows(element.ys(), row),
        element.sampleWeight() == null ? null : rows(element.sampleWeight(), row));
  }

  private static List<Rows> rows(List<NDArray> arrays, boolean row) {
    return arrays.stream().map(array -> rows(array, row)).toList();
  }

  private static Rows rows(NDArray array, boolean row) {
    return Rows.all(row ? array.reshape(array.shape().prepend(1).dims()) : array);
  }

  /** Fails unless an element is as the first was, from an axis on. */
  private void check(Element element, int fromAxis) {
    if (element == null) {
      throw new IllegalArgumentException(what + ": element " + elements + " is null");
    }
    if (first == null) {
      first = element;
    }
    check("x", element.xs(), first.xs(), fromAxis);
    check("y", element.ys(), first.ys(), fromAxis);
    check("sampleWeight", weights(element), weights(first), fromAxis);
    if (element.sampleWeight() != null && element.sampleWeight().shape().rank() != fromAxis) {
      throw new IllegalArgumentException(what + ": element " + elements + ": `sampleWeight` must be "
          + (fromAxis == 0 ? "a scalar" : "one value for each row") + ", got shape " + element.sampleWeight().shape());
    }
    if (fromAxis == 1) {
      checkRows(element);
    }
    elements++;
  }

  private static List<NDArray> weights(Element element) {
    return element.sampleWeight() == null ? List.of() : List.of(element.sampleWeight());
  }

  private void check(String argument, List<NDArray> got, List<NDArray> expected, int fromAxis) {
    if (got.size() != expected.size()) {
      throw new IllegalArgumentException(what + ": element " + elements + " has " + got.size() + " arrays as `"
          + argument + "`, expected " + expected.size() + " as in element 0");
    }
    for (int i = 0; i < got.size(); i++) {
      Shape shape = got.get(i).shape();
      Shape wanted = expected.get(i).shape();
      String name = "`" + argument + "`" + (got.size() == 1 ? "" : " " + i);
      if (shape.rank() < fromAxis) {
        throw new IllegalArgumentException(what + ": element " + elements + ": " + name
            + " must have rows (a first axis), got the scalar " + got.get(i));
      }
      if (shape.rank() != wanted.rank()
          || !shape.slice(fromAxis, shape.rank()).equals(wanted.slice(fromAxis, wanted.rank()))) {
        throw new IllegalArgumentException(what + ": element " + elements + ": " + name + " has shape " + shape
            + ", expected " + (fromAxis == 0 ? wanted : wanted.withDim(0, Shape.UNKNOWN)) + " as in element 0");
      }
      if (got.get(i).dtype() != expected.get(i).dtype() || got.get(i).scale() != expected.get(i).scale()) {
        throw new IllegalArgumentException(what + ": element " + elements + ": " + name + " is "
            + kind(got.get(i)) + ", expected " + kind(expected.get(i)) + " as in element 0; convert with astype");
      }
    }
  }

  private static String kind(NDArray array) {
    return array.scale() == 1 ? array.dtype().toString() : array.dtype() + " scaled by " + array.scale();
  }

  private void checkRows(Element batch) {
    int count = batch.x().shape().dim(0);
    for (List<NDArray> arrays : List.of(batch.xs(), batch.ys(), weights(batch))) {
      for (NDArray array : arrays) {
        if (array.shape().dim(0) != count) {
          throw new IllegalArgumentException(what + ": element " + elements + " has arrays of " + count + " and of "
              + array.shape().dim(0) + " rows");
        }
      }
    }
    if (count == 0) {
      throw new IllegalArgumentException(what + ": element " + elements + " is a batch without rows");
    }
  }
}
