package org.neurona.examples;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.datasets.StandardScaler;
import org.neurona.datasets.files.CsvText;

/**
 * How the rows of a CSV file become what a model takes, kept in a file beside the model, so that other rows can be
 * prepared alike.
 *
 * @param features the columns that the model sees
 * @param target the column that it predicts
 */
record CsvPreparation(List<CsvColumn> features, CsvColumn target) {
  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().create();

  /** Copies the list, which a damaged file may lack. */
  CsvPreparation {
    features = features == null ? List.of() : List.copyOf(features);
  }

  /** What is right for a file; numbers are not scaled yet. */
  static CsvPreparation of(CsvText table, String target, List<String> ignored, boolean regression) throws IOException {
    CsvColumn predicted = CsvColumn.target(table, target, regression);
    for (String name : ignored) {
      if (!table.columns().contains(name)) {
        throw new IllegalArgumentException(
            "--ignore " + name + ": no such column. Known: " + String.join(", ", table.columns()));
      }
    }
    List<CsvColumn> features = new ArrayList<>();
    for (String name : table.columns()) {
      if (!name.equals(target) && !ignored.contains(name)) {
        features.add(CsvColumn.feature(table, name));
      }
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException("No column is left to predict \"" + target + "\" from");
    }
    return new CsvPreparation(features, predicted);
  }

  boolean isClassification() {
    return target.isText();
  }

  /** How many numbers the model sees of a row. */
  int width() {
    return features.stream().mapToInt(CsvColumn::width).sum();
  }

  /** Returns a copy whose numbers have mean 0 and deviation 1 in these rows, which {@link #inputs} gave. */
  CsvPreparation fitted(NDArray x, NDArray y) {
    StandardScaler scaler = new StandardScaler().fit(x);
    List<CsvColumn> scaled = new ArrayList<>();
    int at = 0;
    for (CsvColumn column : features) {
      scaled.add(column.isText() ? column : CsvColumn.numbers(column.name(), scaler.mean()[at], scaler.scale()[at]));
      at += column.width();
    }
    if (target.isText()) {
      return new CsvPreparation(scaled, target);
    }
    StandardScaler ofTarget = new StandardScaler().fit(y.reshape(-1, 1));
    return new CsvPreparation(scaled,
        CsvColumn.numbers(target.name(), ofTarget.mean()[0], ofTarget.scale()[0]));
  }

  /** The features as numbers, {@code float64} of shape {@code (rows, width)}, not scaled. */
  NDArray inputs(CsvText table) throws IOException {
    int rows = table.rows().size();
    int width = width();
    double[] x = new double[Math.multiplyExact(rows, width)];
    int at = 0;
    for (CsvColumn column : features) {
      double[] values = column.read(table);
      for (int row = 0; row < rows; row++) {
        x[row * width + at + (column.isText() ? (int) values[row] : 0)] = column.isText() ? 1 : values[row];
      }
      at += column.width();
    }
    return NDArray.wrap(Shape.of(rows, width), x);
  }

  /** The target: places of classes, or {@code float64} numbers that are not scaled. */
  NDArray targets(CsvText table) throws IOException {
    return NDArray.of(target.read(table));
  }

  /** What the model takes, {@code float32}, of what {@link #inputs} gave. */
  NDArray scaled(NDArray inputs) {
    double[] x = inputs.toDoubleArray();
    int width = width();
    int at = 0;
    for (CsvColumn column : features) {
      for (int i = at; !column.isText() && i < x.length; i += width) {
        x[i] = (x[i] - column.mean()) / column.scale();
      }
      at += column.width();
    }
    return NDArray.wrap(inputs.shape(), x).astype(DType.FLOAT32);
  }

  /** What the model is trained to say, of what {@link #targets} gave. */
  NDArray scaledTargets(NDArray targets) {
    double[] y = targets.toDoubleArray();
    for (int i = 0; i < y.length; i++) {
      y[i] = (y[i] - target.mean()) / target.scale();
    }
    return isClassification() ? targets.astype(DType.INT32) : NDArray.of(y).astype(DType.FLOAT32);
  }

  /** The numbers behind what a model for numbers says. */
  double[] predictions(NDArray outputs) {
    double[] y = outputs.toDoubleArray();
    for (int i = 0; i < y.length; i++) {
      y[i] = y[i] * target.scale() + target.mean();
    }
    return y;
  }

  /** The file beside a model's: {@code model.columns.json} for {@code model.json}. */
  static Path fileBeside(Path model) {
    String name = model.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return model.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".columns.json");
  }

  void save(Path file) throws IOException {
    Files.writeString(file, JSON.toJson(this) + "\n", StandardCharsets.UTF_8);
  }

  static CsvPreparation load(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new IOException("There is no " + file + ", which says how the model's columns are prepared");
    }
    try {
      CsvPreparation loaded = JSON.fromJson(Files.readString(file, StandardCharsets.UTF_8), CsvPreparation.class);
      if (loaded != null && !loaded.features.isEmpty() && loaded.features.stream().allMatch(CsvColumn::isWhole)
          && loaded.target != null && loaded.target.isWhole()) {
        return loaded;
      }
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
    throw new IOException(file + " is damaged: there must be features and a target, each with name, mean, scale and words");
  }
}
