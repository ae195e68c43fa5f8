package org.neurona.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.neurona.Model;
import org.neurona.spi.FitBackup;
import org.neurona.spi.ModelFormat;

/** A format that only notes what was saved; what the tests of this module find behind the service door. */
public final class NotedFormat implements ModelFormat {
  static final List<String> SAVED = new ArrayList<>();
  static boolean full;
  static FitBackup lastBackup;

  /** For {@link java.util.ServiceLoader}. */
  public NotedFormat() {}

  @Override
  public void save(Model model, Path file) throws IOException {
    if (full) {
      throw new IOException("disk full");
    }
    SAVED.add(file.toString());
  }

  @Override
  public void saveWeights(Model model, Path file) {
    SAVED.add("weights " + file);
  }

  @Override
  public void saveBackup(FitBackup backup, Path file) throws IOException {
    SAVED.add("backup " + backup.progress().epoch() + "/" + backup.progress().batches());
    Files.writeString(file, "backup");
    lastBackup = backup;
  }

  @Override
  public FitBackup loadBackup(Path file) {
    return lastBackup;
  }
}
