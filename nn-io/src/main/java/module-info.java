/** Model files, and the event files of TensorBoard. */
module org.neurona.io {
  requires transitive org.neurona.api;
  requires com.google.gson;
  requires com.google.protobuf;

  exports org.neurona.io;
  exports org.neurona.io.tensorboard;

  provides org.neurona.spi.ModelFormat with org.neurona.io.FileModelFormat;
}
