package org.neurona.layers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;

/** The setting of layers that normalize over one axis or several. */
final class NormalizationAxes {
  /** Keras' {@code axis}: one axis, which files write as a number, or several; the last by default. */
  static final Setting<List<Integer>> AXIS =
      AxisSettings.several("axis", NormalizationAxes::areDifferent, List.of(-1));

  private NormalizationAxes() {}

  private static boolean areDifferent(List<Integer> axes) {
    return axes != null && !axes.isEmpty() && axes.stream().distinct().count() == axes.size();
  }

  /** The axes as numbers from 0 on. */
  static int[] of(List<Integer> axes, Shape input) {
    return axes.stream().mapToInt(input::axis).toArray();
  }

  /** The lengths of these axes. */
  static Shape lengths(int[] axes, Shape input) {
    return Shape.of(IntStream.of(axes).map(input::dim).toArray());
  }

  /** All axes but these. */
  static int[] others(int rank, int... axes) {
    return IntStream.range(0, rank).filter(axis -> IntStream.of(axes).noneMatch(given -> given == axis)).toArray();
  }

  /** The input's shape with length 1 on all axes but these: by it a weight of their lengths meets the input. */
  static Shape alone(Shape input, int... axes) {
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    for (int axis : axes) {
      dims[axis] = input.dim(axis);
    }
    return Shape.of(dims);
  }

  /** Fails unless the input has these axes, behind the batch axis and of known lengths. */
  static void check(List<Integer> axes, Shape input, String label) {
    for (int axis : axes) {
      if (axis >= input.rank() || axis < -input.rank() || input.axis(axis) == 0) {
        throw new ShapeMismatchException(label, "input with an axis " + axis + " behind the batch axis", input);
      }
      if (input.dim(axis) == Shape.UNKNOWN) {
        throw new ShapeMismatchException(label, "input with axis " + axis + " of known length", input);
      }
    }
  }
}
