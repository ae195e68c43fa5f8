package org.neurona.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that is fully described by its class name and its {@link Setting}s. Subclasses keep whatever defines them in
 * settings, give them in their constructor with {@link #set} and offer a fluent method for each further one:
 *
 * <pre>{@code
 * public Dense useBias(boolean useBias) {
 *   return with(this, USE_BIAS, useBias);
 * }
 * }</pre>
 *
 * <p>Values never change after the constructor: fluent methods return a copy.
 */
public abstract class Configurable implements Cloneable {
  private Config config;

  /** Every setting at its default. */
  protected Configurable(List<Setting<?>> settings) {
    this.config = Config.defaults(settings);
  }

  /** Keras' class name, under which files know this: by default the Java class' own. */
  public String className() {
    return getClass().getSimpleName();
  }

  /** The values of all settings. */
  public final Config config() {
    return config;
  }

  /**
   * Gives a setting its value; for constructors only.
   *
   * @throws IllegalArgumentException if the value breaks the setting's rule
   */
  protected final <T> void set(Setting<T> setting, T value) {
    config = config.with(className(), setting, value);
  }

  /** The value of a setting. */
  protected final <T> T get(Setting<T> setting) {
    return config.get(setting);
  }

  /**
   * A copy with one setting replaced.
   *
   * @throws IllegalArgumentException if the value breaks the setting's rule
   */
  protected static <C extends Configurable, T> C with(C original, Setting<T> setting, T value) {
    C copy = copy(original);
    ((Configurable) copy).config = original.config().with(original.className(), setting, value);
    return copy;
  }

  /**
   * A copy of a prototype whose settings come from a file.
   *
   * @throws IllegalArgumentException for an unknown key, a bad value, or a required setting that is missing
   */
  static <C extends Configurable> C read(C prototype, Map<?, ?> plain, CustomObjects custom) {
    C copy = copy(prototype);
    ((Configurable) copy).config = prototype.config().read(prototype.className(), plain, custom);
    return copy;
  }

  /** This as plain data for a file: {@code {"class_name": ..., "config": {...}}}. */
  public Object toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("class_name", className());
    plain.put("config", config.toMap());
    return plain;
  }

  @SuppressWarnings("unchecked") // clone() has the class of the original
  private static <C extends Configurable> C copy(C original) {
    try {
      return (C) ((Configurable) original).clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("Configurable is Cloneable", e);
    }
  }

  /** The class and the values that differ from their defaults: {@code Dense(units=64, activation=relu)}. */
  @Override
  public String toString() {
    return className() + "(" + config + ")";
  }
}
