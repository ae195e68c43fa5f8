/** How Neurona's models run: graph, differentiation, plan, engines and the training loop. Exports nothing. */
module org.neurona.core {
  requires transitive org.neurona.api;
  requires commons.math3;
  requires static jdk.incubator.vector;

  provides org.neurona.spi.EngineProvider with org.neurona.core.CoreEngineProvider;
}
