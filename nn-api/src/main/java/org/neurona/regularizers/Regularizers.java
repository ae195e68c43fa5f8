package org.neurona.regularizers;

import org.neurona.config.Catalogue;
import org.neurona.config.Setting;

/** The regularizers of Keras 3, by name. */
public final class Regularizers {
  private static final Catalogue<Regularizer> CATALOGUE = Catalogue.of("regularizer", Regularizer.class)
      // A reference to the method would load them all.
      .later(regularizers -> Others.addTo(regularizers))
      .build();

  private Regularizers() {}

  /** All entries. */
  public static Catalogue<Regularizer> catalogue() {
    return CATALOGUE;
  }

  /**
   * A regularizer by Keras' name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Regularizer get(String identifier) {
    return CATALOGUE.get(identifier);
  }

  /** A setting that holds a regularizer, or null for none. */
  public static Setting<Regularizer> setting(String key) {
    return Setting.optional(key, CATALOGUE);
  }

  /** No layer has one by default. */
  private static final class Others {
    static void addTo(Catalogue.Builder<Regularizer> regularizers) {
      regularizers
          .add(new L1(), "l1")
          .add(new L2(), "l2")
          .add(new L1L2(), "l1_l2").alsoCalled("l1l2")
          .add(new OrthogonalRegularizer(), "orthogonal_regularizer");
    }
  }
}
