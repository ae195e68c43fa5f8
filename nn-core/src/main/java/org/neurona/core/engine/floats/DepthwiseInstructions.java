package org.neurona.core.engine.floats;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;

/**
 * Convolution and its two gradients where each input channel is a group of its own. Matrix products of single channels
 * would be mere overhead: here all channels of a place, which are neighbours in memory, are multiplied together. Where
 * a channel has several kernels, instructions work on a copy of the image with each channel as often as it has kernels.
 */
final class DepthwiseInstructions {
  private static final double NANOSECONDS_PER_PRODUCT = 0.03;
  /** Of few images blocks of so many channels are done at the same time. */
  private static final int CHANNELS_AT_ONCE = 16;
  private static final int FEW_IMAGES = 16;

  private DepthwiseInstructions() {}

  /** What the three have in common. */
  private abstract static class Base extends Instruction {
    final FloatKernels kernels;
    final int images;
    final int out;
    final int multiplier;
    final int elements;
    final int inputSize;
    final int outputSize;
    final List<Inside> sorts;
    /** For each sort where in the output its places are, where its windows start, where taps are, and their kernels. */
    final int[][] places;
    final int[][] windows;
    final int[][] taps;
    final int[][] kernelRows;
    final int channelsAtOnce;
    private final float[][] copies;

    Base(FloatKernels kernels, WindowGeometry geometry, int out, int workers) {
      this.kernels = kernels;
      this.images = geometry.images;
      this.out = out;
      this.multiplier = out / geometry.channels;
      this.elements = geometry.taps();
      this.inputSize = geometry.inputPlaces() * geometry.channels;
      this.outputSize = geometry.outputPlaces() * out;
      this.sorts = Inside.of(geometry);
      this.places = tables(sort -> Inside.times(sort.places(), out));
      this.windows = tables(sort -> Inside.times(sort.windows(), multiplier));
      this.taps = tables(sort -> Inside.times(sort.taps(), multiplier));
      this.kernelRows = tables(sort -> Inside.times(sort.elements(), out));
      this.channelsAtOnce = images < FEW_IMAGES && multiplier == 1 ? CHANNELS_AT_ONCE : out;
      this.copies = new float[workers][multiplier == 1 ? 0 : inputSize * multiplier];
    }

    private int[][] tables(Function<Inside, int[]> table) {
      return sorts.stream().map(table).toArray(int[][]::new);
    }

    final int blocks() {
      return (out + channelsAtOnce - 1) / channelsAtOnce;
    }

    final double imageCost() {
      return (double) outputSize * elements * NANOSECONDS_PER_PRODUCT + 100;
    }

    /** An image for reading: where it is, or with its channels repeated. */
    final float[] array(int worker, int image, Buffer input) {
      if (multiplier == 1) {
        return input.array();
      }
      float[] copy = copies[worker];
      int start = input.offset() + image * inputSize;
      for (int i = 0; i < inputSize; i++) {
        Arrays.fill(copy, i * multiplier, (i + 1) * multiplier, input.array()[start + i]);
      }
      return copy;
    }

    /** Where the image starts in that array. */
    final int start(int image, Buffer input) {
      return multiplier == 1 ? input.offset() + image * inputSize : 0;
    }

    /** The array for adding to an image: where it is, or with its channels repeated. */
    final float[] target(int worker, Buffer result) {
      return multiplier == 1 ? result.array() : copies[worker];
    }

    /** Adds repeated channels up, where they are. */
    final void addUp(int worker, int image, Buffer result) {
      if (multiplier > 1) {
        int start = result.offset() + image * inputSize;
        for (int i = 0; i < inputSize; i++) {
          result.array()[start + i] = kernels.sum(copies[worker], i * multiplier, multiplier);
        }
      }
    }
  }

  /**
   * Some channels of an image a tile.
   *
   * @param bias what is added to each output place, or null
   * @param relu whether what is negative then becomes 0
   */
  static Instruction forward(FloatKernels kernels, WindowGeometry geometry, int out, Buffer input, Buffer kernel,
      Buffer bias, boolean relu, Buffer output, int workers) {
    return new Base(kernels, geometry, out, workers) {
      @Override
      int tiles() {
        return images * blocks();
      }

      @Override
      double tileCost() {
        return imageCost() / blocks();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int tile = from; tile < to; tile++) {
          int image = tile / blocks();
          int channel = tile % blocks() * channelsAtOnce;
          float[] array = array(worker, image, input);
          for (int i = 0; i < places.length; i++) {
            kernels.channelProduct(places[i].length, Math.min(channelsAtOnce, out - channel), taps[i].length, array,
                start(image, input) + channel, windows[i], taps[i], kernel.array(), kernel.offset() + channel,
                kernelRows[i], output.array(), output.offset() + image * outputSize + channel, places[i], false,
                bias == null ? null : bias.array(), bias == null ? 0 : bias.offset() + channel, relu);
          }
        }
      }
    };
  }

  /** An image a tile, one after the other of a window's elements, for windows overlap. */
  static Instruction inputGradient(FloatKernels kernels, WindowGeometry geometry, int out, Buffer gradient,
      Buffer kernel, Buffer result, int workers) {
    return new Base(kernels, geometry, out, workers) {
      private final int[] one = new int[1];

      @Override
      int tiles() {
        return images;
      }

      @Override
      double tileCost() {
        return imageCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int image = from; image < to; image++) {
          float[] target = target(worker, result);
          int start = start(image, result);
          Arrays.fill(target, start, start + inputSize * multiplier, 0);
          for (int i = 0; i < places.length; i++) {
            for (int tap = 0; tap < taps[i].length; tap++) {
              kernels.channelProduct(places[i].length, out, 1, gradient.array(), gradient.offset() + image * outputSize,
                  places[i], one, kernel.array(), kernel.offset() + kernelRows[i][tap], one, target,
                  start + taps[i][tap], windows[i], true, null, 0, false);
            }
          }
          addUp(worker, image, result);
        }
      }
    };
  }

  /**
   * The sum over some images a tile, for the parts to be added up in their order.
   *
   * @param parts into how many parts the images fall
   */
  static Instruction kernelGradient(FloatKernels kernels, WindowGeometry geometry, int out, int parts, Buffer input,
      Buffer gradient, Buffer result, int workers) {
    return new Base(kernels, geometry, out, workers) {
      private final float[][] sums = new float[workers][elements * out];

      @Override
      int tiles() {
        return parts;
      }

      @Override
      double tileCost() {
        return (double) images / parts * imageCost();
      }

      @Override
      void run(int worker, int from, int to) {
        float[] sum = sums[worker];
        for (int part = from; part < to; part++) {
          int target = result.offset() + part * sum.length;
          Arrays.fill(result.array(), target, target + sum.length, 0);
          int last = (int) ((part + 1L) * images / parts);
          for (int image = (int) ((long) part * images / parts); image < last; image++) {
            // Few numbers are added to each before they go to the total, which keeps rounding small.
            Arrays.fill(sum, 0);
            float[] array = array(worker, image, input);
            for (int i = 0; i < places.length; i++) {
              kernels.channelProduct(taps[i].length, out, places[i].length, array, start(image, input), taps[i],
                  windows[i], gradient.array(), gradient.offset() + image * outputSize, places[i], sum, 0,
                  kernelRows[i], true, null, 0, false);
            }
            kernels.binary(BinaryFunction.ADD, result.array(), target, sum, 0, result.array(), target, sum.length);
          }
        }
      }
    };
  }
}
