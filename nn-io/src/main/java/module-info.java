/** Model files. */
module org.neurona.io {
  requires transitive org.neurona.api;
  requires com.google.gson;

  exports org.neurona.io;

  provides org.neurona.spi.ModelFormat with org.neurona.io.FileModelFormat;
}
