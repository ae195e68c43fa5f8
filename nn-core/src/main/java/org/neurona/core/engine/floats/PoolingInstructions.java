package org.neurona.core.engine.floats;

import java.util.Arrays;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;

/** Pooling and its gradients, an image a row. */
final class PoolingInstructions {
  private static final double NANOSECONDS_PER_ELEMENT = 0.5;

  private PoolingInstructions() {}

  /** What is done for each element that a window sees from a place: all channels of it. */
  private interface Step {
    /**
     * Takes an element.
     *
     * @param input where its first channel is, from the image's start
     * @param output where the place's first channel is, from the output image's start
     * @param isFirst whether it is the first that is seen from this place
     * @param count how many are seen from this place
     */
    void take(int input, int output, boolean isFirst, int count);
  }

  private abstract static class Images extends RowInstruction {
    final WindowGeometry geometry;
    final int inputSize;
    final int outputSize;

    Images(WindowGeometry geometry) {
      super(geometry.images,
          1 + NANOSECONDS_PER_ELEMENT * geometry.outputPlaces() * geometry.taps() * geometry.channels);
      this.geometry = geometry;
      this.inputSize = geometry.inputPlaces() * geometry.channels;
      this.outputSize = geometry.outputPlaces() * geometry.channels;
    }

    abstract void image(int worker, int image);

    @Override
    final void rows(int worker, int from, int to) {
      for (int image = from; image < to; image++) {
        image(worker, image);
      }
    }

    /** Goes through all that is seen from all places. */
    final void walk(Step step) {
      WindowGeometry g = geometry;
      int output = 0;
      for (int z = 0; z < g.places[0]; z++) {
        for (int y = 0; y < g.places[1]; y++) {
          for (int x = 0; x < g.places[2]; x++) {
            place(step, z, y, x, output);
            output += g.channels;
          }
        }
      }
    }

    private void place(Step step, int z, int y, int x, int output) {
      WindowGeometry g = geometry;
      int z0 = g.firstTap(0, z);
      int z1 = g.endTap(0, z);
      int y0 = g.firstTap(1, y);
      int y1 = g.endTap(1, y);
      int x0 = g.firstTap(2, x);
      int x1 = g.endTap(2, x);
      int count = (z1 - z0) * (y1 - y0) * (x1 - x0);
      boolean first = true;
      for (int tz = z0; tz < z1; tz++) {
        for (int ty = y0; ty < y1; ty++) {
          int line = (g.index(0, z, tz) * g.lengths[1] + g.index(1, y, ty)) * g.lengths[2];
          for (int tx = x0; tx < x1; tx++) {
            step.take((line + g.index(2, x, tx)) * g.channels, output, first, count);
            first = false;
          }
        }
      }
    }
  }

  /** The largest elements. */
  static Instruction max(FloatKernels kernels, WindowGeometry geometry, Buffer input, Buffer result) {
    return new Images(geometry) {
      @Override
      void image(int worker, int image) {
        int from = input.offset() + image * inputSize;
        int to = result.offset() + image * outputSize;
        int channels = geometry.channels;
        walk((in, out, first, count) -> {
          if (first) {
            System.arraycopy(input.array(), from + in, result.array(), to + out, channels);
          } else {
            kernels.binary(BinaryFunction.MAXIMUM, result.array(), to + out, input.array(), from + in, result.array(),
                to + out, channels);
          }
        });
      }
    };
  }

  /** Where the first largest elements are: what the gradient and the selection need. */
  private abstract static class Largest extends Images {
    private final Buffer input;
    private final float[][] best;
    private final int[][] where;

    Largest(WindowGeometry geometry, Buffer input, int workers) {
      super(geometry);
      this.input = input;
      this.best = new float[workers][outputSize];
      this.where = new int[workers][outputSize];
    }

    /** For each output element of an image the input element that is its maximum. */
    final int[] find(int worker, int image) {
      float[] x = input.array();
      float[] largest = best[worker];
      int[] places = where[worker];
      int from = input.offset() + image * inputSize;
      int channels = geometry.channels;
      walk((in, out, first, count) -> {
        for (int c = 0; c < channels; c++) {
          float value = x[from + in + c];
          if (first || value > largest[out + c] || value != value && largest[out + c] == largest[out + c]) {
            largest[out + c] = value;
            places[out + c] = in + c;
          }
        }
      });
      return places;
    }
  }

  /** Gradients, added to where the largest elements were. */
  static Instruction maxGradient(WindowGeometry geometry, Buffer input, Buffer gradient, Buffer result, int workers) {
    return new Largest(geometry, input, workers) {
      @Override
      void image(int worker, int image) {
        int[] where = find(worker, image);
        int from = gradient.offset() + image * outputSize;
        int to = result.offset() + image * inputSize;
        Arrays.fill(result.array(), to, to + inputSize, 0);
        for (int i = 0; i < outputSize; i++) {
          result.array()[to + where[i]] += gradient.array()[from + i];
        }
      }
    };
  }

  /** What stands in another array where the largest elements are. */
  static Instruction maxSelect(WindowGeometry geometry, Buffer input, Buffer other, Buffer result, int workers) {
    return new Largest(geometry, input, workers) {
      @Override
      void image(int worker, int image) {
        int[] where = find(worker, image);
        int from = other.offset() + image * inputSize;
        int to = result.offset() + image * outputSize;
        for (int i = 0; i < outputSize; i++) {
          result.array()[to + i] = other.array()[from + where[i]];
        }
      }
    };
  }

  /** The means. */
  static Instruction average(WindowGeometry geometry, Buffer input, Buffer result) {
    return new Images(geometry) {
      @Override
      void image(int worker, int image) {
        float[] x = input.array();
        float[] y = result.array();
        int from = input.offset() + image * inputSize;
        int to = result.offset() + image * outputSize;
        int channels = geometry.channels;
        Arrays.fill(y, to, to + outputSize, 0);
        walk((in, out, first, count) -> {
          float share = 1f / count;
          for (int c = 0; c < channels; c++) {
            y[to + out + c] += x[from + in + c] * share;
          }
        });
      }
    };
  }

  /** Gradients, spread evenly over what was seen. */
  static Instruction averageGradient(WindowGeometry geometry, Buffer gradient, Buffer result) {
    return new Images(geometry) {
      @Override
      void image(int worker, int image) {
        float[] g = gradient.array();
        float[] y = result.array();
        int from = gradient.offset() + image * outputSize;
        int to = result.offset() + image * inputSize;
        int channels = geometry.channels;
        Arrays.fill(y, to, to + inputSize, 0);
        walk((in, out, first, count) -> {
          float share = 1f / count;
          for (int c = 0; c < channels; c++) {
            y[to + in + c] += g[from + out + c] * share;
          }
        });
      }
    };
  }
}
