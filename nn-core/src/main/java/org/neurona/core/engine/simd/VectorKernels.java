package org.neurona.core.engine.simd;

import org.neurona.core.engine.CompoundFunction;
import org.neurona.core.engine.scalar.ScalarKernels;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * The kernels on the Vector API. Each loop runs over whole vectors and returns how far it came; the rest of a stretch
 * goes to the scalar kernels, which do the same operations one by one and give the same bits. Functions without vector
 * loop go there as a whole.
 */
public final class VectorKernels extends ScalarKernels {
  /** Fails where vectors are too narrow to be of use. */
  public VectorKernels() {
    if (Vectors.SPECIES.vectorBitSize() < 128) {
      throw new UnsupportedOperationException("vectors of " + Vectors.SPECIES.vectorBitSize() + " bits are too narrow");
    }
    FirstUses.all();
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public String describe() {
    return Vectors.SPECIES.vectorBitSize() + "-bit vectors";
  }

  @Override
  public void unary(UnaryFunction function, float[] x, int xOffset, float[] y, int yOffset, int n) {
    int done = n < Vectors.LANES ? 0 : switch (function) {
      case NEGATIVE -> VectorArithmetic.negative(x, xOffset, y, yOffset, n);
      case ABS -> VectorArithmetic.abs(x, xOffset, y, yOffset, n);
      case SIGN -> VectorArithmetic.sign(x, xOffset, y, yOffset, n);
      case SQUARE -> VectorArithmetic.square(x, xOffset, y, yOffset, n);
      case SQRT -> VectorArithmetic.sqrt(x, xOffset, y, yOffset, n);
      case RECIPROCAL -> VectorArithmetic.reciprocal(x, xOffset, y, yOffset, n);
      case RELU -> VectorArithmetic.relu(x, xOffset, y, yOffset, n);
      case FLOOR -> VectorArithmetic.floor(x, xOffset, y, yOffset, n);
      case EXP, EXPM1, LOG, LOG1P, TANH, SIGMOID, SOFTPLUS, ERF ->
          LongLoops.run(function, x, xOffset, y, yOffset, n);
      case SIN, COS -> 0;
    };
    if (done < n) {
      super.unary(function, x, xOffset + done, y, yOffset + done, n - done);
    }
  }

  @Override
  public void binary(BinaryFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset,
      int n) {
    int done = n < Vectors.LANES ? 0 : switch (function) {
      case ADD -> VectorArithmetic.add(a, aOffset, b, bOffset, y, yOffset, n);
      case SUBTRACT -> VectorArithmetic.subtract(a, aOffset, b, bOffset, y, yOffset, n);
      case MULTIPLY -> VectorArithmetic.multiply(a, aOffset, b, bOffset, y, yOffset, n);
      case DIVIDE -> VectorArithmetic.divide(a, aOffset, b, bOffset, y, yOffset, n);
      case MAXIMUM -> VectorArithmetic.maximum(a, aOffset, b, bOffset, y, yOffset, n);
      case MINIMUM -> VectorArithmetic.minimum(a, aOffset, b, bOffset, y, yOffset, n);
      case GREATER -> VectorArithmetic.greater(a, aOffset, b, bOffset, y, yOffset, n);
      case GREATER_EQUAL -> VectorArithmetic.greaterEqual(a, aOffset, b, bOffset, y, yOffset, n);
      case EQUAL -> VectorArithmetic.equal(a, aOffset, b, bOffset, y, yOffset, n);
      case POWER -> 0;
    };
    if (done < n) {
      super.binary(function, a, aOffset + done, b, bOffset + done, y, yOffset + done, n - done);
    }
  }

  @Override
  public void compound(CompoundFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] c,
      int cOffset, float s, float t, float[] y, int yOffset, int n) {
    int done = n < Vectors.LANES ? 0 : switch (function) {
      case ROOT_STEP -> VectorCompounds.rootStep(a, aOffset, b, bOffset, c, cOffset, s, t, y, yOffset, n);
      case TOWARDS_SQUARE -> VectorCompounds.towardsSquare(a, aOffset, b, bOffset, s, y, yOffset, n);
      case TOWARDS -> VectorCompounds.towards(a, aOffset, b, bOffset, s, y, yOffset, n);
      case MINUS_SCALED -> VectorCompounds.minusScaled(a, aOffset, b, bOffset, s, y, yOffset, n);
      case WHERE_GREATER -> VectorCompounds.whereGreater(a, aOffset, b, bOffset, s, y, yOffset, n);
      case RELU_OF_SUM -> VectorCompounds.reluOfSum(a, aOffset, b, bOffset, y, yOffset, n);
    };
    if (done < n) {
      super.compound(function, a, aOffset + done, b, bOffset + done, c, cOffset + done, s, t, y, yOffset + done,
          n - done);
    }
  }

  @Override
  public void select(float[] condition, int conditionOffset, float[] a, int aOffset, float[] b, int bOffset, float[] y,
      int yOffset, int n) {
    int done = VectorArithmetic.select(condition, conditionOffset, a, aOffset, b, bOffset, y, yOffset, n);
    super.select(condition, conditionOffset + done, a, aOffset + done, b, bOffset + done, y, yOffset + done, n - done);
  }

  @Override
  public float sum(float[] x, int offset, int n) {
    return n < SHORT_SUM ? super.sum(x, offset, n) : VectorReductions.sum(x, offset, n);
  }

  @Override
  public float max(float[] x, int offset, int n) {
    return n < Vectors.LANES ? super.max(x, offset, n) : VectorReductions.max(x, offset, n);
  }

  @Override
  public int matmulScratch(int m, int n, int k) {
    return VectorMatmul.scratch(k);
  }

  @Override
  public int matmulRowGrain() {
    return VectorMatmul.ROWS;
  }

  @Override
  public int matmulColumnGrain() {
    return VectorMatmul.PANEL;
  }

  @Override
  public void matmul(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b, int bOffset,
      int bRow, int bColumn, float[] c, int cOffset, int cRow, float[] scratch) {
    VectorMatmul.multiply(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow, scratch);
  }

  @Override
  public int indexedScratch(int m, int n, int k) {
    return VectorIndexedProduct.scratch(k);
  }

  @Override
  public void indexedProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset,
      boolean relu, float[] scratch) {
    VectorIndexedProduct.multiply(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add, bias,
        biasOffset, relu, scratch);
  }

  @Override
  public void channelProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset,
      boolean relu) {
    VectorWindows.channelProduct(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add, bias,
        biasOffset, relu);
    int done = whole(n);
    if (done < n) {
      super.channelProduct(m, n - done, k, a, aOffset + done, aRows, aColumns, b, bOffset + done, bRows, c,
          cOffset + done, cRows, add, bias, biasOffset + done, relu);
    }
  }

  @Override
  public void largest(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] y, int yOffset,
      int[] yRows) {
    VectorWindows.largest(m, n, k, x, xOffset, windows, taps, y, yOffset, yRows);
    int done = whole(n);
    if (done < n) {
      super.largest(m, n - done, k, x, xOffset + done, windows, taps, y, yOffset + done, yRows);
    }
  }

  @Override
  public void largestGradient(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] g,
      int gOffset, int[] gRows, float[] y, int yOffset) {
    VectorWindows.largestGradient(m, n, k, x, xOffset, windows, taps, g, gOffset, gRows, y, yOffset);
    int done = whole(n);
    if (done < n) {
      super.largestGradient(m, n - done, k, x, xOffset + done, windows, taps, g, gOffset + done, gRows, y,
          yOffset + done);
    }
  }

  /** How many of n elements are in whole vectors. */
  private static int whole(int n) {
    return n / Vectors.LANES * Vectors.LANES;
  }

  @Override
  public int packedSize(int n, int k) {
    return PackedMatmul.size(n, k);
  }

  @Override
  public void pack(int n, int k, int fromColumn, int toColumn, float[] b, int bOffset, int bRow, int bColumn,
      float[] packed) {
    PackedMatmul.pack(n, k, fromColumn, toColumn, b, bOffset, bRow, bColumn, packed);
  }

  @Override
  public void matmulPacked(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] packed,
      float[] bias, int biasOffset, boolean relu, float[] c, int cOffset, int cRow, float[] scratch) {
    PackedMatmul.multiply(m, n, k, a, aOffset, aRow, aColumn, packed, bias, biasOffset, relu, c, cOffset, cRow,
        scratch);
  }

  @Override
  public boolean prefersWinograd() {
    return true;
  }

  @Override
  public void winogradKernel(int n, float[] g, int gOffset, int gApart, float[] u, int uOffset, int uApart) {
    VectorWinograd.kernel(n, g, gOffset, gApart, u, uOffset, uApart);
    int done = whole(n);
    super.winogradKernel(n - done, g, gOffset + done, gApart, u, uOffset + done, uApart);
  }

  @Override
  public void winogradInput(int n, float[] x, int xOffset, int line, int pixel, float[] v, int vOffset, int vApart) {
    VectorWinograd.input(n, x, xOffset, line, pixel, v, vOffset, vApart);
    int done = whole(n);
    if (done < n) {
      super.winogradInput(n - done, x, xOffset + done, line, pixel, v, vOffset + done, vApart);
    }
  }

  @Override
  public void winogradOutput(int n, float[] m, int mOffset, int mApart, float[] bias, int biasOffset, float least,
      float[] y, int yOffset, int line, int pixel) {
    VectorWinograd.output(n, m, mOffset, mApart, bias, biasOffset, least, y, yOffset, line, pixel);
    int done = whole(n);
    if (done < n) {
      super.winogradOutput(n - done, m, mOffset + done, mApart, bias, biasOffset + done, least, y, yOffset + done, line,
          pixel);
    }
  }
}
