package org.neurona.core.ops;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;

/** Textbook loops over doubles, sharing nothing with the engines. */
final class PlainValues {
  private PlainValues() {}

  static double[] each(DoubleUnaryOperator function, double[] x) {
    return Arrays.stream(x).map(function).toArray();
  }

  /** The error function by its power series. */
  static double erf(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  /** The index along each axis of the element at a place. */
  private static int[] indexOf(int place, int[] dims) {
    int[] index = new int[dims.length];
    for (int axis = dims.length - 1; axis >= 0; axis--) {
      index[axis] = place % dims[axis];
      place /= dims[axis];
    }
    return index;
  }

  /** The place of an element; axes of length 1 have it at 0, axes that are missing in front don't count. */
  private static int placeOf(int[] index, int[] dims) {
    int place = 0;
    for (int axis = 0; axis < dims.length; axis++) {
      place = place * dims[axis] + (dims[axis] == 1 ? 0 : index[index.length - dims.length + axis]);
    }
    return place;
  }

  private static int size(int[] dims) {
    return Arrays.stream(dims).reduce(1, (a, b) -> a * b);
  }

  static double[] broadcast(DoubleBinaryOperator function, double[] a, int[] aDims, double[] b, int[] bDims) {
    int[] dims = new int[Math.max(aDims.length, bDims.length)];
    Arrays.fill(dims, 1);
    for (int[] own : List.of(aDims, bDims)) {
      for (int axis = 0; axis < own.length; axis++) {
        int at = dims.length - own.length + axis;
        dims[at] = Math.max(dims[at], own[axis]);
      }
    }
    double[] y = new double[size(dims)];
    for (int i = 0; i < y.length; i++) {
      int[] index = indexOf(i, dims);
      y[i] = function.applyAsDouble(a[placeOf(index, aDims)], b[placeOf(index, bDims)]);
    }
    return y;
  }

  static double[] transpose(double[] x, int[] dims, int[] permutation) {
    int[] turned = Arrays.stream(permutation).map(axis -> dims[axis]).toArray();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      int[] index = indexOf(i, dims);
      y[placeOf(Arrays.stream(permutation).map(axis -> index[axis]).toArray(), turned)] = x[i];
    }
    return y;
  }

  static double[] reduce(boolean max, double[] x, int[] dims, List<Integer> axes) {
    int[] kept = dims.clone();
    axes.forEach(axis -> kept[axis] = 1);
    double[] y = new double[size(kept)];
    Arrays.fill(y, max ? Double.NEGATIVE_INFINITY : 0);
    for (int i = 0; i < x.length; i++) {
      int place = placeOf(indexOf(i, dims), kept);
      y[place] = max ? Math.max(y[place], x[i]) : y[place] + x[i];
    }
    return y;
  }

  static double[] matmul(double[] a, boolean transposeA, double[] b, boolean transposeB, int stack, int m, int k,
      int n) {
    double[] y = new double[stack * m * n];
    for (int s = 0; s < stack; s++) {
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int p = 0; p < k; p++) {
            y[s * m * n + i * n + j] += a[s * m * k + (transposeA ? p * m + i : i * k + p)]
                * b[s * k * n + (transposeB ? j * k + p : p * n + j)];
          }
        }
      }
    }
    return y;
  }

  static double[] rows(double[] x, int width, UnaryOperator<double[]> function) {
    double[] y = new double[x.length];
    for (int from = 0; from < x.length; from += width) {
      System.arraycopy(function.apply(Arrays.copyOfRange(x, from, from + width)), 0, y, from, width);
    }
    return y;
  }

  static double[] softmax(double[] x) {
    double sum = Arrays.stream(x).map(Math::exp).sum();
    return each(v -> Math.exp(v) / sum, x);
  }

  /** The projection on the simplex, by bisection for the threshold. */
  static double[] sparsemax(double[] x) {
    double low = Arrays.stream(x).min().orElseThrow() - 1;
    double high = Arrays.stream(x).max().orElseThrow();
    for (int i = 0; i < 100; i++) {
      double middle = (low + high) / 2;
      if (Arrays.stream(x).map(v -> Math.max(v - middle, 0)).sum() > 1) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double threshold = low;
    return each(v -> Math.max(v - threshold, 0), x);
  }

  static double[] crossEntropy(double[] logits, double[] targets, int width) {
    double[] y = new double[targets.length / width];
    double[] logs = each(Math::log, rows(logits, width, PlainValues::softmax));
    for (int i = 0; i < targets.length; i++) {
      y[i / width] -= targets[i] * logs[i];
    }
    return y;
  }

  static double[] sparseCrossEntropy(double[] logits, double[] labels, int width) {
    double[] logs = each(Math::log, rows(logits, width, PlainValues::softmax));
    double[] y = new double[labels.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = -logs[i * width + (int) labels[i]];
    }
    return y;
  }
}
