/** Runnable examples and their command line. */
module org.neurona.examples {
  requires org.neurona.api;
  requires org.neurona.io;
  requires org.neurona.datasets;
  requires org.neurona.plots;
  requires com.google.gson;
  requires info.picocli;

  // picocli fills fields that carry its annotations, Gson records.
  opens org.neurona.examples to info.picocli, com.google.gson;
  opens org.neurona.examples.files to info.picocli;
}
