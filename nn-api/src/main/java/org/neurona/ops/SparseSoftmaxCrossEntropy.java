package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * {@code -logSoftmax(z)[label]} along the last axis, for logits z and whole-number labels, as one stable operation; NaN
 * for a label that is NaN or out of range.
 */
public record SparseSoftmaxCrossEntropy() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape logits = Axes.requireRank("sparseSoftmaxCrossEntropy", inputs.get(0), 1);
    Shape rows = logits.slice(0, logits.rank() - 1);
    if (!rows.isCompatibleWith(inputs.get(1))) {
      throw new IllegalArgumentException("Arguments target and output must have the same shape up until the last "
          + "dimension. Received: target.shape=" + inputs.get(1) + ", output.shape=" + logits);
    }
    return List.of(rows);
  }
}
