package org.neurona.spi;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.Model;

/** Writes models to files, for callbacks that save; nn-io has the one. */
public interface ModelFormat {
  /** Saves a model in the format that the file's suffix names; replaces the file only once all is written. */
  void save(Model model, Path file) throws IOException;

  /** Saves a model's weights alone. */
  void saveWeights(Model model, Path file) throws IOException;

  /** Saves how far training is; replaces the file only once all is written. */
  void saveBackup(FitBackup backup, Path file) throws IOException;

  /** Loads what {@link #saveBackup} wrote, and clears away what saves that did not come to their end have left. */
  FitBackup loadBackup(Path file) throws IOException;
}
