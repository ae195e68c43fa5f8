/** Data to train on: MNIST and Iris, readers for IDX, CSV and NumPy files, and the usual preparation of arrays. */
module org.neurona.datasets {
  requires transitive org.neurona.api;
  requires de.siegmar.fastcsv;

  exports org.neurona.datasets;
  exports org.neurona.datasets.files;
}
