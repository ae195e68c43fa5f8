/** Pictures of training, models and predictions, and reports. */
module org.neurona.plots {
  requires transitive org.neurona.api;
  requires java.desktop;

  exports org.neurona.plots;

  provides org.neurona.spi.HistoryPlotter with org.neurona.plots.PictureHistoryPlotter;
}
