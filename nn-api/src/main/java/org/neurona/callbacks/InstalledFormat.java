package org.neurona.callbacks;

import java.util.ServiceLoader;
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
    return ServiceLoader.load(ModelFormat.class, InstalledFormat.class.getClassLoader()).findFirst()
        .orElseThrow(() -> new IllegalStateException(
            "No model format found. Add nn-io to the class path (module path: requires org.neurona.io)."));
  }
}
