package org.neurona.core.engine.floats;

import java.util.Arrays;
import org.neurona.core.engine.FloatKernels;

/** A convolution by Winograd's transforms, and the transform of its kernel. */
final class WinogradInstructions {
  /** Numbers in a transformed patch, and the lengths of a patch and of a block of outputs. */
  private static final int NUMBERS = 16;
  private static final int PATCH = 4;
  private static final int BLOCK = 2;
  /** So many floats of patches and products leave room in a second-level cache. */
  private static final int CACHED = 64 << 10;
  /** Blocks go in multiples of a product's tiles. */
  private static final int GRAIN = 8;
  /** Matrices a multiple of a page apart would share few places of the nearest cache: a line more keeps them off that. */
  private static final int LINE = 16;
  private static final double TRANSFORMED_PER_NANOSECOND = 16;

  private WinogradInstructions() {}

  /** The kernel's transform, for so many pairs of channels. */
  static Instruction kernel(FloatKernels kernels, int pairs, Buffer kernel, Buffer result) {
    return new RowInstruction(pairs, NUMBERS / TRANSFORMED_PER_NANOSECOND) {
      @Override
      void rows(int worker, int from, int to) {
        kernels.winogradKernel(to - from, kernel.array(), kernel.offset() + from, pairs, result.array(),
            result.offset() + from, pairs);
      }
    };
  }

  /**
   * {@code output = A' (U * (B' input B)) A}: some blocks of outputs a tile. Their patches are transformed, number by
   * number all patches are multiplied with the kernel's matrix, and the products are transformed back. The last block
   * along an axis moves back by one output, rather than stick out.
   */
  static final class Convolution extends Instruction {
    private final FloatKernels kernels;
    private final WindowGeometry geometry;
    private final int in;
    private final int out;
    private final Buffer input;
    private final Buffer kernel;
    private final float[][] packed;
    private final Buffer bias;
    private final float least;
    private final Buffer output;
    private final int blocksAlong;
    private final int blocksOfImage;
    private final int blocks;
    private final int blocksPerTile;
    private final int patchesApart;
    private final int productsApart;
    private final float[][] patches;
    private final float[][] products;
    private final float[][] padded;
    private final float[][] scratch;

    /**
     * An instruction.
     *
     * @param kernel the transformed kernel
     * @param packed its matrices as they were laid out before, or null
     * @param bias what is added to each output place, or null
     * @param relu whether what is negative then becomes 0
     */
    Convolution(FloatKernels kernels, WindowGeometry geometry, int out, Buffer input, Buffer kernel, float[][] packed,
        Buffer bias, boolean relu, Buffer output, int workers) {
      this.kernels = kernels;
      this.geometry = geometry;
      this.in = geometry.channels;
      this.out = out;
      this.input = input;
      this.kernel = kernel;
      this.packed = packed;
      this.bias = bias != null ? bias : new Buffer(new float[out], 0);
      this.least = relu ? 0 : Float.NEGATIVE_INFINITY;
      this.output = output;
      this.blocksAlong = (geometry.places[2] + 1) / BLOCK;
      this.blocksOfImage = (geometry.places[1] + 1) / BLOCK * blocksAlong;
      this.blocks = geometry.images * blocksOfImage;
      int cached = CACHED / (NUMBERS * (in + out)) / GRAIN * GRAIN;
      int share = workers == 1 ? blocks : blocks / Slabs.PIECES_FOR_ALL / GRAIN * GRAIN;
      this.blocksPerTile = Math.min(blocks, Math.max(GRAIN, Math.min(cached, share)));
      this.patchesApart = blocksPerTile * in + LINE;
      this.productsApart = blocksPerTile * out + LINE;
      this.patches = new float[workers][NUMBERS * patchesApart];
      this.products = new float[workers][NUMBERS * productsApart];
      this.padded = new float[workers][PATCH * PATCH * in];
      this.scratch = new float[workers][kernels.matmulScratch(blocksPerTile, out, in)];
    }

    @Override
    int tiles() {
      return (blocks + blocksPerTile - 1) / blocksPerTile;
    }

    @Override
    double tileCost() {
      return NUMBERS * (MatMulInstruction.cost(blocksPerTile, out, in)
          + blocksPerTile * (in + out) / TRANSFORMED_PER_NANOSECOND);
    }

    @Override
    void run(int worker, int from, int to) {
      for (int tile = from; tile < to; tile++) {
        int first = tile * blocksPerTile;
        int count = Math.min(blocksPerTile, blocks - first);
        for (int i = 0; i < count; i++) {
          transformPatch(worker, first + i, i * in);
        }
        for (int number = 0; number < NUMBERS; number++) {
          multiply(worker, number, count);
        }
        for (int i = 0; i < count; i++) {
          transformBlock(worker, first + i, i * out);
        }
      }
    }

    /** Where a block starts along an axis; the last one may have to move back. */
    private static int start(int index, int places) {
      return Math.min(index * BLOCK, places - BLOCK);
    }

    private void transformPatch(int worker, int block, int to) {
      int y = start(block % blocksOfImage / blocksAlong, geometry.places[1]) - geometry.before[1];
      int x = start(block % blocksAlong, geometry.places[2]) - geometry.before[2];
      int height = geometry.lengths[1];
      int width = geometry.lengths[2];
      int image = input.offset() + block / blocksOfImage * height * width * in;
      if (y >= 0 && x >= 0 && y + PATCH <= height && x + PATCH <= width) {
        kernels.winogradInput(in, input.array(), image + (y * width + x) * in, width * in, in, patches[worker], to,
            patchesApart);
        return;
      }
      float[] patch = padded[worker];
      Arrays.fill(patch, 0);
      int left = Math.max(0, -x);
      int right = Math.min(PATCH, width - x);
      for (int i = Math.max(0, -y); i < Math.min(PATCH, height - y) && left < right; i++) {
        System.arraycopy(input.array(), image + ((y + i) * width + x + left) * in, patch, (i * PATCH + left) * in,
            (right - left) * in);
      }
      kernels.winogradInput(in, patch, 0, PATCH * in, in, patches[worker], to, patchesApart);
    }

    private void multiply(int worker, int number, int count) {
      float[] a = patches[worker];
      int at = number * patchesApart;
      float[] c = products[worker];
      int to = number * productsApart;
      if (packed != null) {
        kernels.matmulPacked(count, out, in, a, at, in, 1, packed[number], null, 0, false, c, to, out,
            scratch[worker]);
      } else {
        kernels.matmul(count, out, in, a, at, in, 1, kernel.array(), kernel.offset() + number * in * out, out, 1, c, to,
            out, scratch[worker]);
      }
    }

    /** Of a block that moved back, only those outputs are stored that no other block has. */
    private void transformBlock(int worker, int block, int from) {
      int width = geometry.places[2];
      int y = block % blocksOfImage / blocksAlong * BLOCK;
      int x = block % blocksAlong * BLOCK;
      int place = (block / blocksOfImage * geometry.places[1] + y) * width + x;
      kernels.winogradOutput(out, products[worker], from, productsApart, bias.array(), bias.offset(), least,
          output.array(), output.offset() + place * out, y + 1 < geometry.places[1] ? width * out : 0,
          x + 1 < width ? out : 0);
    }
  }
}
