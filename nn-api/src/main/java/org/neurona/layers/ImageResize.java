package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.gather;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.slice;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.transpose;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.Interpolation;
import org.neurona.ops.Tensor;

/**
 * Images of another size, as {@code keras.ops.image.resize} makes them on TensorFlow without antialiasing: pixel i of
 * {@code n} has its centre at {@code (i + 1/2) length / n - 1/2} of the input.
 */
final class ImageResize {
  /** The places along a side are tables in the model, and no honest image is larger. */
  private static final int LARGEST_SIDE = 1 << 16;

  private ImageResize() {}

  /**
   * A side that images are made to have.
   *
   * @throws IllegalArgumentException if it is longer than {@value #LARGEST_SIDE} pixels
   */
  static int side(long length) {
    if (length > LARGEST_SIDE) {
      throw new IllegalArgumentException("Images can't be made " + length + " pixels high or wide: the most is "
          + LARGEST_SIDE);
    }
    return (int) length;
  }

  /** The images with so many rows and columns. */
  static Tensor resized(Tensor images, int height, int width, Interpolation interpolation) {
    return along(along(images, 1, height, interpolation), 2, width, interpolation);
  }

  /** The largest window in the middle of the images that has the proportions of the target. */
  static Tensor croppedToAspectRatio(Tensor images, int height, int width) {
    int rows = images.dim(1);
    int columns = images.dim(2);
    return cropped(images, Math.max(1, Math.min(rows, scaled(columns, height, width))),
        Math.max(1, Math.min(columns, scaled(rows, width, height))));
  }

  /** The window of so many rows and columns in the middle of the images. */
  static Tensor cropped(Tensor images, int height, int width) {
    return slice(slice(images, 1, (images.dim(1) - height) / 2, height), 2, (images.dim(2) - width) / 2, width);
  }

  /** {@code length * to / from}, rounded down as Keras does, in float32. */
  static int scaled(int length, int to, int from) {
    return (int) ((float) ((long) length * to) / from);
  }

  private static Tensor along(Tensor x, int axis, int count, Interpolation interpolation) {
    int length = x.dim(axis);
    if (count == length) {
      return x;
    }
    side(count);
    return interpolation == Interpolation.NEAREST
        ? taken(x, axis, IntStream.range(0, count).map(i -> (int) ((2L * i + 1) * length / (2L * count))).toArray())
        : between(x, axis, count);
  }

  private static Tensor between(Tensor x, int axis, int count) {
    int length = x.dim(axis);
    double[] centres = IntStream.range(0, count).mapToDouble(i -> (i + 0.5) * length / count - 0.5).toArray();
    int[] lower = Arrays.stream(centres).mapToInt(centre -> (int) Math.max(0, Math.floor(centre))).toArray();
    int[] upper = Arrays.stream(centres).mapToInt(centre -> (int) Math.min(length - 1, Math.floor(centre) + 1))
        .toArray();
    double[] parts = Arrays.stream(centres).map(centre -> centre - Math.floor(centre)).toArray();
    Shape column = Shape.of(count, 1, 1).slice(0, 4 - axis);
    Tensor from = taken(x, axis, lower);
    return add(from, multiply(subtract(taken(x, axis, upper), from), constant(NDArray.wrap(column, parts))));
  }

  /** The slices at some indices of an axis. */
  private static Tensor taken(Tensor x, int axis, int[] indices) {
    int[] swapped = IntStream.range(0, x.rank()).map(i -> i == 0 ? axis : i == axis ? 0 : i).toArray();
    return transpose(gather(transpose(x, swapped), constant(NDArray.of(indices))), swapped);
  }
}
