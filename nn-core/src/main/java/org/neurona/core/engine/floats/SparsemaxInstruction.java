package org.neurona.core.engine.floats;

import java.util.Arrays;

/** Sparsemax of each row: the elements less a threshold, not below 0, such that they sum to 1. */
final class SparsemaxInstruction extends RowInstruction {
  private final int width;
  private final Buffer input;
  private final Buffer result;
  private final float[][] scratch;

  SparsemaxInstruction(int rows, int width, Buffer input, Buffer result, int workers) {
    super(rows, 50 + 20 * width);
    this.width = width;
    this.input = input;
    this.result = result;
    this.scratch = new float[workers][width];
  }

  @Override
  void rows(int worker, int from, int to) {
    float[] x = input.array();
    float[] y = result.array();
    for (int row = from; row < to; row++) {
      int xAt = input.offset() + row * width;
      int yAt = result.offset() + row * width;
      double threshold = threshold(x, xAt, scratch[worker]);
      for (int i = 0; i < width; i++) {
        y[yAt + i] = (float) Math.max(x[xAt + i] - threshold, 0);
      }
    }
  }

  private double threshold(float[] x, int at, float[] sorted) {
    System.arraycopy(x, at, sorted, 0, width);
    Arrays.sort(sorted);
    double sum = 0;
    double threshold = 0;
    for (int count = 1; count <= width; count++) {
      double value = sorted[width - count];
      sum += value;
      if (1 + count * value > sum) {
        threshold = (sum - 1) / count;
      }
    }
    return threshold;
  }
}
