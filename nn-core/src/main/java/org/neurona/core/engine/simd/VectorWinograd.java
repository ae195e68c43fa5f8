package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Winograd's transforms. Each runs over whole vectors of channels; the 16 numbers of a channel stay in registers from the
 * first step, down the columns, to the second, along the rows. The methods for one vector are written out, and so too
 * long to become a part of the loop around them: there C2 makes code that takes three times as long.
 */
final class VectorWinograd {
  private VectorWinograd() {}

  static void kernel(int n, float[] g, int gOffset, int gApart, float[] u, int uOffset, int uApart) {
    for (int e = 0; e <= n - LANES; e += LANES) {
      for (int j = 0; j < 3; j++) {
        int at = gOffset + j * gApart + e;
        spread(vector(g, at), vector(g, at + 3 * gApart), vector(g, at + 6 * gApart), u, uOffset + j * uApart + e,
            4 * uApart);
      }
      for (int i = 0; i < 4; i++) {
        int at = uOffset + 4 * i * uApart + e;
        spread(vector(u, at), vector(u, at + uApart), vector(u, at + 2 * uApart), u, at, uApart);
      }
    }
  }

  private static void spread(FloatVector g0, FloatVector g1, FloatVector g2, float[] u, int to, int step) {
    FloatVector ends = g0.add(g2).mul(0.5f);
    FloatVector middle = g1.mul(0.5f);
    g0.intoArray(u, to);
    ends.add(middle).intoArray(u, to + step);
    ends.sub(middle).intoArray(u, to + 2 * step);
    g2.intoArray(u, to + 3 * step);
  }

  private static FloatVector vector(float[] x, int at) {
    return FloatVector.fromArray(SPECIES, x, at);
  }

  static void input(int n, float[] x, int xOffset, int line, int pixel, float[] v, int vOffset, int vApart) {
    for (int c = 0; c <= n - LANES; c += LANES) {
      patch(x, xOffset + c, line, pixel, v, vOffset + c, vApart);
    }
  }

  private static void patch(float[] x, int at, int line, int pixel, float[] v, int to, int apart) {
    int at1 = at + line;
    int at2 = at1 + line;
    int at3 = at2 + line;
    FloatVector d0 = FloatVector.fromArray(SPECIES, x, at);
    FloatVector d1 = FloatVector.fromArray(SPECIES, x, at1);
    FloatVector d2 = FloatVector.fromArray(SPECIES, x, at2);
    FloatVector d3 = FloatVector.fromArray(SPECIES, x, at3);
    FloatVector t00 = d0.sub(d2);
    FloatVector t10 = d1.add(d2);
    FloatVector t20 = d2.sub(d1);
    FloatVector t30 = d1.sub(d3);
    d0 = FloatVector.fromArray(SPECIES, x, at + pixel);
    d1 = FloatVector.fromArray(SPECIES, x, at1 + pixel);
    d2 = FloatVector.fromArray(SPECIES, x, at2 + pixel);
    d3 = FloatVector.fromArray(SPECIES, x, at3 + pixel);
    FloatVector t01 = d0.sub(d2);
    FloatVector t11 = d1.add(d2);
    FloatVector t21 = d2.sub(d1);
    FloatVector t31 = d1.sub(d3);
    d0 = FloatVector.fromArray(SPECIES, x, at + 2 * pixel);
    d1 = FloatVector.fromArray(SPECIES, x, at1 + 2 * pixel);
    d2 = FloatVector.fromArray(SPECIES, x, at2 + 2 * pixel);
    d3 = FloatVector.fromArray(SPECIES, x, at3 + 2 * pixel);
    FloatVector t02 = d0.sub(d2);
    FloatVector t12 = d1.add(d2);
    FloatVector t22 = d2.sub(d1);
    FloatVector t32 = d1.sub(d3);
    d0 = FloatVector.fromArray(SPECIES, x, at + 3 * pixel);
    d1 = FloatVector.fromArray(SPECIES, x, at1 + 3 * pixel);
    d2 = FloatVector.fromArray(SPECIES, x, at2 + 3 * pixel);
    d3 = FloatVector.fromArray(SPECIES, x, at3 + 3 * pixel);
    FloatVector t03 = d0.sub(d2);
    FloatVector t13 = d1.add(d2);
    FloatVector t23 = d2.sub(d1);
    FloatVector t33 = d1.sub(d3);
    t00.sub(t02).intoArray(v, to);
    t01.add(t02).intoArray(v, to + apart);
    t02.sub(t01).intoArray(v, to + 2 * apart);
    t01.sub(t03).intoArray(v, to + 3 * apart);
    t10.sub(t12).intoArray(v, to + 4 * apart);
    t11.add(t12).intoArray(v, to + 5 * apart);
    t12.sub(t11).intoArray(v, to + 6 * apart);
    t11.sub(t13).intoArray(v, to + 7 * apart);
    t20.sub(t22).intoArray(v, to + 8 * apart);
    t21.add(t22).intoArray(v, to + 9 * apart);
    t22.sub(t21).intoArray(v, to + 10 * apart);
    t21.sub(t23).intoArray(v, to + 11 * apart);
    t30.sub(t32).intoArray(v, to + 12 * apart);
    t31.add(t32).intoArray(v, to + 13 * apart);
    t32.sub(t31).intoArray(v, to + 14 * apart);
    t31.sub(t33).intoArray(v, to + 15 * apart);
  }

  static void output(int n, float[] m, int mOffset, int mApart, float[] bias, int biasOffset, float least, float[] y,
      int yOffset, int line, int pixel) {
    for (int c = 0; c <= n - LANES; c += LANES) {
      block(m, mOffset + c, mApart, bias, biasOffset + c, least, y, yOffset + c, line, pixel);
    }
  }

  private static void block(float[] m, int at, int apart, float[] bias, int biasAt, float least, float[] y, int to,
      int line, int pixel) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, m, at);
    FloatVector m1 = FloatVector.fromArray(SPECIES, m, at + 4 * apart);
    FloatVector m2 = FloatVector.fromArray(SPECIES, m, at + 8 * apart);
    FloatVector m3 = FloatVector.fromArray(SPECIES, m, at + 12 * apart);
    FloatVector s0 = m0.add(m1).add(m2);
    FloatVector t0 = m1.sub(m2).sub(m3);
    m0 = FloatVector.fromArray(SPECIES, m, at + apart);
    m1 = FloatVector.fromArray(SPECIES, m, at + 5 * apart);
    m2 = FloatVector.fromArray(SPECIES, m, at + 9 * apart);
    m3 = FloatVector.fromArray(SPECIES, m, at + 13 * apart);
    FloatVector s1 = m0.add(m1).add(m2);
    FloatVector t1 = m1.sub(m2).sub(m3);
    m0 = FloatVector.fromArray(SPECIES, m, at + 2 * apart);
    m1 = FloatVector.fromArray(SPECIES, m, at + 6 * apart);
    m2 = FloatVector.fromArray(SPECIES, m, at + 10 * apart);
    m3 = FloatVector.fromArray(SPECIES, m, at + 14 * apart);
    FloatVector s2 = m0.add(m1).add(m2);
    FloatVector t2 = m1.sub(m2).sub(m3);
    m0 = FloatVector.fromArray(SPECIES, m, at + 3 * apart);
    m1 = FloatVector.fromArray(SPECIES, m, at + 7 * apart);
    m2 = FloatVector.fromArray(SPECIES, m, at + 11 * apart);
    m3 = FloatVector.fromArray(SPECIES, m, at + 15 * apart);
    FloatVector s3 = m0.add(m1).add(m2);
    FloatVector t3 = m1.sub(m2).sub(m3);
    FloatVector added = FloatVector.fromArray(SPECIES, bias, biasAt);
    FloatVector floor = FloatVector.broadcast(SPECIES, least);
    s0.add(s1).add(s2).add(added).max(floor).intoArray(y, to);
    s1.sub(s2).sub(s3).add(added).max(floor).intoArray(y, to + pixel);
    t0.add(t1).add(t2).add(added).max(floor).intoArray(y, to + line);
    t1.sub(t2).sub(t3).add(added).max(floor).intoArray(y, to + line + pixel);
  }
}
