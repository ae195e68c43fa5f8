package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.VectorMatmul.PANEL;
import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of {@link RowTimesPanels} where much of the row is zero: p goes through a list of the other
 * columns, that of {@link NonZeros}, and only those rows of the panels are read.
 *
 * <p>For q from {@code first} to before {@code end} the column p is {@code columns[q]}; element p of the row
 * is {@code a[at + places[q]]}.
 */
final class ListedRow {
  private ListedRow() {}

  /** Two panels. */
  static void fourVectors(int[] columns, int[] places, int first, int end, float[] a, int at, float[] packed, int from,
      int secondFrom, float[] c, int to, int secondTo) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    for (int q = first; q < end; q++) {
      int p = columns[q];
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + places[q]]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * PANEL), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * PANEL + LANES), c1);
      c2 = v.fma(FloatVector.fromArray(SPECIES, packed, secondFrom + p * PANEL), c2);
      c3 = v.fma(FloatVector.fromArray(SPECIES, packed, secondFrom + p * PANEL + LANES), c3);
    }
    c0.intoArray(c, to);
    c1.intoArray(c, to + LANES);
    c2.intoArray(c, secondTo);
    c3.intoArray(c, secondTo + LANES);
  }

  /** A panel. */
  static void twoVectors(int[] columns, int[] places, int first, int end, float[] a, int at, float[] packed, int from,
      float[] c, int to) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    for (int q = first; q < end; q++) {
      int p = columns[q];
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + places[q]]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * PANEL), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * PANEL + LANES), c1);
    }
    c0.intoArray(c, to);
    c1.intoArray(c, to + LANES);
  }

  /** A narrow panel. */
  static void oneVector(int[] columns, int[] places, int first, int end, float[] a, int at, float[] packed, int from,
      float[] c, int to) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    for (int q = first; q < end; q++) {
      int p = columns[q];
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + places[q]]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * LANES), c0);
    }
    c0.intoArray(c, to);
  }
}
