package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * {@code -sum(t * logSoftmax(z))} along the last axis, for logits z and target probabilities t, as one stable operation.
 */
public record SoftmaxCrossEntropy() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape logits = Axes.requireRank("softmaxCrossEntropy", inputs.get(0), 1);
    if (!logits.isCompatibleWith(inputs.get(1))) {
      throw new IllegalArgumentException("Arguments target and output must have the same shape. Received: target.shape="
          + inputs.get(1) + ", output.shape=" + logits);
    }
    return List.of(logits.slice(0, logits.rank() - 1));
  }
}
