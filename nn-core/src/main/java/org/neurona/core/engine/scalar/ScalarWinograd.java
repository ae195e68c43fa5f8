package org.neurona.core.engine.scalar;

/** Winograd's transforms, the same operations for each channel as on the Vector API. */
final class ScalarWinograd {
  private ScalarWinograd() {}

  static void kernel(int n, float[] g, int gOffset, int gApart, float[] u, int uOffset, int uApart) {
    for (int e = 0; e < n; e++) {
      // Column by column 3 become 4, then row by row.
      for (int j = 0; j < 3; j++) {
        int at = gOffset + j * gApart + e;
        spread(g[at], g[at + 3 * gApart], g[at + 6 * gApart], u, uOffset + j * uApart + e, 4 * uApart);
      }
      for (int i = 0; i < 4; i++) {
        int at = uOffset + 4 * i * uApart + e;
        spread(u[at], u[at + uApart], u[at + 2 * uApart], u, at, uApart);
      }
    }
  }

  private static void spread(float g0, float g1, float g2, float[] u, int to, int step) {
    float ends = 0.5f * (g0 + g2);
    float middle = 0.5f * g1;
    u[to] = g0;
    u[to + step] = ends + middle;
    u[to + 2 * step] = ends - middle;
    u[to + 3 * step] = g2;
  }

  static void input(int n, float[] x, int xOffset, int line, int pixel, float[] v, int vOffset, int vApart) {
    for (int c = 0; c < n; c++) {
      for (int j = 0; j < 4; j++) {
        int at = xOffset + j * pixel + c;
        mix(x[at], x[at + line], x[at + 2 * line], x[at + 3 * line], v, vOffset + j * vApart + c, 4 * vApart);
      }
      for (int i = 0; i < 4; i++) {
        int at = vOffset + 4 * i * vApart + c;
        mix(v[at], v[at + vApart], v[at + 2 * vApart], v[at + 3 * vApart], v, at, vApart);
      }
    }
  }

  private static void mix(float d0, float d1, float d2, float d3, float[] v, int to, int step) {
    v[to] = d0 - d2;
    v[to + step] = d1 + d2;
    v[to + 2 * step] = d2 - d1;
    v[to + 3 * step] = d1 - d3;
  }

  static void output(int n, float[] m, int mOffset, int mApart, float[] bias, int biasOffset, float least, float[] y,
      int yOffset, int line, int pixel) {
    for (int c = 0; c < n; c++) {
      int at = mOffset + c;
      float m0 = m[at] + m[at + 4 * mApart] + m[at + 8 * mApart];
      float w0 = m[at + 4 * mApart] - m[at + 8 * mApart] - m[at + 12 * mApart];
      at += mApart;
      float m1 = m[at] + m[at + 4 * mApart] + m[at + 8 * mApart];
      float w1 = m[at + 4 * mApart] - m[at + 8 * mApart] - m[at + 12 * mApart];
      at += mApart;
      float m2 = m[at] + m[at + 4 * mApart] + m[at + 8 * mApart];
      float w2 = m[at + 4 * mApart] - m[at + 8 * mApart] - m[at + 12 * mApart];
      at += mApart;
      float m3 = m[at] + m[at + 4 * mApart] + m[at + 8 * mApart];
      float w3 = m[at + 4 * mApart] - m[at + 8 * mApart] - m[at + 12 * mApart];
      int to = yOffset + c;
      float added = bias[biasOffset + c];
      y[to] = finished(m0 + m1 + m2, added, least);
      y[to + pixel] = finished(m1 - m2 - m3, added, least);
      y[to + line] = finished(w0 + w1 + w2, added, least);
      y[to + line + pixel] = finished(w1 - w2 - w3, added, least);
    }
  }

  private static float finished(float value, float bias, float least) {
    return Math.max(value + bias, least);
  }
}
