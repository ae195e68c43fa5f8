package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * Weights of Keras 2's {@code CuDNNLSTM} and {@code CuDNNGRU} as {@code LSTM} and {@code GRU} have them. Of each gate,
 * the kernel {@code (input, units)} has its numbers in the order of the transposed one, and the recurrent kernel is
 * transposed. There are two biases for each gate, which an LSTM adds and a GRU that resets after the product keeps.
 */
final class CudnnArrays {
  private static final Map<String, Integer> GATES = Map.of("LSTM", 4, "GRU", 3);

  private CudnnArrays() {}

  /** Arrays that are as cuDNN has them, converted; others as they are. */
  static List<NDArray> convert(String className, List<NDArray> arrays) {
    if (className.equals("Bidirectional") && arrays.size() == 6) {
      List<NDArray> both = new ArrayList<>();
      for (int half = 0; half < 2; half++) {
        List<NDArray> own = arrays.subList(3 * half, 3 * half + 3);
        List<NDArray> lstm = convert("LSTM", own);
        both.addAll(lstm != own ? lstm : convert("GRU", own));
      }
      return both;
    }
    Integer gates = GATES.get(className);
    if (gates == null || arrays.size() != 3 || arrays.get(1).shape().rank() != 2 || arrays.get(0).shape().rank() != 2) {
      return arrays;
    }
    int units = arrays.get(1).shape().dim(0);
    if (!arrays.get(2).shape().equals(Shape.of(2 * gates * units))
        || arrays.get(1).shape().dim(1) != gates * units || arrays.get(0).shape().dim(1) != gates * units) {
      return arrays;
    }
    return List.of(kernel(arrays.get(0), gates, units), recurrent(arrays.get(1), gates, units),
        gates == 3 ? arrays.get(2).reshape(2, 3 * units) : sumOfHalves(arrays.get(2)));
  }

  private static NDArray kernel(NDArray array, int gates, int units) {
    int inputs = array.shape().dim(0);
    float[] from = array.toFloatArray();
    float[] to = new float[from.length];
    for (int gate = 0; gate < gates; gate++) {
      for (int i = 0; i < inputs; i++) {
        for (int j = 0; j < units; j++) {
          int place = j * inputs + i; // in the gate's own numbers, row by row
          to[(i * gates + gate) * units + j] = from[(place / units * gates + gate) * units + place % units];
        }
      }
    }
    return NDArray.wrap(array.shape(), to);
  }

  private static NDArray recurrent(NDArray array, int gates, int units) {
    float[] from = array.toFloatArray();
    float[] to = new float[from.length];
    for (int gate = 0; gate < gates; gate++) {
      for (int i = 0; i < units; i++) {
        for (int j = 0; j < units; j++) {
          to[(i * gates + gate) * units + j] = from[(j * gates + gate) * units + i];
        }
      }
    }
    return NDArray.wrap(array.shape(), to);
  }

  private static NDArray sumOfHalves(NDArray array) {
    float[] from = array.toFloatArray();
    float[] to = Arrays.copyOf(from, from.length / 2);
    for (int i = 0; i < to.length; i++) {
      to[i] += from[to.length + i];
    }
    return NDArray.wrap(Shape.of(to.length), to);
  }
}
