package org.neurona.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;
import org.neurona.datasets.files.CsvReader;
import org.neurona.datasets.files.CsvTable;

/**
 * Iris: length and width of sepals and petals, in centimetres, of 150 flowers of three species, 50 each, in the order
 * of the species.
 *
 * <pre>{@code
 * Iris iris = Iris.load();
 * iris.x();           // float32, shape (150, 4)
 * iris.y();           // int32, shape (150,)
 * iris.classNames();  // [setosa, versicolor, virginica]
 * }</pre>
 *
 * <p>Source: measured by E. Anderson ("The irises of the Gaspe Peninsula", 1935), published by R. A. Fisher, "The use
 * of multiple measurements in taxonomic problems", Annals of Eugenics 7, 1936. The values are those of Fisher's
 * article; the copy of the UCI repository differs from it in two flowers. A table of facts of that age is generally
 * taken to be in the public domain.
 */
public final class Iris {
  private static final String RESOURCE = "iris.csv";

  private final CsvTable table;

  private Iris(CsvTable table) {
    this.table = table;
  }

  /**
   * The data set, from the file that comes with this library.
   *
   * @throws UncheckedIOException if it can't be read
   */
  public static Iris load() {
    try (InputStream in = Iris.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IOException("The resource " + RESOURCE + " is missing from the library's jar");
      }
      return new Iris(new CsvReader().target("species").read(in, RESOURCE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The measurements, {@code float32} of shape {@code (150, 4)}. */
  public NDArray x() {
    return table.x();
  }

  /** The species as numbers 0 to 2, {@code int32} of shape {@code (150,)}. */
  public NDArray y() {
    return table.y();
  }

  /** Measurements and species together. */
  public ArrayDataset dataset() {
    return table.dataset();
  }

  /** What the columns of {@link #x()} are: sepal_length, sepal_width, petal_length, petal_width. */
  public List<String> featureNames() {
    return table.featureNames();
  }

  /** The species in the order of their numbers: setosa, versicolor, virginica. */
  public List<String> classNames() {
    return table.classNames();
  }
}
