package org.neurona.io.torch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.layers.Weight;

/**
 * A weight of a model and the tensors of PyTorch that hold its numbers: one, two that lie one behind the other, or two
 * whose sum it is.
 */
public final class Link {
  private final Weight weight;
  private final List<String> tensors;
  private final Layout layout;
  private final boolean summed;

  private Link(Weight weight, List<String> tensors, Layout layout, boolean summed) {
    this.weight = weight;
    this.tensors = tensors;
    this.layout = layout;
    this.summed = summed;
  }

  static Link of(Weight weight, String tensor, Layout layout) {
    return new Link(weight, List.of(tensor), layout, false);
  }

  /** The weight is both tensors, one behind the other. */
  static Link stacked(Weight weight, String first, String second, Layout layout) {
    return new Link(weight, List.of(first, second), layout, false);
  }

  /** The weight is the sum of both tensors; the other way, the second one is 0. */
  static Link summed(Weight weight, String first, String second, Layout layout) {
    return new Link(weight, List.of(first, second), layout, true);
  }

  /** The weight. */
  public Weight weight() {
    return weight;
  }

  /** The names of the tensors. */
  public List<String> tensors() {
    return tensors;
  }

  /** The shape that each of the tensors has. */
  public Shape tensorShape() {
    return layout.tensor();
  }

  /** The weight's numbers, of tensors of the right shape. */
  public NDArray toWeight(List<NDArray> given) {
    List<NDArray> floating =
        given.stream().map(tensor -> tensor.dtype().isFloating() ? tensor : tensor.astype(DType.FLOAT32)).toList();
    Shape shape = weight.spec().shape();
    if (summed) {
      return sum(layout.toWeight(floating.get(0), shape), layout.toWeight(floating.get(1), shape));
    }
    List<NDArray> parts = new ArrayList<>();
    floating.forEach(tensor -> parts.add(layout.toWeight(tensor, Shape.of(tensor.size()))));
    return NDArray.concatenate(parts).reshape(shape.dims());
  }

  private static NDArray sum(NDArray a, NDArray b) {
    double[] sum = a.toDoubleArray();
    double[] other = b.toDoubleArray();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    NDArray wide = NDArray.wrap(a.shape(), sum);
    return a.dtype() == DType.FLOAT64 || b.dtype() == DType.FLOAT64 ? wide : wide.astype(DType.FLOAT32);
  }

  /** The tensors, in the order of their names. */
  public List<NDArray> toTensors(NDArray value) {
    if (summed) {
      NDArray first = layout.toTensor(value);
      return List.of(first, NDArray.zeros(first.shape()).astype(first.dtype()));
    }
    int size = layout.tensor().size();
    NDArray flat = value.reshape(value.size());
    List<NDArray> given = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      given.add(layout.toTensor(flat.slice(i * size, (i + 1) * size)));
    }
    return Collections.unmodifiableList(given);
  }
}
