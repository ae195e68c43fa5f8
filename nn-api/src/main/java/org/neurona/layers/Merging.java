package org.neurona.layers;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BinaryOperator;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** What layers that merge several inputs have in common. */
final class Merging {
  private Merging() {}

  /** Fails unless there are at least two inputs, and no more than so many. */
  static void requireSeveral(List<Shape> inputs, int most, String label) {
    if (inputs.size() < 2 || inputs.size() > most) {
      throw new IllegalArgumentException(label + ": A merge layer should be called on a list of "
          + (most == 2 ? "exactly" : "at least") + " 2 inputs. Received " + inputs.size() + " inputs.");
    }
  }

  /** The number of axes of the input that has the most. */
  static int largestRank(List<Shape> inputs) {
    return inputs.stream().mapToInt(Shape::rank).max().orElse(0);
  }

  /** The mask of inputs that are merged element by element: a step counts where it does in one of them. */
  static List<Tensor> anyMask(List<Tensor> masks) {
    return masks.stream().anyMatch(Objects::isNull) ? Collections.singletonList(null)
        : List.of(masks.stream().reduce(Ops::maximum).orElseThrow());
  }

  /** The mask of an input in all its axes but the last; ones where it has none. */
  static Tensor wholeMask(Tensor input, Tensor mask) {
    Shape steps = input.shape().slice(0, input.rank() - 1);
    if (mask == null) {
      return Ops.fill(1, steps);
    }
    int[] dims = Arrays.copyOf(mask.shape().dims(), steps.rank());
    Arrays.fill(dims, mask.rank(), dims.length, 1);
    return Ops.broadcastTo(Ops.reshape(mask, dims), steps);
  }

  /**
   * A shape with axes of length 1 behind its first until it has so many. NumPy puts them in front, which would set the
   * batch against another input's axis.
   */
  static Shape withRank(Shape shape, int rank) {
    Shape wider = shape.slice(0, 1);
    for (int axis = shape.rank(); axis < rank; axis++) {
      wider = wider.append(1);
    }
    for (int axis = 1; axis < shape.rank(); axis++) {
      wider = wider.append(shape.dim(axis));
    }
    return wider;
  }

  /** The input with axes of length 1 behind its first until it has so many. */
  static Tensor aligned(Tensor input, int rank) {
    return input.rank() == rank ? input : Ops.reshape(input, withRank(input.shape(), rank));
  }

  /**
   * The larger or the smaller of all inputs, where one that is masked gives way to the others.
   *
   * @param masks the mask of each input or null, of as many axes
   */
  static Tensor extreme(BinaryOperator<Tensor> function, List<Tensor> inputs, List<Tensor> masks) {
    Tensor output = inputs.get(0);
    Tensor outputMask = masks.get(0);
    for (int i = 1; i < inputs.size(); i++) {
      Tensor mask = masks.get(i);
      Tensor input = mask == null ? inputs.get(i) : Ops.where(mask, inputs.get(i), output);
      output = function.apply(outputMask == null ? output : Ops.where(outputMask, output, input), input);
      outputMask = mask == null || outputMask == null ? null : Ops.maximum(outputMask, mask);
    }
    return output;
  }

  /** The shape that two of one rank broadcast to, or null where they don't; what is not known yet fits anything. */
  static Shape broadcast(Shape a, Shape b) {
    Shape both = a;
    for (int axis = 0; axis < a.rank(); axis++) {
      int length = b.dim(axis);
      if (length != a.dim(axis) && length > 1 && a.dim(axis) > 1) {
        return null;
      }
      both = length > 1 ? both.withDim(axis, length) : both;
    }
    return both;
  }
}
