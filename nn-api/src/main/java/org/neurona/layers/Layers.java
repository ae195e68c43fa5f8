package org.neurona.layers;

import org.neurona.config.Catalogue;

/** The built-in layers, by Keras' class names: what files may name. */
public final class Layers {
  private static final Catalogue<Layer> CATALOGUE = Catalogue.of("layer", Layer.class)
      .add(new Input())
      .add(new Dense(1))
      .add(new Flatten())
      .add(new Activation("linear"))
      .add(new Dropout(0))
      .add(new Reshape())
      .add(new Concatenate())
      .add(new Add())
      .build();

  private Layers() {}

  /** All entries, each with its defaults. */
  public static Catalogue<Layer> catalogue() {
    return CATALOGUE;
  }
}
