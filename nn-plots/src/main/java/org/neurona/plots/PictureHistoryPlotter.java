package org.neurona.plots;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.History;
import org.neurona.spi.HistoryPlotter;

/** How {@link History#plot} draws, with {@link Plots}; found as a service. */
public final class PictureHistoryPlotter implements HistoryPlotter {
  /** For {@link java.util.ServiceLoader}. */
  public PictureHistoryPlotter() {}

  @Override
  public void plot(History history, Path file) throws IOException {
    Plots.history(history).save(file);
  }
}
