package org.neurona;

import java.util.ArrayList;
import java.util.List;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.LayerGraph;

/** Says what is wrong with a user's data before anything is computed with it. */
final class DataCheck {
  private DataCheck() {}

  /**
   * The data in the shape that a model's inputs have.
   *
   * @param call what the user called, for messages: {@code fit}
   * @throws IllegalArgumentException if the data is empty, has NaN in it, or does not fit the model
   */
  static Dataset forModel(String call, Dataset data, LayerGraph graph, int outputs) {
    if (data.rows().orElse(1) == 0) {
      throw empty(call);
    }
    if (!(data instanceof ArrayDataset arrays)) {
      return new CheckedBatches(call, data, graph, outputs);
    }
    requireCount(call, "inputs", "x", arrays.xs().size(), graph.inputs().size());
    if (outputs > 0) {
      requireCount(call, "outputs", "y", arrays.ys().size(), outputs);
    }
    List<NDArray> x = arrays.xs();
    for (int i = 0; i < arrays.xs().size(); i++) {
      String name = arrays.xs().size() == 1 ? "x" : "x[" + i + "] (\"" + graph.name(graph.inputs().get(i)) + "\")";
      NDArray fitting = fit(call, name, arrays.xs().get(i), graph.inputShapes().get(i));
      if (fitting != arrays.xs().get(i)) {
        x = x == arrays.xs() ? new ArrayList<>(x) : x;
        x.set(i, fitting);
      }
      requireFinite(call, name, fitting);
    }
    for (int i = 0; i < Math.min(arrays.ys().size(), outputs); i++) {
      requireFinite(call, arrays.ys().size() == 1 ? "y" : "y[" + i + "]", arrays.ys().get(i));
    }
    return x == arrays.xs() ? arrays : new ArrayDataset(x, arrays.ys(), arrays.sampleWeights().orElse(null));
  }

  /**
   * Fails where a batch size was given for data whose batches are settled.
   *
   * @param argument what the user gave it as: {@code batchSize}
   */
  static void requireRows(String argument, Dataset data, Integer batchSize) {
    if (batchSize != null && data.isBatched()) {
      throw new IllegalArgumentException("The `" + argument + "` argument must not be specified for data that comes in "
          + "batches already. Received input: " + data + ", " + argument + "=" + batchSize);
    }
  }

  /**
   * Fails where data never ends and nothing says after how many batches to leave off.
   *
   * @param argument what the user should have given: {@code stepsPerEpoch}
   */
  static void requireEnd(String argument, Dataset data, Integer steps) {
    if (steps == null && data.isEndless()) {
      throw new IllegalArgumentException("When passing an infinitely repeating dataset, please specify `" + argument
          + "`, so that a pass has an end. Received input: " + data);
    }
  }

  /** What is said of data without rows. */
  static IllegalArgumentException empty(String call) {
    return new IllegalArgumentException(call + ": the data is empty. Received: 0 samples");
  }

  private static void requireCount(String call, String what, String argument, int got, int expected) {
    if (got != expected) {
      throw new IllegalArgumentException(call + ": the model has " + expected + " " + what + ", but " + argument
          + " has " + got + " arrays");
    }
  }

  /** The array, with a last axis of length 1 added or dropped where only that differs. */
  private static NDArray fit(String call, String name, NDArray array, Shape expected) {
    Shape got = array.shape();
    if (got.isCompatibleWith(expected)) {
      return array;
    }
    if (got.append(1).isCompatibleWith(expected)) {
      return array.reshape(got.append(1).dims());
    }
    if (got.rank() > 1 && got.dim(-1) == 1 && got.slice(0, got.rank() - 1).isCompatibleWith(expected)) {
      return array.reshape(got.slice(0, got.rank() - 1).dims());
    }
    String advice = got.rank() == expected.rank() - 1 && got.isCompatibleWith(expected.slice(1, expected.rank()))
        ? "One row needs a batch axis: reshape it to " + got.prepend(1) : "";
    throw new ShapeMismatchException(call + ": " + name, "shape " + expected, got, advice);
  }

  private static void requireFinite(String call, String name, NDArray array) {
    if (!array.mayHaveNaN()) {
      return;
    }
    int rows = array.shape().dim(0);
    int width = rows == 0 ? 0 : array.size() / rows;
    double[] row = new double[width];
    for (int i = 0; i < rows; i++) {
      array.copyRows(null, i, 1, row, 0);
      for (double value : row) {
        if (Double.isNaN(value)) {
          throw new IllegalArgumentException(call + ": " + name + " contains NaN, first in row " + i
              + ". Remove such rows or fill in a value");
        }
      }
    }
  }
}
