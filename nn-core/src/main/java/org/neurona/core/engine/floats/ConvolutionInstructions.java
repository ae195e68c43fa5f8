package org.neurona.core.engine.floats;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;

/**
 * Convolution and its two gradients, as matrix products. The factor that has a row for each output place, with what the
 * window sees from there, is never made: tables tell the product where its elements are in the input.
 */
final class ConvolutionInstructions {
  private static final double FLOPS_PER_NANOSECOND = 150;

  private ConvolutionInstructions() {}

  /** What the three have in common. */
  private abstract static class Base extends Instruction {
    final FloatKernels kernels;
    final WindowGeometry geometry;
    final Slabs slabs;
    final int groups;
    final int out;
    final int groupIn;
    final int groupOut;
    /** Where windows start in a piece, and where in a window its elements are, a group's channels of each. */
    final int[] windows;
    final int[] seen;
    private final float[][] copies;

    Base(FloatKernels kernels, WindowGeometry geometry, int groups, int out, int leastPieces, int workers) {
      this.kernels = kernels;
      this.geometry = geometry;
      this.groups = groups;
      this.out = out;
      this.groupIn = geometry.channels / groups;
      this.groupOut = out / groups;
      this.slabs = new Slabs(geometry, 2.0 * geometry.taps() * groupIn * out, leastPieces);
      this.windows = slabs.windows();
      this.seen = Arrays.stream(slabs.taps()).flatMap(tap -> IntStream.range(tap, tap + groupIn)).toArray();
      this.copies = new float[workers][slabs.size()];
    }

    /** For matrices with rows side by side, so far apart, where each row starts. */
    static int[] rows(int count, int apart) {
      return IntStream.range(0, count).map(row -> row * apart).toArray();
    }

    final double pieceCost() {
      return 2.0 * slabs.mostPlaces() * seen.length * out / FLOPS_PER_NANOSECOND + 100;
    }

    /** The piece of the input for reading, where it is or in a copy. */
    final float[] array(int worker, int piece, Buffer input) {
      if (slabs.inPlace()) {
        return input.array();
      }
      slabs.copy(piece, input, copies[worker]);
      return copies[worker];
    }

    /** Where the piece starts in that array. */
    final int start(int piece, Buffer input) {
      return slabs.inPlace() ? input.offset() + slabs.start(piece) : 0;
    }

    final float[] copy(int worker) {
      return copies[worker];
    }

    /** Where the outputs of a piece start. */
    final int outputs(int piece, Buffer output) {
      return output.offset() + slabs.firstPlace(piece) * out;
    }
  }

  /**
   * {@code output = windows kernel}, a piece a tile.
   *
   * @param bias what is added to each output place, or null
   * @param relu whether what is negative then becomes 0
   */
  static Instruction forward(FloatKernels kernels, WindowGeometry geometry, int groups, int out, Buffer input,
      Buffer kernel, Buffer bias, boolean relu, Buffer output, int workers) {
    return new Base(kernels, geometry, groups, out, workers == 1 ? 1 : Slabs.PIECES_FOR_ALL, workers) {
      private final int[] kernelRows = rows(seen.length, out);
      private final int[] outputRows = rows(windows.length, out);
      private final float[][] scratch =
          new float[workers][kernels.indexedScratch(windows.length, groupOut, seen.length)];

      @Override
      int tiles() {
        return slabs.count();
      }

      @Override
      double tileCost() {
        return pieceCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int piece = from; piece < to; piece++) {
          float[] array = array(worker, piece, input);
          for (int group = 0; group < groups; group++) {
            int channel = group * groupOut;
            kernels.indexedProduct(slabs.places(piece), groupOut, seen.length, array,
                start(piece, input) + group * groupIn, windows, seen, kernel.array(), kernel.offset() + channel,
                kernelRows, output.array(), outputs(piece, output) + channel, outputRows, false,
                bias == null ? null : bias.array(), bias == null ? 0 : bias.offset() + channel, relu, scratch[worker]);
          }
        }
      }
    };
  }

  /**
   * Adds {@code gradient kernel^T} to what windows saw, one after the other of a window's elements; the pieces of an
   * image a tile, for windows overlap.
   *
   * @param kernel the kernel with its last two axes exchanged, so that its rows are what is added
   */
  static Instruction inputGradient(FloatKernels kernels, WindowGeometry geometry, int groups, int out, Buffer gradient,
      Buffer kernel, Buffer result, int workers) {
    return new Base(kernels, geometry, groups, out, workers == 1 ? 1 : Slabs.PIECES_FOR_ALL, workers) {
      private final int[] gradientRows = rows(windows.length, out);
      private final int[] gradientColumns = rows(groupOut, 1);
      private final int[] kernelRows = rows(groupOut, groupIn);
      private final float[][] scratch = new float[workers][kernels.indexedScratch(windows.length, groupIn, groupOut)];

      @Override
      int tiles() {
        return slabs.count() / slabs.blocks();
      }

      @Override
      double tileCost() {
        return slabs.blocks() * pieceCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int tile = from; tile < to; tile++) {
          int first = tile * slabs.blocks();
          int imageSize = geometry.inputPlaces() * geometry.channels;
          int start = result.offset() + slabs.firstImage(first) * imageSize;
          Arrays.fill(result.array(), start, start + slabs.images(first) * imageSize, 0);
          for (int piece = first; piece < first + slabs.blocks(); piece++) {
            if (slabs.inPlace()) {
              add(worker, piece, result.array(), start(piece, result));
            } else {
              Arrays.fill(copy(worker), 0);
              add(worker, piece, copy(worker), 0);
              slabs.add(piece, copy(worker), kernels, result);
            }
          }
        }
      }

      private void add(int worker, int piece, float[] target, int start) {
        for (int tap = 0; tap < geometry.taps(); tap++) {
          for (int group = 0; group < groups; group++) {
            kernels.indexedProduct(slabs.places(piece), groupIn, groupOut, gradient.array(),
                outputs(piece, gradient) + group * groupOut, gradientRows, gradientColumns, kernel.array(),
                kernel.offset() + (tap * out + group * groupOut) * groupIn, kernelRows, target,
                start + seen[tap * groupIn] + group * groupIn, windows, true, null, 0, false, scratch[worker]);
          }
        }
      }
    };
  }

  /**
   * {@code kernel = windows^T gradient}, summed over all places of some pieces: a part of the sum a tile, for the parts
   * to be added up in their order.
   *
   * @param parts into how many parts the pieces fall
   */
  static Instruction kernelGradient(FloatKernels kernels, WindowGeometry geometry, int groups, int out, int parts,
      Buffer input, Buffer gradient, Buffer result, int workers) {
    // What is added up in which order must not depend on how many workers there are.
    return new Base(kernels, geometry, groups, out, Slabs.PIECES_FOR_ALL, workers) {
      private final int[] gradientRows = rows(windows.length, out);
      private final int[] kernelRows = rows(seen.length, out);
      private final float[][] scratch =
          new float[workers][kernels.indexedScratch(seen.length, groupOut, windows.length)];
      private final float[][] products = new float[workers][seen.length * out];

      @Override
      int tiles() {
        return parts;
      }

      @Override
      double tileCost() {
        return (double) slabs.count() / parts * pieceCost();
      }

      @Override
      void run(int worker, int from, int to) {
        int size = seen.length * out;
        for (int part = from; part < to; part++) {
          int target = result.offset() + part * size;
          Arrays.fill(result.array(), target, target + size, 0);
          int last = (int) ((part + 1L) * slabs.count() / parts);
          for (int piece = (int) ((long) part * slabs.count() / parts); piece < last; piece++) {
            // The products of one piece are added up on their own, which keeps rounding small.
            multiply(worker, piece, products[worker]);
            kernels.binary(BinaryFunction.ADD, result.array(), target, products[worker], 0, result.array(), target,
                size);
          }
        }
      }

      private void multiply(int worker, int piece, float[] product) {
        float[] array = array(worker, piece, input);
        for (int group = 0; group < groups; group++) {
          kernels.indexedProduct(seen.length, groupOut, slabs.places(piece), array,
              start(piece, input) + group * groupIn, seen, windows, gradient.array(),
              outputs(piece, gradient) + group * groupOut, gradientRows, product, group * groupOut, kernelRows, false,
              null, 0, false, scratch[worker]);
        }
      }
    };
  }
}
