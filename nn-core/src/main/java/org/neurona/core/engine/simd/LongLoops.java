package org.neurona.core.engine.simd;

import java.lang.System.Logger.Level;
import java.util.Arrays;
import org.neurona.core.engine.scalar.ScalarKernels;
import org.neurona.ops.UnaryFunction;

/**
 * The loops of {@link VectorMath}, called through a table: all of them inlined into one method are more than the
 * compiler takes, and what it leaves out would allocate its vectors. Loaded when the first of them is needed, for that
 * takes as long as a small model's whole prediction; where e^x comes out wrong then, all are left to the scalar kernels,
 * which give the same bits.
 */
final class LongLoops {
  /** A loop: how far it came. */
  private interface Loop {
    int run(float[] x, int xOffset, float[] y, int yOffset, int n);
  }

  private static final Loop[] LOOPS = new Loop[UnaryFunction.values().length];

  static {
    String obstacle = obstacle();
    if (obstacle == null) {
      set(UnaryFunction.EXP, VectorMath::exp);
      set(UnaryFunction.EXPM1, VectorMath::expm1);
      set(UnaryFunction.LOG, VectorMath::log);
      set(UnaryFunction.LOG1P, VectorMath::log1p);
      set(UnaryFunction.TANH, VectorMath::tanh);
      set(UnaryFunction.SIGMOID, VectorMath::sigmoid);
      set(UnaryFunction.SOFTPLUS, VectorMath::softplus);
      set(UnaryFunction.ERF, VectorMath::erf);
    } else {
      Arrays.fill(LOOPS, (Loop) (x, xOffset, y, yOffset, n) -> 0);
      System.getLogger("org.neurona").log(Level.WARNING,
          "Neurona computes exponentials without vectors, which is slower: {0}", obstacle);
    }
  }

  private LongLoops() {}

  private static void set(UnaryFunction function, Loop loop) {
    LOOPS[function.ordinal()] = loop;
  }

  /** Compares a few exponentials with those of the scalar kernels: what speaks against vectors, or null. */
  private static String obstacle() {
    float[] x = new float[2 * Vectors.LANES];
    for (int i = 0; i < x.length; i++) {
      x[i] = (i * 37 % 101 - 50) / 16f;
    }
    float[] expected = new float[x.length];
    new ScalarKernels().unary(UnaryFunction.EXP, x, 0, expected, 0, x.length);
    float[] y = new float[x.length];
    try {
      VectorMath.exp(x, 0, y, 0, x.length);
    } catch (LinkageError | RuntimeException e) {
      return e.toString();
    }
    return Arrays.equals(y, expected) ? null : "e^x came out wrong on this JVM";
  }

  /** Runs a function's loop over a stretch of at least one vector: how far it came. */
  static int run(UnaryFunction function, float[] x, int xOffset, float[] y, int yOffset, int n) {
    return LOOPS[function.ordinal()].run(x, xOffset, y, yOffset, n);
  }
}
