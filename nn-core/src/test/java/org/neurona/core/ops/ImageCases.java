package org.neurona.core.ops;

import static org.neurona.core.ops.OpCase.real;

import java.util.Arrays;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.AffineTransformGradient;
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Cases of images that are sampled by transforms of the plane. */
final class ImageCases {
  /** A turn, a zoom that looks far outside, and a perspective; none of their places are halfway between pixels. */
  private static final double[][] TRANSFORMS = {{0.87, -0.49, 0.713, 0.49, 0.87, -1.137, 0, 0},
      {2.31, 0.1, -1.731, -0.2, 3.17, -2.213, 0, 0}, {1.1, 0.2, -0.313, 0.1, 0.9, 0.217, 0.05, -0.03}};

  private ImageCases() {}

  /** Images, and what size they become. */
  private record Sampled(Shape images, int height, int width) {
    Tensor transforms() {
      double[] numbers = new double[images.dim(0) * AffineTransform.NUMBERS];
      Arrays.setAll(numbers, i -> TRANSFORMS[i / AffineTransform.NUMBERS % 3][i % AffineTransform.NUMBERS]);
      return Ops.constant(NDArray.of(Shape.of(images.dim(0), AffineTransform.NUMBERS), numbers));
    }
  }

  static void addTo(List<OpCase> cases) {
    for (Sampled sampled : List.of(new Sampled(Shape.of(3, 3, 4, 1), 3, 4), new Sampled(Shape.of(3, 1, 5, 2), 2, 3),
        new Sampled(Shape.of(7, 13, 11, 5), 9, 14))) {
      Shape images = sampled.images();
      Shape output = images.withDim(1, sampled.height()).withDim(2, sampled.width());
      for (Interpolation interpolation : Interpolation.values()) {
        for (FillMode mode : FillMode.values()) {
          AffineTransform transform =
              new AffineTransform(sampled.height(), sampled.width(), interpolation, mode, 0.7);
          String of = " of " + sampled + " by " + transform;
          cases.add(OpCase.of("affineTransform" + of, in -> Tensor.of(transform, in.get(0), sampled.transforms()),
              real(images.dims())));
          cases.add(OpCase.of("affineTransform by images" + of, in -> Tensor.of(
              new AffineTransformGradient(transform, images.dim(1), images.dim(2)), in.get(0), sampled.transforms()),
              real(output.dims())));
        }
      }
    }
  }
}
