/** The API of Neurona: Keras' programming model in Java. Depends on the JDK alone. */
module org.neurona.api {
  exports org.neurona;
  exports org.neurona.callbacks;
  exports org.neurona.config;
  exports org.neurona.constraints;
  exports org.neurona.data;
  exports org.neurona.initializers;
  exports org.neurona.layers;
  exports org.neurona.losses;
  exports org.neurona.metrics;
  exports org.neurona.ops;
  exports org.neurona.optimizers;
  exports org.neurona.preprocessing;
  exports org.neurona.regularizers;
  exports org.neurona.schedules;
  exports org.neurona.training;
  exports org.neurona.activations;
  exports org.neurona.spi;

  uses org.neurona.spi.EngineProvider;
  uses org.neurona.spi.HistoryPlotter;
  uses org.neurona.spi.ModelFormat;
}
