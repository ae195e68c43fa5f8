package org.neurona.examples.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.neurona.DType;
import org.neurona.NDArray;

/** Predictions as CSV: a line for each row, a column for each number, called after the output. */
final class PredictionTable {
  private final Map<String, IntFunction<String>> columns = new LinkedHashMap<>();
  private int rows;

  /**
   * A table.
   *
   * @param outputs the outputs by name
   * @param classes whether to give the class and its score, rather than all numbers
   */
  PredictionTable(Map<String, NDArray> outputs, boolean classes) {
    outputs.forEach((name, output) -> {
      rows = output.shape().dim(0);
      if (classes) {
        String prefix = outputs.size() == 1 ? "" : name + "_";
        Classes found = Classes.of(name, output);
        columns.put(prefix + "class", row -> Integer.toString(found.numbers()[row]));
        columns.put(prefix + "score", row -> text(output, found.scores()[row]));
      } else {
        addAll(name, output);
      }
    });
  }

  private void addAll(String name, NDArray output) {
    int width = output.shape().size(1, output.shape().rank());
    NDArray flat = output.reshape(output.shape().dim(0), width);
    for (int i = 0; i < width; i++) {
      int column = i;
      columns.put(width == 1 ? name : name + place(output, i), row -> text(output, flat.getDouble(row, column)));
    }
  }

  /** Where in a row's array a number is: {@code _2_0}. */
  private static String place(NDArray output, int flat) {
    StringBuilder place = new StringBuilder();
    int left = flat;
    for (int axis = output.shape().rank() - 1; axis > 0; axis--) {
      place.insert(0, "_" + left % output.shape().dim(axis));
      left /= output.shape().dim(axis);
    }
    return place.toString();
  }

  private static String text(NDArray output, double value) {
    return output.dtype() == DType.FLOAT64 ? Double.toString(value) : Float.toString((float) value);
  }

  /** Writes the table. */
  void writeTo(Appendable out) throws IOException {
    List<IntFunction<String>> cells = new ArrayList<>(columns.values());
    out.append(String.join(",", columns.keySet().stream().map(PredictionTable::quoted).toList())).append('\n');
    for (int row = 0; row < rows; row++) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        line.append(i == 0 ? "" : ",").append(cells.get(i).apply(row));
      }
      out.append(line.append('\n'));
    }
  }

  /** As RFC 4180 has it. */
  private static String quoted(String field) {
    return field.matches("[^,\"\\r\\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
