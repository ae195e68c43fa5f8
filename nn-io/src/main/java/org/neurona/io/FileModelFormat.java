package org.neurona.io;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neurona.Model;
import org.neurona.io.json.JsonBackup;
import org.neurona.spi.FitBackup;
import org.neurona.spi.ModelFormat;

/** How callbacks save models, {@link Models}, and how far training is; found as a service. */
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

  @Override
  public void saveBackup(FitBackup backup, Path file) throws IOException {
    FileReplacement.write(file, writer -> JsonBackup.write(backup, writer));
  }

  @Override
  public FitBackup loadBackup(Path file) throws IOException {
    FileReplacement.clearAway(file);
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return JsonBackup.read(reader, file.getFileName().toString(), new LoadOptions());
    }
  }
}
