package org.neurona.core.engine.floats;

import java.util.Arrays;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;

/** Convolution and its two gradients, as matrix products with {@link Patches}. */
final class ConvolutionInstructions {
  private static final double FLOPS_PER_NANOSECOND = 80;

  private ConvolutionInstructions() {}

  /** What the three have in common. */
  private abstract static class Base extends Instruction {
    final FloatKernels kernels;
    final WindowGeometry geometry;
    final Patches patches;
    final int groups;
    final int out;
    /** The length of a patch: taps times a group's input channels. */
    final int depth;
    final int groupIn;
    final int groupOut;
    final int block;
    final int blocks;
    final float[][] rows;

    Base(FloatKernels kernels, WindowGeometry geometry, int groups, int out, int workers) {
      this.kernels = kernels;
      this.geometry = geometry;
      this.patches = new Patches(geometry, groups);
      this.groups = groups;
      this.out = out;
      this.depth = patches.width();
      this.groupIn = geometry.channels / groups;
      this.groupOut = out / groups;
      this.block = patches.placesAtOnce();
      this.blocks = (geometry.outputPlaces() + block - 1) / block;
      this.rows = new float[workers][block * depth];
    }

    final int blockSize(int number) {
      return Math.min(block, geometry.outputPlaces() - number * block);
    }

    final double blockCost() {
      return 2.0 * block * depth * groupOut * groups / FLOPS_PER_NANOSECOND + 0.2 * block * depth * groups + 100;
    }

    /** Where an image starts in the input, at a group's first channel. */
    final int image(Buffer input, int image, int group) {
      return input.offset() + image * geometry.inputPlaces() * geometry.channels + group * groupIn;
    }

    /** Where a block of an image starts in the output, at a group's first channel. */
    final int place(Buffer output, int image, int number, int group) {
      return output.offset() + (image * geometry.outputPlaces() + number * block) * out + group * groupOut;
    }
  }

  /** {@code output = patches kernel}, a block of places a tile. */
  static Instruction forward(FloatKernels kernels, WindowGeometry geometry, int groups, int out, Buffer input,
      Buffer kernel, Buffer output, int workers) {
    return new Base(kernels, geometry, groups, out, workers) {
      private final float[][] scratch = new float[workers][kernels.matmulScratch(block, groupOut, depth)];

      @Override
      int tiles() {
        return geometry.images * blocks;
      }

      @Override
      double tileCost() {
        return blockCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int tile = from; tile < to; tile++) {
          int image = tile / blocks;
          int number = tile % blocks;
          for (int group = 0; group < groups; group++) {
            patches.gather(input.array(), image(input, image, group), number * block, blockSize(number), rows[worker]);
            kernels.matmul(blockSize(number), groupOut, depth, rows[worker], 0, depth, 1, kernel.array(),
                kernel.offset() + group * groupOut, out, 1, output.array(), place(output, image, number, group), out,
                scratch[worker]);
          }
        }
      }
    };
  }

  /** {@code patches = gradient kernel^T}, added to where they were seen: an image a tile, for patches overlap. */
  static Instruction inputGradient(FloatKernels kernels, WindowGeometry geometry, int groups, int out, Buffer gradient,
      Buffer kernel, Buffer result, int workers) {
    return new Base(kernels, geometry, groups, out, workers) {
      private final float[][] scratch = new float[workers][kernels.matmulScratch(block, depth, groupOut)];

      @Override
      int tiles() {
        return geometry.images;
      }

      @Override
      double tileCost() {
        return blocks * blockCost() + 0.1 * geometry.inputPlaces() * geometry.channels;
      }

      @Override
      void run(int worker, int from, int to) {
        int size = geometry.inputPlaces() * geometry.channels;
        for (int image = from; image < to; image++) {
          int start = result.offset() + image * size;
          Arrays.fill(result.array(), start, start + size, 0);
          for (int number = 0; number < blocks; number++) {
            for (int group = 0; group < groups; group++) {
              kernels.matmul(blockSize(number), depth, groupOut, gradient.array(),
                  place(gradient, image, number, group), out, 1, kernel.array(), kernel.offset() + group * groupOut, 1,
                  out, rows[worker], 0, depth, scratch[worker]);
              patches.scatterAdd(rows[worker], number * block, blockSize(number), result.array(),
                  image(result, image, group));
            }
          }
        }
      }
    };
  }

  /**
   * {@code kernel = patches^T gradient}, summed over all places of some images: a part of the sum a tile, for the parts
   * to be added up in their order.
   *
   * @param parts into how many parts the images fall
   */
  static Instruction kernelGradient(FloatKernels kernels, WindowGeometry geometry, int groups, int out, int parts,
      Buffer input, Buffer gradient, Buffer result, int workers) {
    return new Base(kernels, geometry, groups, out, workers) {
      private final float[][] scratch = new float[workers][kernels.matmulScratch(depth, groupOut, block)];
      private final float[][] products = new float[workers][depth * groupOut];

      @Override
      int tiles() {
        return parts;
      }

      @Override
      double tileCost() {
        return (double) geometry.images / parts * blocks * blockCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int part = from; part < to; part++) {
          int target = result.offset() + part * depth * out;
          Arrays.fill(result.array(), target, target + depth * out, 0);
          int last = (int) ((part + 1L) * geometry.images / parts);
          for (int image = (int) ((long) part * geometry.images / parts); image < last; image++) {
            for (int number = 0; number < blocks; number++) {
              add(worker, image, number, target);
            }
          }
        }
      }

      private void add(int worker, int image, int number, int target) {
        float[] product = products[worker];
        for (int group = 0; group < groups; group++) {
          patches.gather(input.array(), image(input, image, group), number * block, blockSize(number), rows[worker]);
          kernels.matmul(depth, groupOut, blockSize(number), rows[worker], 0, 1, depth, gradient.array(),
              place(gradient, image, number, group), out, 1, product, 0, groupOut, scratch[worker]);
          for (int row = 0; row < depth; row++) {
            int at = target + row * out + group * groupOut;
            kernels.binary(BinaryFunction.ADD, result.array(), at, product, row * groupOut,
                result.array(), at, groupOut);
          }
        }
      }
    };
  }
}
