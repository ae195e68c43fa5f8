package org.neurona.core.engine.floats;

import java.util.Arrays;
import java.util.List;
import org.neurona.core.engine.FloatKernels;

/** Pooling and its gradients, an image a row, by the sorts of places that {@link Inside} makes. */
final class PoolingInstructions {
  private static final double NANOSECONDS_PER_ELEMENT = 0.05;

  private PoolingInstructions() {}

  private abstract static class Images extends RowInstruction {
    final List<Inside> sorts;
    final int channels;
    final int inputSize;
    final int outputSize;
    /** For each sort where in the output its places are. */
    final int[][] outputs;

    Images(WindowGeometry geometry) {
      super(geometry.images,
          1 + NANOSECONDS_PER_ELEMENT * geometry.outputPlaces() * geometry.taps() * geometry.channels);
      this.sorts = Inside.of(geometry);
      this.channels = geometry.channels;
      this.inputSize = geometry.inputPlaces() * channels;
      this.outputSize = geometry.outputPlaces() * channels;
      this.outputs = sorts.stream().map(sort -> Inside.times(sort.places(), channels)).toArray(int[][]::new);
    }

    /**
     * Does the places of one sort of an image.
     *
     * @param number the sort's number
     * @param in how far into the inputs the image starts
     * @param out how far into the outputs
     */
    abstract void run(int number, Inside sort, int in, int out);

    /** The array to which an image is added, to be filled with zeros before; null where nothing is added. */
    Buffer addedTo() {
      return null;
    }

    @Override
    final void rows(int worker, int from, int to) {
      Buffer target = addedTo();
      for (int image = from; image < to; image++) {
        if (target != null) {
          int start = target.offset() + image * inputSize;
          Arrays.fill(target.array(), start, start + inputSize, 0);
        }
        for (int i = 0; i < outputs.length; i++) {
          run(i, sorts.get(i), image * inputSize, image * outputSize);
        }
      }
    }
  }

  /** The largest elements. */
  static Instruction max(FloatKernels kernels, WindowGeometry geometry, Buffer input, Buffer result) {
    return new Images(geometry) {
      @Override
      void run(int number, Inside sort, int in, int out) {
        kernels.largest(sort.places().length, channels, sort.taps().length, input.array(), input.offset() + in,
            sort.windows(), sort.taps(), result.array(), result.offset() + out, outputs[number]);
      }
    };
  }

  /** Gradients, added to where the first largest elements were. */
  static Instruction maxGradient(FloatKernels kernels, WindowGeometry geometry, Buffer input, Buffer gradient,
      Buffer result) {
    return new Images(geometry) {
      @Override
      Buffer addedTo() {
        return result;
      }

      @Override
      void run(int number, Inside sort, int in, int out) {
        kernels.largestGradient(sort.places().length, channels, sort.taps().length, input.array(), input.offset() + in,
            sort.windows(), sort.taps(), gradient.array(), gradient.offset() + out, outputs[number], result.array(),
            result.offset() + in);
      }
    };
  }

  /** What stands in another array where the first largest elements are. */
  static Instruction maxSelect(WindowGeometry geometry, Buffer input, Buffer other, Buffer result) {
    return new Images(geometry) {
      @Override
      void run(int number, Inside sort, int in, int out) {
        float[] x = input.array();
        int[] places = outputs[number];
        for (int i = 0; i < places.length; i++) {
          int start = in + sort.windows()[i];
          for (int c = start; c < start + channels; c++) {
            int best = c + sort.taps()[0];
            for (int tap : sort.taps()) {
              best = x[input.offset() + c + tap] > x[input.offset() + best] ? c + tap : best;
            }
            result.array()[result.offset() + out + places[i] + c - start] = other.array()[other.offset() + best];
          }
        }
      }
    };
  }

  /** For each sort a row of equal shares, and tables that find it for every tap: means are products with it. */
  private abstract static class Means extends Images {
    final float[][] shares;
    final int[][] shareRows;

    Means(WindowGeometry geometry) {
      super(geometry);
      shares = new float[sorts.size()][channels];
      shareRows = new int[sorts.size()][];
      for (int i = 0; i < shares.length; i++) {
        int taps = sorts.get(i).taps().length;
        Arrays.fill(shares[i], 1f / taps);
        shareRows[i] = new int[taps];
      }
    }
  }

  /** The means. */
  static Instruction average(FloatKernels kernels, WindowGeometry geometry, Buffer input, Buffer result) {
    return new Means(geometry) {
      @Override
      void run(int number, Inside sort, int in, int out) {
        kernels.channelProduct(sort.places().length, channels, sort.taps().length, input.array(), input.offset() + in,
            sort.windows(), sort.taps(), shares[number], 0, shareRows[number], result.array(), result.offset() + out,
            outputs[number], false, null, 0, false);
      }
    };
  }

  /** Gradients, spread evenly over what was seen. */
  static Instruction averageGradient(FloatKernels kernels, WindowGeometry geometry, Buffer gradient, Buffer result) {
    return new Means(geometry) {
      @Override
      Buffer addedTo() {
        return result;
      }

      @Override
      void run(int number, Inside sort, int in, int out) {
        for (int tap : sort.taps()) {
          kernels.channelProduct(sort.places().length, channels, 1, gradient.array(), gradient.offset() + out,
              outputs[number], shareRows[number], shares[number], 0, shareRows[number], result.array(),
              result.offset() + in + tap, sort.windows(), true, null, 0, false);
        }
      }
    };
  }
}
