package org.neurona.io;

import java.io.IOException;
import java.nio.file.Path;
import org.neurona.Model;
import org.neurona.spi.ModelFormat;

/** How callbacks save models: {@link Models}, found as a service. */
public final class FileModelFormat implements ModelFormat {
  /** For {@link java.util.ServiceLoader}. */
  public FileModelFormat() {}

  @Override
  public void save(Model model, Path file) throws IOException {
    Models.save(model, file);
  }

  @Override
  public void saveWeights(Model model, Path file) throws IOException {
    Models.saveWeights(model, file);
  }
}
