package org.neurona.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The values of all settings of one {@link Configurable}. Immutable. */
public final class Config {
  private final Map<Setting<?>, Object> values;

  private Config(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** Every setting at its default; required ones are null until they are set. */
  static Config defaults(List<Setting<?>> settings) {
    Map<Setting<?>, Object> values = new LinkedHashMap<>();
    for (Setting<?> setting : settings) {
      values.put(setting, setting.defaultValue());
    }
    return new Config(values);
  }

  /** A copy with one value replaced, after a check; messages call what has the settings {@code owner}. */
  <T> Config with(String owner, Setting<T> setting, T value) {
    requireKnown(setting);
    Map<Setting<?>, Object> copy = new LinkedHashMap<>(values);
    copy.put(setting, setting.check(owner, value));
    return new Config(copy);
  }

  /**
   * A copy with the values that a file gives.
   *
   * @throws IllegalArgumentException for an unknown key, a bad value, or a required setting that is missing
   */
  Config read(String owner, Map<?, ?> plain, CustomObjects custom) {
    Map<Setting<?>, Object> copy = new LinkedHashMap<>();
    for (Setting<?> setting : values.keySet()) {
      if (plain.containsKey(setting.key())) {
        copy.put(setting, setting.read(owner, plain.get(setting.key()), custom));
      } else if (setting.isRequired()) {
        throw new IllegalArgumentException(owner + ": " + setting.key() + " is missing");
      } else {
        copy.put(setting, setting.defaultValue());
      }
    }
    Set<String> unknown = new TreeSet<>();
    for (Object key : plain.keySet()) {
      unknown.add(String.valueOf(key));
    }
    for (Setting<?> setting : values.keySet()) {
      unknown.remove(setting.key());
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(owner + " has no setting " + String.join(", ", unknown) + ". Known: "
          + values.keySet().stream().map(Setting::key).collect(Collectors.joining(", ")));
    }
    return new Config(copy);
  }

  /** The value of a setting. */
  @SuppressWarnings("unchecked") // every write goes through a Setting<T> with a T
  public <T> T get(Setting<T> setting) {
    requireKnown(setting);
    return (T) values.get(setting);
  }

  /** The settings, in the order in which the class declares them. */
  public List<Setting<?>> settings() {
    return List.copyOf(values.keySet());
  }

  /** All values as plain data for a file: strings, numbers, booleans, null, lists and maps of them. */
  public Map<String, Object> toMap() {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Setting<?> setting : values.keySet()) {
      write(setting, plain);
    }
    return Collections.unmodifiableMap(plain);
  }

  private <T> void write(Setting<T> setting, Map<String, Object> plain) {
    if (setting.isWritten(get(setting))) {
      plain.put(setting.key(), setting.write(get(setting)));
    }
  }

  private void requireKnown(Setting<?> setting) {
    if (!values.containsKey(setting)) {
      throw new IllegalArgumentException("There is no setting " + setting.key() + " among " + values.keySet());
    }
  }

  /** The values that differ from their defaults: {@code units=64, activation=relu}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .filter(entry -> !java.util.Objects.equals(entry.getValue(), entry.getKey().defaultValue()))
        .map(entry -> entry.getKey().javaName() + "=" + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
