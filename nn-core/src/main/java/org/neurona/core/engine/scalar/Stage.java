package org.neurona.core.engine.scalar;

/** A few short arrays of each thread, for stretches that must start at index 0 and for what lies between two loops. */
public final class Stage {
  /** Elements in each array. */
  public static final int LENGTH = 512;
  /** How many there are. */
  static final int COUNT = 4;
  private static final ThreadLocal<float[][]> ARRAYS = ThreadLocal.withInitial(() -> new float[COUNT][LENGTH]);

  private Stage() {}

  /** One of the arrays of this thread. */
  public static float[] of(int number) {
    return ARRAYS.get()[number];
  }
}
