package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;

/** Arrays of Keras 1 as later versions have them. */
final class Keras1Arrays {
  /** Kernel, recurrent kernel and bias. */
  private static final int PARTS = 3;
  /** The gates i, c, f, o of the file, in the order i, f, c, o. */
  private static final int[] LSTM_GATES = {0, 2, 1, 3};
  private static final int[] GRU_GATES = {0, 1, 2};

  private Keras1Arrays() {}

  static List<NDArray> convert(String className, List<NDArray> arrays) {
    return switch (className) {
      case "LSTM" -> joined(arrays, LSTM_GATES);
      case "GRU" -> joined(arrays, GRU_GATES);
      case "Bidirectional" -> bothWays(arrays);
      case "Conv1D" -> flatKernel(arrays);
      default -> arrays;
    };
  }

  /** Keras 1 had an array for each gate. */
  private static List<NDArray> joined(List<NDArray> arrays, int[] gates) {
    if (arrays.size() != PARTS * gates.length) {
      return arrays;
    }
    List<NDArray> joined = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      List<NDArray> side = new ArrayList<>();
      for (int gate : gates) {
        side.add(arrays.get(PARTS * gate + part));
      }
      joined.add(sideBySide(side));
    }
    return joined;
  }

  private static List<NDArray> bothWays(List<NDArray> arrays) {
    int half = arrays.size() / 2;
    for (int[] gates : new int[][] {LSTM_GATES, GRU_GATES}) {
      if (half == PARTS * gates.length) {
        List<NDArray> both = new ArrayList<>(joined(arrays.subList(0, half), gates));
        both.addAll(joined(arrays.subList(half, arrays.size()), gates));
        return both;
      }
    }
    return arrays;
  }

  /** Joins arrays along their last axis. */
  private static NDArray sideBySide(List<NDArray> arrays) {
    Shape first = arrays.get(0).shape();
    int width = first.rank() == 0 ? 1 : first.dim(-1);
    int rows = width == 0 ? 0 : first.size() / width;
    float[] joined = new float[first.size() * arrays.size()];
    for (int i = 0; i < arrays.size(); i++) {
      if (!arrays.get(i).shape().equals(first)) {
        throw new IllegalArgumentException("the gates of a layer have the shapes " + first + " and "
            + arrays.get(i).shape());
      }
      float[] part = arrays.get(i).toFloatArray();
      for (int row = 0; row < rows; row++) {
        System.arraycopy(part, row * width, joined, (row * arrays.size() + i) * width, width);
      }
    }
    return NDArray.wrap(first.withDim(-1, width * arrays.size()), joined);
  }

  /** Keras 1 convolved sequences as images that are one pixel wide. */
  private static List<NDArray> flatKernel(List<NDArray> arrays) {
    if (arrays.isEmpty() || arrays.get(0).shape().rank() != 4 || arrays.get(0).shape().dim(1) != 1) {
      return arrays;
    }
    Shape kernel = arrays.get(0).shape();
    List<NDArray> flat = new ArrayList<>(arrays);
    flat.set(0, arrays.get(0).reshape(kernel.dim(0), kernel.dim(2), kernel.dim(3)));
    return flat;
  }
}
