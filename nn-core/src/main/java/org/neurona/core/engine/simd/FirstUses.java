package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Uses each operation once that the kernels have, which takes 25 ms on Java 17 and 65 on 25. The Vector API finds out at
 * its first use what an operation does, and keeps it. Code that was compiled before has to be left then, and is compiled
 * again; after a few times C2 no longer relies on what it knows of the classes of vectors, and of methods with some thirty
 * operations makes code that puts them on the heap, up to ten times as slow. Whether that happened was a matter of chance.
 * So all first uses come before anything is compiled. Whoever brings a new operation into the kernels adds it here.
 */
final class FirstUses {
  private FirstUses() {}

  /** Uses them; returns what came out, so that nothing is left out. */
  static float all() {
    FloatVector x = FloatVector.broadcast(SPECIES, 1.5f);
    FloatVector y = x.add(x).sub(x).mul(x).div(x).max(x).min(x).fma(x, x).neg().abs().sqrt();
    IntVector i = x.reinterpretAsInts();
    IntVector j = i.add(i).sub(i).and(i).or(i).min(i).lanewise(VectorOperators.ASHR, 1)
        .lanewise(VectorOperators.LSHL, 1);
    return y.reduceLanes(VectorOperators.MAX) + j.reinterpretAsFloats().lane(0);
  }
}
