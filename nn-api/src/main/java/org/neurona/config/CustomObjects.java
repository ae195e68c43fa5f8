package org.neurona.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user's own layers, losses, metrics ... that a file may name. Each is registered by an instance, of which loading
 * takes copies with the settings of the file, so that nothing is ever instantiated by a name from a file.
 */
public final class CustomObjects {
  private static final CustomObjects NONE = new CustomObjects(Map.of());

  private final Map<String, Configurable> prototypes;

  private CustomObjects(Map<String, Configurable> prototypes) {
    this.prototypes = prototypes;
  }

  /** No classes but the library's own. */
  public static CustomObjects none() {
    return NONE;
  }

  /**
   * The classes of these instances, known under their {@link Configurable#className()}.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static CustomObjects of(Configurable... prototypes) {
    Map<String, Configurable> byName = new LinkedHashMap<>();
    for (Configurable prototype : prototypes) {
      if (byName.put(prototype.className(), prototype) != null) {
        throw new IllegalArgumentException("Two custom objects are called " + prototype.className());
      }
    }
    return new CustomObjects(byName);
  }

  /** The prototype of that name and type, or null. */
  public <C extends Configurable> C find(String name, Class<C> type) {
    Configurable prototype = prototypes.get(name);
    return type.isInstance(prototype) ? type.cast(prototype) : null;
  }
}
