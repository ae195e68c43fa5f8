package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class KernelChoiceTest {
  @Test
  void takesTheVectorKernelsWhereTheModuleIs() {
    assertEquals("simd", KernelChoice.simd().name());
    assertSame(KernelChoice.simd(), KernelChoice.simdIfAvailable().orElseThrow());
    assertTrue(KernelChoice.simd().describe().matches("\\d+-bit vectors"), KernelChoice.simd().describe());
  }

  @Test
  void scalarKernelsAreAlwaysThere() {
    assertEquals("scalar", KernelChoice.scalar().name());
  }
}
