package org.neurona.datasets.files;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;

/**
 * What {@link CsvReader} found in a file.
 *
 * @param dataset the features as {@code float32} of shape {@code (rows, features)} and, where a target was named, its
 *     values of shape {@code (rows,)}: {@code int32} class numbers or {@code float32}
 * @param featureNames the names of the feature columns, in the order of the file
 * @param classNames the classes, so that class number {@code i} is {@code classNames.get(i)}; empty where the target is
 *     a number or there is none
 */
public record CsvTable(ArrayDataset dataset, List<String> featureNames, List<String> classNames) {
  /** A table; the lists are copied. */
  public CsvTable {
    featureNames = List.copyOf(featureNames);
    classNames = List.copyOf(classNames);
  }

  /** The features, of shape {@code (rows, features)}. */
  public NDArray x() {
    return dataset.x();
  }

  /**
   * The target, of shape {@code (rows,)}.
   *
   * @throws IllegalStateException if no target was named
   */
  public NDArray y() {
    return dataset.y();
  }
}
