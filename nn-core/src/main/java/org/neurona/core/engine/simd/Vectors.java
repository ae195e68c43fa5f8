package org.neurona.core.engine.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What this machine's vectors are like. */
final class Vectors {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  /** Floats in a vector. */
  static final int LANES = SPECIES.length();
  /** Registers for vectors: 16 on x86 without AVX-512, else 32. */
  static final int REGISTERS =
      SPECIES.vectorBitSize() >= 512 || !System.getProperty("os.arch", "").matches("amd64|x86.*") ? 32 : 16;

  private Vectors() {}
}
