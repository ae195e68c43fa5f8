package org.neurona.core.ops;

import java.util.Arrays;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.AffineTransformGradient;
import org.neurona.ops.Interpolation;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/** Images sampled by transforms of the plane, and the gradient by the images. */
final class AffineTransformRules {
  private AffineTransformRules() {}

  /** A pixel that an output pixel is made of, and its part in it; pixel -1 is the fill value. */
  private interface Part {
    void take(int pixel, int output, double part);
  }

  /** Goes through all parts of all output pixels of a batch of images. */
  private static void visit(AffineTransform op, Shape images, double[] transforms, Part part) {
    int height = images.dim(1);
    int width = images.dim(2);
    for (int image = 0; image < images.dim(0); image++) {
      double[] t = Arrays.copyOfRange(transforms, image * AffineTransform.NUMBERS,
          (image + 1) * AffineTransform.NUMBERS);
      for (int y = 0; y < op.height(); y++) {
        for (int x = 0; x < op.width(); x++) {
          int output = (image * op.height() + y) * op.width() + x;
          double k = t[6] * x + t[7] * y + 1;
          if (k == 0) {
            part.take(-1, output, 1);
            continue;
          }
          double column = op.fillMode().inside((t[0] * x + t[1] * y + t[2]) / k, width);
          double row = op.fillMode().inside((t[3] * x + t[4] * y + t[5]) / k, height);
          int first = image * height * width;
          for (int down = 0; down < 2; down++) {
            for (int right = 0; right < 2; right++) {
              double share = share(op, row, down) * share(op, column, right);
              if (share != 0) {
                double line = lower(op, row) + down;
                double place = lower(op, column) + right;
                boolean outside = line < 0 || line >= height || place < 0 || place >= width;
                part.take(outside ? -1 : first + (int) line * width + (int) place, output, share);
              }
            }
          }
        }
      }
    }
  }

  /** The pixel at or before a coordinate, or the nearest. */
  private static double lower(AffineTransform op, double coordinate) {
    return op.interpolation() == Interpolation.BILINEAR ? Math.floor(coordinate)
        : Math.copySign(Math.floor(Math.abs(coordinate) + 0.5), coordinate);
  }

  /** The part that this pixel (0) or the next (1) has in the value at a coordinate. */
  private static double share(AffineTransform op, double coordinate, int next) {
    double behind = op.interpolation() == Interpolation.BILINEAR ? coordinate - Math.floor(coordinate) : 0;
    return next == 1 ? behind : 1 - behind;
  }

  static final class ForwardRule implements OpRule<AffineTransform> {
    @Override
    public List<double[]> evaluate(AffineTransform op, Node node, List<double[]> inputs, Evaluation run) {
      double[] x = inputs.get(0);
      double[] y = new double[node.outputs().get(0).shape().size()];
      int channels = node.outputs().get(0).dim(-1);
      visit(op, node.inputs().get(0).shape(), inputs.get(1), (pixel, output, part) -> {
        for (int c = 0; c < channels; c++) {
          y[output * channels + c] += part * (pixel < 0 ? op.fillValue() : x[pixel * channels + c]);
        }
      });
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(AffineTransform op, Node node, List<Tensor> outputGradients) {
      Tensor images = node.inputs().get(0);
      return Arrays.asList(Tensor.of(new AffineTransformGradient(op, images.dim(1), images.dim(2)),
          outputGradients.get(0), node.inputs().get(1)), null);
    }
  }

  static final class GradientRule implements OpRule<AffineTransformGradient> {
    @Override
    public List<double[]> evaluate(AffineTransformGradient op, Node node, List<double[]> inputs, Evaluation run) {
      double[] gradient = inputs.get(0);
      double[] y = new double[node.outputs().get(0).shape().size()];
      int channels = node.outputs().get(0).dim(-1);
      visit(op.transform(), node.outputs().get(0).shape(), inputs.get(1), (pixel, output, part) -> {
        for (int c = 0; pixel >= 0 && c < channels; c++) {
          y[pixel * channels + c] += part * gradient[output * channels + c];
        }
      });
      return List.of(y);
    }

    /** What is linear in the images is its own gradient's gradient: the fill value has no part in it. */
    @Override
    public List<Tensor> gradient(AffineTransformGradient op, Node node, List<Tensor> outputGradients) {
      AffineTransform done = op.transform();
      return Arrays.asList(Tensor.of(new AffineTransform(done.height(), done.width(), done.interpolation(),
          done.fillMode(), 0), outputGradients.get(0), node.inputs().get(1)), null);
    }
  }
}
