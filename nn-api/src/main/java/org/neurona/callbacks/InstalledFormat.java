package org.neurona.callbacks;

import org.neurona.spi.Installed;
import org.neurona.spi.ModelFormat;

/** The format that is there for callbacks that write files. */
final class InstalledFormat {
  private InstalledFormat() {}

  /**
   * Finds it.
   *
   * @throws IllegalStateException if there is none
   */
  static ModelFormat find() {
    return Installed.find(ModelFormat.class, "model format", "nn-io");
  }
}
