package org.neurona.constraints;

import org.neurona.config.Catalogue;
import org.neurona.config.Setting;

/** The constraints of Keras 3, by name. */
public final class Constraints {
  private static final Catalogue<Constraint> CATALOGUE = Catalogue.of("constraint", Constraint.class)
      // A reference to the method would load them all.
      .later(constraints -> Others.addTo(constraints))
      .build();

  private Constraints() {}

  /** All entries. */
  public static Catalogue<Constraint> catalogue() {
    return CATALOGUE;
  }

  /**
   * A constraint by Keras' name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Constraint get(String identifier) {
    return CATALOGUE.get(identifier);
  }

  /** A setting that holds a constraint, or null for none. */
  public static Setting<Constraint> setting(String key) {
    return Setting.optional(key, CATALOGUE);
  }

  /** No layer has one by default. */
  private static final class Others {
    static void addTo(Catalogue.Builder<Constraint> constraints) {
      constraints
          .add(new MaxNorm(), "max_norm")
          .add(new MinMaxNorm(), "min_max_norm")
          .add(new NonNeg(), "non_neg")
          .add(new UnitNorm(), "unit_norm");
    }
  }
}
