package org.neurona.examples.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.datasets.files.CsvReader;
import org.neurona.datasets.files.CsvTable;
import org.neurona.layers.LayerGraph;

/** What a model takes, and the arrays of a file that are that. */
final class ModelInputs {
  private final Path file;
  /** The shape of each input by its name, the batch axis unknown. */
  private final Map<String, Shape> expected = new LinkedHashMap<>();

  /**
   * The inputs of a model.
   *
   * @param file the model's file
   * @throws IllegalArgumentException if the model does not say what it takes
   */
  ModelInputs(Path file, Model model) {
    this.file = file;
    if (!model.isBuilt()) {
      throw new IllegalArgumentException(file + " does not say the shape of its input, so that it has no weights yet");
    }
    LayerGraph graph = model.graph();
    for (LayerGraph.Source source : graph.inputs()) {
      expected.put(graph.name(source),
          graph.applications().get(source.application()).outputShapes().get(source.output()));
    }
  }

  /**
   * The arrays of a file in the model's order.
   *
   * @param header whether the first line of a CSV file holds names
   * @param ignored the columns of a CSV file that are left out
   * @throws IllegalArgumentException if the model takes something else; the message says what, and what there is
   */
  List<NDArray> of(Path data, boolean header, List<String> ignored) throws IOException {
    DataFile numpy = DataFile.of(data);
    if (numpy == null) {
      return List.of(table(data, header, ignored));
    }
    Map<String, NDArray> arrays = numpy.read(data);
    if (expected.size() == 1 && arrays.size() == 1) {
      String name = expected.keySet().iterator().next();
      return List.of(checked(data.toString(), arrays.values().iterator().next(), expected.get(name)));
    }
    if (!arrays.keySet().containsAll(expected.keySet())) {
      throw new IllegalArgumentException(file + " takes " + described() + ", but " + data + " has " + described(arrays)
          + ". An .npz file holds arrays by the names of the inputs");
    }
    List<NDArray> ordered = new ArrayList<>();
    for (Map.Entry<String, Shape> input : expected.entrySet()) {
      NDArray array =
          checked("\"" + input.getKey() + "\" in " + data, arrays.get(input.getKey()), input.getValue());
      if (!ordered.isEmpty() && array.shape().dim(0) != ordered.get(0).shape().dim(0)) {
        throw new IllegalArgumentException("All inputs must have as many rows, but " + data + " has "
            + described(arrays));
      }
      ordered.add(array);
    }
    return ordered;
  }

  private String described() {
    StringJoiner text = new StringJoiner(", ");
    expected.forEach((name, shape) -> text.add("\"" + name + "\" of shape " + rows(shape)));
    return text.toString();
  }

  private static String described(Map<String, NDArray> arrays) {
    StringJoiner text = new StringJoiner(", ");
    arrays.forEach((name, array) -> text.add("\"" + name + "\" of shape " + array.shape()));
    return text.toString();
  }

  private static String rows(Shape shape) {
    return shape.toString().replaceFirst("None", "rows");
  }

  private NDArray table(Path data, boolean header, List<String> ignored) throws IOException {
    if (expected.size() != 1) {
      throw new IllegalArgumentException(file + " takes " + described() + ". A table is one input; an .npz file holds "
          + "arrays by the names of the inputs");
    }
    Shape shape = expected.values().iterator().next();
    CsvTable table = new CsvReader().header(header).ignore(ignored.toArray(String[]::new)).read(data);
    int columns = table.featureNames().size();
    Shape row = shape.slice(1, shape.rank());
    // A table has two axes; what a model has beyond that is written line by line in its columns.
    if (row.rank() != 1 && row.isKnown() && row.size() == columns) {
      return table.x().reshape(row.prepend(table.x().shape().dim(0)).dims());
    }
    if (row.rank() != 1 || row.isKnown() && row.dim(0) != columns) {
      throw new IllegalArgumentException(data + " has " + columns + " columns (" + String.join(", ",
          table.featureNames()) + "), but " + file + " takes " + (row.isKnown() ? row.size() + " numbers a row" : "")
          + (row.rank() == 1 ? "" : (row.isKnown() ? ", " : "") + "shape " + rows(shape))
          + ". --ignore COLUMN leaves one out");
    }
    return table.x();
  }

  /** The array, if it is of a shape that the model takes. */
  private NDArray checked(String what, NDArray array, Shape shape) {
    Shape given = array.shape();
    if (given.rank() > 0 && shape.isCompatibleWith(given)) {
      return array;
    }
    Shape row = shape.slice(1, shape.rank());
    String advice = row.isCompatibleWith(given) ? ". A single row needs an axis in front: reshape it to "
        + given.prepend(1)
        : shape.dim(-1) == 1 && shape.isCompatibleWith(given.append(1)) ? ". The last axis, of 1, is missing: reshape "
            + "it to " + given.append(1) : "";
    throw new IllegalArgumentException(what + " has shape " + given + ", but " + file + " takes " + rows(shape)
        + advice);
  }
}
