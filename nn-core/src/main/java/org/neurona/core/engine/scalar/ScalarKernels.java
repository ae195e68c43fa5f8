package org.neurona.core.engine.scalar;

import org.neurona.core.engine.CompoundFunction;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * The kernels in plain Java. Elementwise loops work on stretches that were copied to the front of arrays of their own:
 * C2 makes vector code of a loop over several arrays only if it uses the same index in all of them.
 */
public class ScalarKernels implements FloatKernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public String describe() {
    return "plain loops";
  }

  @Override
  public void unary(UnaryFunction function, float[] x, int xOffset, float[] y, int yOffset, int n) {
    float[] t = Stage.of(0);
    for (int done = 0; done < n; done += Stage.LENGTH) {
      int length = Math.min(n - done, Stage.LENGTH);
      System.arraycopy(x, xOffset + done, t, 0, length);
      ScalarLoops.unary(function, t, length);
      System.arraycopy(t, 0, y, yOffset + done, length);
    }
  }

  @Override
  public void binary(BinaryFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset,
      int n) {
    float[] s = Stage.of(0);
    float[] t = Stage.of(1);
    for (int done = 0; done < n; done += Stage.LENGTH) {
      int length = Math.min(n - done, Stage.LENGTH);
      System.arraycopy(a, aOffset + done, s, 0, length);
      System.arraycopy(b, bOffset + done, t, 0, length);
      ScalarLoops.binary(function, s, t, length);
      System.arraycopy(s, 0, y, yOffset + done, length);
    }
  }

  @Override
  public void compound(CompoundFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] c,
      int cOffset, float s, float t, float[] y, int yOffset, int n) {
    float[] first = Stage.of(0);
    float[] second = Stage.of(1);
    float[] third = Stage.of(2);
    for (int done = 0; done < n; done += Stage.LENGTH) {
      int length = Math.min(n - done, Stage.LENGTH);
      System.arraycopy(a, aOffset + done, first, 0, length);
      System.arraycopy(b, bOffset + done, second, 0, length);
      if (function == CompoundFunction.ROOT_STEP) {
        System.arraycopy(c, cOffset + done, third, 0, length);
      }
      ScalarLoops.compound(function, first, second, third, s, t, length);
      System.arraycopy(first, 0, y, yOffset + done, length);
    }
  }

  @Override
  public void select(float[] condition, int conditionOffset, float[] a, int aOffset, float[] b, int bOffset, float[] y,
      int yOffset, int n) {
    for (int i = 0; i < n; i++) {
      float yes = a[aOffset + i];
      float no = b[bOffset + i];
      y[yOffset + i] = condition[conditionOffset + i] != 0 ? yes : no;
    }
  }

  @Override
  public float sum(float[] x, int offset, int n) {
    // Eight sums hide the latency of an addition.
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int i = 0;
    for (; i <= n - 8; i += 8) {
      int at = offset + i;
      s0 += x[at];
      s1 += x[at + 1];
      s2 += x[at + 2];
      s3 += x[at + 3];
      s4 += x[at + 4];
      s5 += x[at + 5];
      s6 += x[at + 6];
      s7 += x[at + 7];
    }
    float sum = ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    for (; i < n; i++) {
      sum += x[offset + i];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int offset, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = offset; i < offset + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  @Override
  public int matmulScratch(int m, int n, int k) {
    return 0;
  }

  @Override
  public int matmulRowGrain() {
    return RowLoops.ROWS;
  }

  @Override
  public int matmulColumnGrain() {
    return RowStage.LENGTH;
  }

  @Override
  public void matmul(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b, int bOffset,
      int bRow, int bColumn, float[] c, int cOffset, int cRow, float[] scratch) {
    ScalarMatmul.multiply(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow);
  }

  @Override
  public int indexedScratch(int m, int n, int k) {
    return 0;
  }

  @Override
  public void indexedProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset,
      boolean relu, float[] scratch) {
    ScalarIndexedProduct.multiply(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add, bias,
        biasOffset, relu);
  }

  @Override
  public void channelProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset,
      boolean relu) {
    ScalarWindows.channelProduct(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add, bias,
        biasOffset, relu);
  }

  @Override
  public void largest(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] y, int yOffset,
      int[] yRows) {
    ScalarWindows.largest(m, n, k, x, xOffset, windows, taps, y, yOffset, yRows);
  }

  @Override
  public void largestGradient(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] g,
      int gOffset, int[] gRows, float[] y, int yOffset) {
    ScalarWindows.largestGradient(m, n, k, x, xOffset, windows, taps, g, gOffset, gRows, y, yOffset);
  }

  @Override
  public int packedSize(int n, int k) {
    return 0;
  }

  @Override
  public void pack(int n, int k, int fromColumn, int toColumn, float[] b, int bOffset, int bRow, int bColumn,
      float[] packed) {
    throw new UnsupportedOperationException("the kernels " + name() + " pack no matrices");
  }

  @Override
  public void matmulPacked(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] packed,
      float[] bias, int biasOffset, boolean relu, float[] c, int cOffset, int cRow, float[] scratch) {
    throw new UnsupportedOperationException("the kernels " + name() + " pack no matrices");
  }

  @Override
  public boolean prefersWinograd() {
    return false;
  }

  @Override
  public void winogradKernel(int n, float[] g, int gOffset, int gApart, float[] u, int uOffset, int uApart) {
    ScalarWinograd.kernel(n, g, gOffset, gApart, u, uOffset, uApart);
  }

  @Override
  public void winogradInput(int n, float[] x, int xOffset, int line, int pixel, float[] v, int vOffset, int vApart) {
    ScalarWinograd.input(n, x, xOffset, line, pixel, v, vOffset, vApart);
  }

  @Override
  public void winogradOutput(int n, float[] m, int mOffset, int mApart, float[] bias, int biasOffset, float least,
      float[] y, int yOffset, int line, int pixel) {
    ScalarWinograd.output(n, m, mOffset, mApart, bias, biasOffset, least, y, yOffset, line, pixel);
  }
}
