package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.engine.floats.KernelChoice;

/** Winograd's three transforms on both float32 engines, against products of matrices in float64. */
class WinogradKernelsTest {
  private static final RealMatrix G =
      new Array2DRowRealMatrix(new double[][] {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}});
  private static final RealMatrix B = new Array2DRowRealMatrix(
      new double[][] {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}}).transpose();
  private static final RealMatrix A =
      new Array2DRowRealMatrix(new double[][] {{1, 1, 1, 0}, {0, 1, -1, -1}}).transpose();
  private static final float CANARY = 12345.678f;
  private static final int OFFSET = 3;

  /** Square matrices, one for each channel, by strides. */
  private record Matrices(int size, int channels, int row, int column, float[] array) {
    static Matrices random(Random random, int size, int channels) {
      int column = channels + random.nextInt(20);
      int row = size * column + random.nextInt(20);
      Matrices matrices = empty(size, channels, row, column);
      for (int i = 0; i < matrices.array.length; i++) {
        matrices.array[i] = random.nextFloat() - 0.5f;
      }
      return matrices;
    }

    static Matrices empty(int size, int channels, int row, int column) {
      float[] array = new float[OFFSET + size * row + 40];
      Arrays.fill(array, CANARY);
      return new Matrices(size, channels, row, column, array);
    }

    int at(int i, int j, int channel) {
      return OFFSET + i * row + j * column + channel;
    }

    RealMatrix of(int channel) {
      RealMatrix matrix = new Array2DRowRealMatrix(size, size);
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          matrix.setEntry(i, j, array[at(i, j, channel)]);
        }
      }
      return matrix;
    }

    void assertCanariesElsewhere() {
      float[] rest = array.clone();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          Arrays.fill(rest, at(i, j, 0), at(i, j, 0) + channels, CANARY);
        }
      }
      for (int i = 0; i < rest.length; i++) {
        assertEquals(CANARY, rest[i], "written at " + i);
      }
    }
  }

  private static Matrices apart(Random random, int size, int channels) {
    int column = channels + random.nextInt(20);
    return Matrices.empty(size, channels, size * column, column);
  }

  private static void assertIs(RealMatrix expected, Matrices actual, int channel) {
    for (int i = 0; i < actual.size; i++) {
      for (int j = 0; j < actual.size; j++) {
        assertEquals(expected.getEntry(i, j), actual.array[actual.at(i, j, channel)], 2e-6,
            "number " + i + ", " + j + " of channel " + channel + " of " + actual.channels);
      }
    }
  }

  private static Matrices kernel(FloatKernels kernels, Matrices g, Matrices u) {
    kernels.winogradKernel(g.channels, g.array, OFFSET, g.column, u.array, OFFSET, u.column);
    return u;
  }

  private static Matrices input(FloatKernels kernels, Matrices d, Matrices v) {
    kernels.winogradInput(d.channels, d.array, OFFSET, d.row, d.column, v.array, OFFSET, v.column);
    return v;
  }

  private static Matrices output(FloatKernels kernels, Matrices m, float[] bias, float least, Matrices y) {
    kernels.winogradOutput(m.channels, m.array, OFFSET, m.column, bias, OFFSET, least, y.array, OFFSET, y.row, y.column);
    return y;
  }

  /** Matrices whose rows stand one behind the other, as the transformed ones do. */
  private static Matrices together(Random random, int size, int channels) {
    Matrices drawn = Matrices.random(random, size, channels);
    return new Matrices(size, channels, size * drawn.column, drawn.column, drawn.array);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void areThoseOfTheMatrices(FloatKernels kernels) {
    Random random = new Random(31);
    for (int channels = 1; channels <= 70; channels++) {
      Matrices g = together(random, 3, channels);
      Matrices u = kernel(kernels, g, apart(random, 4, channels));
      Matrices d = Matrices.random(random, 4, channels);
      Matrices v = input(kernels, d, apart(random, 4, channels));
      Matrices m = together(random, 4, channels);
      float[] bias = new float[OFFSET + channels];
      for (int i = 0; i < bias.length; i++) {
        bias[i] = random.nextFloat() - 0.5f;
      }
      Matrices y = output(kernels, m, bias, Float.NEGATIVE_INFINITY, Matrices.empty(2, channels, 200, channels + 5));
      Matrices floored = output(kernels, m, bias, 0.25f, Matrices.empty(2, channels, 200, channels + 5));
      for (int c = 0; c < channels; c++) {
        assertIs(G.multiply(g.of(c)).multiply(G.transpose()), u, c);
        assertIs(B.transpose().multiply(d.of(c)).multiply(B), v, c);
        RealMatrix sum = A.transpose().multiply(m.of(c)).multiply(A).scalarAdd(bias[OFFSET + c]);
        assertIs(sum, y, c);
        for (int i = 0; i < 4; i++) {
          sum.setEntry(i / 2, i % 2, Math.max(0.25, sum.getEntry(i / 2, i % 2)));
        }
        assertIs(sum, floored, c);
      }
      for (Matrices written : new Matrices[] {u, v, y}) {
        written.assertCanariesElsewhere();
      }
    }
  }

  @Test
  void bothEnginesGiveTheSameBits() {
    Random random = new Random(32);
    for (int channels = 1; channels <= 50; channels++) {
      Matrices g = together(random, 3, channels);
      Matrices d = Matrices.random(random, 4, channels);
      Matrices m = together(random, 4, channels);
      float[] bias = Matrices.random(random, 1, channels).array;
      float[][][] results = new float[2][][];
      for (int i = 0; i < 2; i++) {
        FloatKernels kernels = i == 0 ? KernelChoice.scalar() : KernelChoice.simd();
        results[i] = new float[][] {kernel(kernels, g, Matrices.empty(4, channels, 4 * channels, channels)).array,
            input(kernels, d, Matrices.empty(4, channels, 4 * channels, channels)).array,
            output(kernels, m, bias, 0, Matrices.empty(2, channels, 300, channels)).array};
      }
      assertArrayEquals(results[0], results[1], channels + " channels");
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void whereTwoOutputsHaveOnePlaceTheLatterRemains(FloatKernels kernels) {
    Matrices m = together(new Random(34), 4, 19);
    float[] bias = new float[OFFSET + 19];
    Matrices all = output(kernels, m, bias, 0, Matrices.empty(2, 19, 200, 20));
    for (int[] strides : new int[][] {{200, 0}, {0, 20}, {0, 0}}) {
      Matrices some = output(kernels, m, bias, 0, Matrices.empty(2, 19, strides[0], strides[1]));
      for (int i = 0; i < 4; i++) {
        int from = all.at(strides[0] == 0 ? 1 : i / 2, strides[1] == 0 ? 1 : i % 2, 0);
        int at = some.at(i / 2, i % 2, 0);
        assertArrayEquals(Arrays.copyOfRange(all.array, from, from + 19), Arrays.copyOfRange(some.array, at, at + 19));
      }
    }
  }

  /** The whole of it: four outputs of a convolution, which the windows over a patch see. */
  @Test
  void togetherTheyConvolve() {
    Random random = new Random(33);
    Matrices g = together(random, 3, 1);
    Matrices d = Matrices.random(random, 4, 1);
    RealMatrix u = kernel(KernelChoice.simd(), g, apart(random, 4, 1)).of(0);
    RealMatrix v = input(KernelChoice.simd(), d, apart(random, 4, 1)).of(0);
    Matrices m = apart(random, 4, 1);
    for (int i = 0; i < 16; i++) {
      m.array[m.at(i / 4, i % 4, 0)] = (float) (u.getEntry(i / 4, i % 4) * v.getEntry(i / 4, i % 4));
    }
    Matrices y = output(KernelChoice.simd(), m, new float[OFFSET + 1], Float.NEGATIVE_INFINITY,
        Matrices.empty(2, 1, 9, 2));
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double sum = 0;
        for (int tap = 0; tap < 9; tap++) {
          sum += d.of(0).getEntry(i + tap / 3, j + tap % 3) * g.of(0).getEntry(tap / 3, tap % 3);
        }
        assertEquals(sum, y.array[y.at(i, j, 0)], 1e-6);
      }
    }
  }
}
