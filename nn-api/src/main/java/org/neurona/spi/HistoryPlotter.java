package org.neurona.spi;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.History;

/** Draws what {@code fit} has logged; nn-plots has the one. */
public interface HistoryPlotter {
  /** Writes the curves to a file whose suffix is {@code .png} or {@code .svg}, or to both where it has none. */
  void plot(History history, Path file) throws IOException;
}
