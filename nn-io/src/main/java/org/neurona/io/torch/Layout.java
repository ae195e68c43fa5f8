package org.neurona.io.torch;

import org.neurona.NDArray;
import org.neurona.Shape;

/** Where in a tensor of PyTorch the elements of a weight are. */
final class Layout {
  private final Shape tensor;
  private final int[] places;

  private Layout(Shape tensor, int[] places) {
    this.tensor = tensor;
    this.places = places;
  }

  /** The same order in both. */
  static Layout same(Shape tensor) {
    return split(tensor, new int[] {tensor.size()}, 0);
  }

  /** Axis {@code i} of the weight is axis {@code axes[i]} of the tensor, as NumPy's {@code transpose} has it. */
  static Layout transposed(Shape tensor, int... axes) {
    return split(tensor, tensor.dims(), axes);
  }

  /**
   * The tensor is taken for one of other axes, which are transposed then and taken for the weight's.
   *
   * @param inner the lengths of these axes
   */
  static Layout split(Shape tensor, int[] inner, int... axes) {
    return new Walk(inner, axes, null).layout(tensor);
  }

  /**
   * As {@link #split}, with the parts of the first of these axes in another order.
   *
   * @param blocks which part of the tensor is part {@code i} of the weight
   */
  static Layout blocks(Shape tensor, int[] inner, int[] blocks, int... axes) {
    return new Walk(inner, axes, blocks).layout(tensor);
  }

  /** Goes through the weight's elements in their order. */
  private static final class Walk {
    private final int[] inner;
    private final int[] axes;
    private final int[] blocks;
    private final int[] strides;
    private int[] places;
    private int next;

    Walk(int[] inner, int[] axes, int[] blocks) {
      this.inner = inner;
      this.axes = axes;
      this.blocks = blocks;
      this.strides = new int[inner.length];
      int stride = 1;
      for (int axis = inner.length - 1; axis >= 0; axis--) {
        strides[axis] = stride;
        stride *= inner[axis];
      }
    }

    Layout layout(Shape tensor) {
      places = new int[tensor.size()];
      fill(0, 0);
      return new Layout(tensor, places);
    }

    private void fill(int axis, int place) {
      if (axis == axes.length) {
        places[next++] = place;
        return;
      }
      int source = axes[axis];
      for (int i = 0; i < inner[source]; i++) {
        int at = source == 0 && blocks != null ? blocks[i] : i;
        fill(axis + 1, place + at * strides[source]);
      }
    }
  }

  /** The tensor's shape. */
  Shape tensor() {
    return tensor;
  }

  /** The weight's elements, of a tensor of the right shape. */
  NDArray toWeight(NDArray from, Shape weight) {
    return from.reshape(from.size()).take(places).reshape(weight.dims());
  }

  /** The tensor, of the weight's elements. */
  NDArray toTensor(NDArray weight) {
    int[] from = new int[places.length];
    for (int i = 0; i < from.length; i++) {
      from[places[i]] = i;
    }
    return weight.reshape(weight.size()).take(from).reshape(tensor.dims());
  }
}
