package org.neurona.io;

/** The further arguments of {@link Models#save}. Immutable: each method returns a copy with one replaced. */
public final class SaveOptions {
  private static final int NEWEST = 3;

  private final int kerasVersion;

  /** Files as the newest Keras writes them. */
  public SaveOptions() {
    this(NEWEST);
  }

  private SaveOptions(int kerasVersion) {
    this.kerasVersion = kerasVersion;
  }

  /** The Keras in whose form {@code .h5} files are written: 3 unless set, or 2. */
  public int kerasVersion() {
    return kerasVersion;
  }

  /**
   * Returns a copy that writes {@code .h5} files as Keras 3 does (3, the default), or as Keras 2 did (2), for software
   * that reads those alone, such as Deeplearning4j's importer. Keras 3 opens both. Only a {@link org.neurona.Sequential}
   * of layers that mean the same to Keras 2 can be written so.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public SaveOptions kerasVersion(int kerasVersion) {
    if (kerasVersion != NEWEST && kerasVersion != 2) {
      throw new IllegalArgumentException("`kerasVersion` must be 2 or 3, got " + kerasVersion);
    }
    return new SaveOptions(kerasVersion);
  }
}
