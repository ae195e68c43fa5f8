package org.neurona.core.ops;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.ops.Tensor;

/**
 * An operation applied to inputs.
 *
 * @param name what is tried
 * @param formula the operation
 * @param inputs what it is applied to
 * @param expected the value from the inputs' values, computed apart; null where only engines are compared
 */
record OpCase(String name, Function<List<Tensor>, Tensor> formula, List<Input> inputs,
    Function<List<double[]>, double[]> expected) {
  /**
   * An input.
   *
   * @param dims its shape
   * @param kind what numbers it has
   * @param low the smallest
   * @param high what is above the largest
   */
  record Input(int[] dims, Kind kind, double low, double high) {}

  /** What numbers an input has. */
  enum Kind {
    /** Any; differentiated. */
    REAL,
    /** Whole ones, for indices and conditions; not differentiated. */
    WHOLE
  }

  static Input real(double low, double high, int... dims) {
    return new Input(dims, Kind.REAL, low, high);
  }

  static Input real(int... dims) {
    return real(-2, 2, dims);
  }

  static Input whole(int below, int... dims) {
    return new Input(dims, Kind.WHOLE, 0, below);
  }

  static OpCase of(String name, Function<List<Tensor>, Tensor> formula, Input... inputs) {
    return new OpCase(name, formula, List.of(inputs), null);
  }

  OpCase giving(Function<List<double[]>, double[]> value) {
    return new OpCase(name, formula, inputs, value);
  }

  /** The case with placeholders and numbers. */
  Applied applied() {
    Random random = new Random(name.hashCode());
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    List<Tensor> placeholders = new ArrayList<>();
    List<Tensor> differentiated = new ArrayList<>();
    for (Input input : inputs) {
      Tensor placeholder = Computed.input(input.dims());
      placeholders.add(placeholder);
      NDArray numbers = Computed.random(random, Shape.of(input.dims()), input.low(), input.high());
      if (input.kind() == Kind.WHOLE) {
        float[] whole = numbers.toFloatArray();
        for (int i = 0; i < whole.length; i++) {
          whole[i] = (float) Math.floor(whole[i]);
        }
        numbers = NDArray.wrap(numbers.shape(), whole);
      } else {
        differentiated.add(placeholder);
      }
      fed.put(placeholder, numbers);
    }
    return new Applied(fed, placeholders, differentiated, formula.apply(placeholders));
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * A case with numbers.
   *
   * @param fed the inputs' numbers
   * @param placeholders the inputs
   * @param differentiated the inputs that have a gradient
   * @param output the result
   */
  record Applied(Map<Tensor, NDArray> fed, List<Tensor> placeholders, List<Tensor> differentiated, Tensor output) {}
}
