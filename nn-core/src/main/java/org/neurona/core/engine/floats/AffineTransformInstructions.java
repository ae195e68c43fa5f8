package org.neurona.core.engine.floats;

import java.util.Arrays;
import org.neurona.Shape;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;

/** Images sampled by transforms of the plane, and the gradient by the images: an image a row. */
final class AffineTransformInstructions {
  private static final double NANOSECONDS_PER_PIXEL = 30;
  private static final double NANOSECONDS_PER_ELEMENT = 2;

  private AffineTransformInstructions() {}

  /** What both directions do: find the pixels that an output pixel is made of. */
  private abstract static class Sampling extends RowInstruction {
    final int channels;
    final int outputSize;
    final int imageSize;
    private final AffineTransform op;
    private final FillMode mode;
    private final boolean bilinear;
    private final int height;
    private final int width;
    private final Buffer transforms;

    Sampling(AffineTransform op, Shape images, Buffer transforms) {
      super(images.dim(0), 1 + op.height() * op.width()
          * (NANOSECONDS_PER_PIXEL + NANOSECONDS_PER_ELEMENT * images.dim(3)));
      this.op = op;
      this.mode = op.fillMode();
      this.bilinear = op.interpolation() == Interpolation.BILINEAR;
      this.height = images.dim(1);
      this.width = images.dim(2);
      this.channels = images.dim(3);
      this.outputSize = op.height() * op.width() * channels;
      this.imageSize = height * width * channels;
      this.transforms = transforms;
    }

    /** Begins an image. */
    abstract void begin(int image);

    /** Takes a part of an image's output pixel from a pixel, by their first channels; from -1 for the fill value. */
    abstract void take(int image, int from, int output, float part);

    @Override
    final void rows(int worker, int from, int to) {
      for (int image = from; image < to; image++) {
        begin(image);
        sample(image, transforms.array(), transforms.offset() + image * AffineTransform.NUMBERS);
      }
    }

    /** Coordinates are float64: they decide which pixel is nearest. */
    private void sample(int image, float[] t, int at) {
      int output = 0;
      for (int y = 0; y < op.height(); y++) {
        for (int x = 0; x < op.width(); x++) {
          double k = (double) t[at + 6] * x + (double) t[at + 7] * y + 1;
          if (k == 0) {
            take(image, -1, output, 1);
          } else {
            double column = ((double) t[at] * x + (double) t[at + 1] * y + t[at + 2]) / k;
            double row = ((double) t[at + 3] * x + (double) t[at + 4] * y + t[at + 5]) / k;
            pixel(image, mode.inside(row, height), mode.inside(column, width), output);
          }
          output += channels;
        }
      }
    }

    private void pixel(int image, double row, double column, int output) {
      if (!bilinear) {
        take(image, from(nearest(row), nearest(column)), output, 1);
        return;
      }
      double top = Math.floor(row);
      double left = Math.floor(column);
      float below = (float) (row - top);
      float right = (float) (column - left);
      part(image, top, left, output, (1 - below) * (1 - right));
      part(image, top, left + 1, output, (1 - below) * right);
      part(image, top + 1, left, output, below * (1 - right));
      part(image, top + 1, left + 1, output, below * right);
    }

    private void part(int image, double row, double column, int output, float part) {
      if (part != 0) {
        take(image, from(row, column), output, part);
      }
    }

    /** Rounds half away from 0. */
    private static double nearest(double coordinate) {
      return coordinate < 0 ? -Math.floor(0.5 - coordinate) : Math.floor(coordinate + 0.5);
    }

    private int from(double row, double column) {
      return row < 0 || row >= height || column < 0 || column >= width ? -1
          : ((int) row * width + (int) column) * channels;
    }
  }

  /** The sampled images. */
  static Instruction forward(AffineTransform op, Shape images, Buffer input, Buffer transforms, Buffer result) {
    float fill = (float) op.fillValue();
    return new Sampling(op, images, transforms) {
      @Override
      void begin(int image) {
        int to = result.offset() + image * outputSize;
        Arrays.fill(result.array(), to, to + outputSize, 0);
      }

      @Override
      void take(int image, int from, int output, float part) {
        float[] y = result.array();
        int to = result.offset() + image * outputSize + output;
        if (from < 0) {
          for (int c = 0; c < channels; c++) {
            y[to + c] += part * fill;
          }
        } else {
          float[] x = input.array();
          int at = input.offset() + image * imageSize + from;
          for (int c = 0; c < channels; c++) {
            y[to + c] += part * x[at + c];
          }
        }
      }
    };
  }

  /** Gradients of sampled images, added to the pixels that they were made of. */
  static Instruction gradient(AffineTransform op, Shape images, Buffer gradient, Buffer transforms, Buffer result) {
    return new Sampling(op, images, transforms) {
      @Override
      void begin(int image) {
        int to = result.offset() + image * imageSize;
        Arrays.fill(result.array(), to, to + imageSize, 0);
      }

      @Override
      void take(int image, int from, int output, float part) {
        if (from >= 0) {
          float[] y = result.array();
          float[] g = gradient.array();
          int to = result.offset() + image * imageSize + from;
          int at = gradient.offset() + image * outputSize + output;
          for (int c = 0; c < channels; c++) {
            y[to + c] += part * g[at + c];
          }
        }
      }
    };
  }
}
