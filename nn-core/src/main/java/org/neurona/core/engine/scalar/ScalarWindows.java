package org.neurona.core.engine.scalar;

import org.neurona.core.engine.FloatMath;

/** Loops over what windows see, channel by channel. */
final class ScalarWindows {
  private ScalarWindows() {}

  static void channelProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset,
      boolean relu) {
    float[] sums = Stage.of(0);
    for (int i = 0; i < m; i++) {
      for (int first = 0; first < n; first += Stage.LENGTH) {
        int count = Math.min(Stage.LENGTH, n - first);
        int to = cOffset + cRows[i] + first;
        for (int j = 0; j < count; j++) {
          sums[j] = add ? c[to + j] : 0;
        }
        for (int p = 0; p < k; p++) {
          addProducts(count, a, aOffset + aRows[i] + aColumns[p] + first, b, bOffset + bRows[p] + first, sums);
        }
        for (int j = 0; j < count; j++) {
          float value = bias != null ? sums[j] + bias[biasOffset + first + j] : sums[j];
          c[to + j] = relu ? Math.max(value, 0) : value;
        }
      }
    }
  }

  private static void addProducts(int n, float[] a, int at, float[] b, int from, float[] sums) {
    for (int j = 0; j < n; j++) {
      sums[j] = FloatMath.fma(a[at + j], b[from + j], sums[j]);
    }
  }

  static void largest(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] y, int yOffset,
      int[] yRows) {
    for (int i = 0; i < m; i++) {
      int to = yOffset + yRows[i];
      System.arraycopy(x, xOffset + windows[i] + taps[0], y, to, n);
      for (int p = 1; p < k; p++) {
        int at = xOffset + windows[i] + taps[p];
        for (int j = 0; j < n; j++) {
          y[to + j] = Math.max(y[to + j], x[at + j]);
        }
      }
    }
  }

  static void largestGradient(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] g,
      int gOffset, int[] gRows, float[] y, int yOffset) {
    for (int i = 0; i < m; i++) {
      int at = xOffset + windows[i];
      for (int j = 0; j < n; j++) {
        int best = 0;
        float largest = x[at + taps[0] + j];
        for (int p = 1; p < k; p++) {
          float value = x[at + taps[p] + j];
          boolean isLarger = value > largest;
          best = isLarger ? p : best;
          largest = isLarger ? value : largest;
        }
        y[yOffset + windows[i] + taps[best] + j] += g[gOffset + gRows[i] + j];
      }
    }
  }
}
