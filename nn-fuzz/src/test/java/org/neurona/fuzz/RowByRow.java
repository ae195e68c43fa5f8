package org.neurona.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.data.Rows;
import org.neurona.datasets.files.FileDataset;

/** Reads data that stay in their file, as training does. */
final class RowByRow {
  private static final int ROWS = 16;
  private static final int MOST_BATCHES = 64;

  private RowByRow() {}

  static void read(Path file) throws IOException {
    read(FileDataset.open(file));
  }

  /** Reads the first rows; where training would find damage it throws what that is caused by. */
  static void read(Dataset data) throws IOException {
    try (Pass pass = Pass.over(data.batches(ROWS, null))) {
      for (int i = 0; i < MOST_BATCHES && pass.hasNext(); i++) {
        pass.next().x().forEach(Rows::toArray);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
