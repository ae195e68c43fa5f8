package org.neurona.data;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What one step trains or evaluates on: the same number of rows of each input and each target. What a pass over data
 * gives out holds until the pass is asked for more.
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

  /**
   * Some of these rows, {@code count} from the {@code first} on, not copied.
   *
   * @throws IndexOutOfBoundsException if they are not all there
   */
  public Batch part(int first, int count) {
    return first == 0 && count == size() ? this : new Batch(x.stream().map(rows -> rows.part(first, count)).toList(),
        y.stream().map(rows -> rows.part(first, count)).toList(),
        sampleWeights == null ? null : sampleWeights.part(first, count));
  }

  /** The same rows as arrays, which hold for ever. */
  Batch kept() {
    return new Batch(x.stream().map(rows -> Rows.all(rows.toArray())).toList(),
        y.stream().map(rows -> Rows.all(rows.toArray())).toList(),
        sampleWeights == null ? null : Rows.all(sampleWeights.toArray()));
  }

  /** What its rows look like, for messages: {@code x (4,) float32; y () int32}. */
  String kind() {
    return "x " + kind(x) + (y.isEmpty() ? "" : "; y " + kind(y)) + (sampleWeights == null ? "" : "; weights");
  }

  private static String kind(List<Rows> all) {
    return all.stream().map(rows -> rows.rowShape() + " " + rows.dtype()
        + (rows.scale() == 1 ? "" : " scaled by " + rows.scale())).collect(Collectors.joining(", "));
  }
}
