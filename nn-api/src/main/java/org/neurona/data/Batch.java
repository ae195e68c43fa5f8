package org.neurona.data;

import java.util.List;

/**
 * What one step trains or evaluates on: the same number of rows of each input and each target.
 *
 * @param x one entry for each input of the model
 * @param y one entry for each output of the model; empty for prediction
 * @param sampleWeights a weight for each row, or null where every row counts the same
 */
public record Batch(List<Rows> x, List<Rows> y, Rows sampleWeights) {
  public Batch {
    x = List.copyOf(x);
    y = List.copyOf(y);
    if (x.isEmpty()) {
      throw new IllegalArgumentException("A batch needs at least one input");
    }
  }

  /** How many rows. */
  public int size() {
    return x.get(0).count();
  }
}
