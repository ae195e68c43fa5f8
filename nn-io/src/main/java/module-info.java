/** Model files, and the event files of TensorBoard. */
module org.neurona.io {
  requires transitive org.neurona.api;
  requires com.google.gson;
  requires io.jhdf;
  requires org.slf4j;

  exports org.neurona.io;
  exports org.neurona.io.tensorboard;

  uses org.slf4j.spi.SLF4JServiceProvider;

  provides org.neurona.spi.ModelFormat with org.neurona.io.FileModelFormat;
}
