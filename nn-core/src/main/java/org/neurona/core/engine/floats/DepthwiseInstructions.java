package org.neurona.core.engine.floats;

import java.util.Arrays;

/**
 * Convolution and its two gradients where each input channel is a group of its own. Matrix products of single channels
 * would be mere overhead: here all channels of a place, which are neighbours in memory, go through a tap together.
 */
final class DepthwiseInstructions {
  private static final double NANOSECONDS_PER_PRODUCT = 0.15;
  private static final double NANOSECONDS_PER_TAP = 4;

  private DepthwiseInstructions() {}

  /** What the three have in common: the walk over what the window sees. */
  private abstract static class Base extends Instruction {
    final WindowGeometry geometry;
    final int channels;
    final int out;
    final int multiplier;

    Base(WindowGeometry geometry, int out) {
      this.geometry = geometry;
      this.channels = geometry.channels;
      this.out = out;
      this.multiplier = out / geometry.channels;
    }

    final int lines() {
      return geometry.places[0] * geometry.places[1];
    }

    final double lineCost() {
      return geometry.places[2] * geometry.taps() * (out * NANOSECONDS_PER_PRODUCT + NANOSECONDS_PER_TAP);
    }

    /**
     * Visits the elements that the window sees from a line of places.
     *
     * @param input where the image starts in the input
     * @param output where it starts in the output
     */
    final void line(int worker, int line, int input, int output) {
      WindowGeometry g = geometry;
      int z = line / g.places[1];
      int y = line % g.places[1];
      int y0 = g.firstTap(1, y);
      int y1 = g.endTap(1, y);
      int z0 = g.firstTap(0, z);
      int z1 = g.endTap(0, z);
      for (int x = 0; x < g.places[2]; x++) {
        int x0 = g.firstTap(2, x);
        int x1 = g.endTap(2, x);
        int to = output + (line * g.places[2] + x) * out;
        for (int tz = z0; tz < z1; tz++) {
          for (int ty = y0; ty < y1; ty++) {
            int row = (g.index(0, z, tz) * g.lengths[1] + g.index(1, y, ty)) * g.lengths[2];
            for (int tx = x0; tx < x1; tx++) {
              int tap = (tz * g.sizes[1] + ty) * g.sizes[2] + tx;
              see(worker, input + (row + g.index(2, x, tx)) * channels, tap, to);
            }
          }
        }
      }
    }

    /**
     * The window sees a place's channels at an offset of the input, by a tap, from a place at an offset of the output.
     */
    abstract void see(int worker, int at, int tap, int to);

    final int inputSize() {
      return geometry.inputPlaces() * channels;
    }

    final int outputSize() {
      return geometry.outputPlaces() * out;
    }
  }

  /** A line of places a tile. */
  static Instruction forward(WindowGeometry geometry, int out, Buffer input, Buffer kernel, Buffer output) {
    return new Base(geometry, out) {
      @Override
      int tiles() {
        return geometry.images * lines();
      }

      @Override
      double tileCost() {
        return lineCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int tile = from; tile < to; tile++) {
          int image = tile / lines();
          int line = tile % lines();
          int start = output.offset() + image * outputSize();
          int length = geometry.places[2] * out;
          Arrays.fill(output.array(), start + line * length, start + (line + 1) * length, 0);
          line(worker, line, input.offset() + image * inputSize(), start);
        }
      }

      @Override
      void see(int worker, int at, int tap, int to) {
        float[] x = input.array();
        float[] k = kernel.array();
        float[] y = output.array();
        int factors = kernel.offset() + tap * out;
        if (multiplier == 1) {
          for (int c = 0; c < channels; c++) {
            y[to + c] += x[at + c] * k[factors + c];
          }
          return;
        }
        for (int c = 0; c < channels; c++) {
          for (int o = c * multiplier; o < (c + 1) * multiplier; o++) {
            y[to + o] += x[at + c] * k[factors + o];
          }
        }
      }
    };
  }

  /** An image a tile, for what windows see overlaps. */
  static Instruction inputGradient(WindowGeometry geometry, int out, Buffer gradient, Buffer kernel, Buffer result) {
    return new Base(geometry, out) {
      @Override
      int tiles() {
        return geometry.images;
      }

      @Override
      double tileCost() {
        return lines() * lineCost();
      }

      @Override
      void run(int worker, int from, int to) {
        for (int image = from; image < to; image++) {
          int start = result.offset() + image * inputSize();
          Arrays.fill(result.array(), start, start + inputSize(), 0);
          for (int line = 0; line < lines(); line++) {
            line(worker, line, start, gradient.offset() + image * outputSize());
          }
        }
      }

      @Override
      void see(int worker, int at, int tap, int to) {
        float[] x = result.array();
        float[] k = kernel.array();
        float[] y = gradient.array();
        int factors = kernel.offset() + tap * out;
        if (multiplier == 1) {
          for (int c = 0; c < channels; c++) {
            x[at + c] += y[to + c] * k[factors + c];
          }
          return;
        }
        for (int c = 0; c < channels; c++) {
          float sum = 0;
          for (int o = c * multiplier; o < (c + 1) * multiplier; o++) {
            sum += y[to + o] * k[factors + o];
          }
          x[at + c] += sum;
        }
      }
    };
  }

  /**
   * The sum over some images a tile, for the parts to be added up in their order.
   *
   * @param parts into how many parts the images fall
   */
  static Instruction kernelGradient(WindowGeometry geometry, int out, int parts, Buffer input, Buffer gradient,
      Buffer result, int workers) {
    return new Base(geometry, out) {
      private final float[][] sums = new float[workers][geometry.taps() * out];

      @Override
      int tiles() {
        return parts;
      }

      @Override
      double tileCost() {
        return (double) geometry.images / parts * lines() * lineCost();
      }

      @Override
      void run(int worker, int from, int to) {
        float[] sum = sums[worker];
        for (int part = from; part < to; part++) {
          int target = result.offset() + part * sum.length;
          Arrays.fill(result.array(), target, target + sum.length, 0);
          int last = (int) ((part + 1L) * geometry.images / parts);
          for (int image = (int) ((long) part * geometry.images / parts); image < last; image++) {
            // Few numbers are added to each before they go to the total, which keeps rounding small.
            Arrays.fill(sum, 0);
            for (int line = 0; line < lines(); line++) {
              line(worker, line, input.offset() + image * inputSize(), gradient.offset() + image * outputSize());
            }
            for (int i = 0; i < sum.length; i++) {
              result.array()[target + i] += sum[i];
            }
          }
        }
      }

      @Override
      void see(int worker, int at, int tap, int to) {
        float[] x = input.array();
        float[] y = gradient.array();
        float[] sum = sums[worker];
        int start = tap * out;
        if (multiplier == 1) {
          for (int c = 0; c < channels; c++) {
            sum[start + c] += x[at + c] * y[to + c];
          }
          return;
        }
        for (int c = 0; c < channels; c++) {
          for (int o = c * multiplier; o < (c + 1) * multiplier; o++) {
            sum[start + o] += x[at + c] * y[to + o];
          }
        }
      }
    };
  }
}
