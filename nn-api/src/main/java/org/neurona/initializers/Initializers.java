package org.neurona.initializers;

import org.neurona.config.Catalogue;
import org.neurona.config.Setting;

/** The initializers of Keras 3, by name. */
public final class Initializers {
  private static final Catalogue<Initializer> CATALOGUE = Catalogue.of("initializer", Initializer.class)
      .add(new Zeros(), "zeros", "zero")
      .add(new Ones(), "ones", "one")
      .add(new GlorotUniform(), "glorot_uniform")
      // A reference to the method would load them all.
      .later(initializers -> Others.addTo(initializers))
      .build();

  private Initializers() {}

  /** All entries. */
  public static Catalogue<Initializer> catalogue() {
    return CATALOGUE;
  }

  /**
   * An initializer by Keras' name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Initializer get(String identifier) {
    return CATALOGUE.get(identifier);
  }

  /** A setting that holds an initializer. */
  public static Setting<Initializer> setting(String key, String defaultIdentifier) {
    return Setting.object(key, CATALOGUE, get(defaultIdentifier));
  }

  /** Those that are no layer's default; most programs need few of them. */
  private static final class Others {
    static void addTo(Catalogue.Builder<Initializer> initializers) {
      initializers
          .add(new Constant(0), "constant")
          .add(new Identity(), "identity").alsoCalled("IdentityInitializer")
          .add(new RandomUniform(), "random_uniform", "uniform")
          .add(new RandomNormal(), "random_normal", "normal")
          .add(new TruncatedNormal(), "truncated_normal")
          .add(new VarianceScaling(), "variance_scaling")
          .add(new GlorotNormal(), "glorot_normal")
          .add(new HeUniform(), "he_uniform")
          .add(new HeNormal(), "he_normal")
          .add(new LecunUniform(), "lecun_uniform")
          .add(new LecunNormal(), "lecun_normal")
          .add(new Orthogonal(), "orthogonal").alsoCalled("OrthogonalInitializer")
          .leaveOut("it makes the kernels of Keras' STFTSpectrogram layer, which is left out too", "STFT", "stft",
              "STFTInitializer");
    }
  }
}
