package org.neurona.core.engine.floats;

import org.neurona.data.Rows;

/** The rows that a placeholder has in the next run. */
final class Feed {
  private final String name;
  private Rows rows;

  /**
   * Nothing yet.
   *
   * @param name what messages call the placeholder
   */
  Feed(String name) {
    this.name = name;
  }

  /** Takes the rows for the next runs. */
  void give(Rows next) {
    rows = next;
  }

  /**
   * The rows.
   *
   * @throws IllegalStateException if there are none
   */
  Rows rows() {
    if (rows == null) {
      throw new IllegalStateException("Nothing was fed to " + name);
    }
    return rows;
  }
}
