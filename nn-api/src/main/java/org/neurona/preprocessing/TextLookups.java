package org.neurona.preprocessing;

import org.neurona.config.Catalogue;
import org.neurona.config.Configurable;

/** What turns texts into numbers, by Keras' class names: what files may name. */
public final class TextLookups {
  private static final Catalogue<Configurable> CATALOGUE = Catalogue.of("text lookup", Configurable.class)
      .addClass(new StringLookup())
      .addClass(new TextVectorization())
      .build();

  private TextLookups() {}

  /** All entries, each with its defaults. */
  public static Catalogue<Configurable> catalogue() {
    return CATALOGUE;
  }
}
