package org.neurona.config;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The entries of one kind (activations, losses, optimizers ...) by the names that users and files write. A new entry is
 * one {@link Builder#add} line. Nothing but these names, and what a caller registers in {@link CustomObjects}, can come out of
 * a file.
 *
 * @param <C> the type of the entries
 */
public final class Catalogue<C extends Configurable> {
  private static final int CLOSE = 3;

  private final String kind;
  private final Class<C> type;
  private final Builder<C> builder;
  /** The entries that were added at once; lookups end here, where they can, and load no class of the others. */
  private final Map<String, C> first;
  /** All of it, from the first time that it is needed. */
  private volatile Contents<C> contents;

  private Catalogue(Builder<C> builder) {
    this.kind = builder.kind;
    this.type = builder.type;
    this.builder = builder;
    this.first = new LinkedHashMap<>(builder.entries);
    if (builder.rest == null) {
      contents();
    }
  }

  /** What there is, once the rest was added. */
  private record Contents<C extends Configurable>(Map<String, C> entries, List<String> identifiers,
      Map<String, String> leftOut, List<String> known) {
    static <C extends Configurable> Contents<C> of(Builder<C> builder) {
      List<String> identifiers = List.copyOf(builder.identifiers);
      // Where users write classes, further names are for files only.
      List<String> known = builder.classesOnly
          ? distinct(builder.entries).stream().map(Configurable::className).toList() : identifiers;
      return new Contents<>(new LinkedHashMap<>(builder.entries), identifiers, new LinkedHashMap<>(builder.leftOut),
          known);
    }
  }

  private Contents<C> contents() {
    Contents<C> known = contents;
    if (known == null) {
      // Not with the lock held: classes that are loaded here may wait for those that another thread loads.
      known = Contents.of(builder.withRest());
      synchronized (this) {
        known = contents == null ? known : contents;
        contents = known;
      }
    }
    return known;
  }

  private static <C> List<C> distinct(Map<String, C> entries) {
    return entries.values().stream().distinct().toList();
  }

  /**
   * Starts a catalogue.
   *
   * @param kind what the entries are, as messages call them: {@code activation function}
   */
  public static <C extends Configurable> Builder<C> of(String kind, Class<C> type) {
    return new Builder<>(kind, type);
  }

  /**
   * A catalogue in the making.
   *
   * @param <C> the type of the entries
   */
  public static final class Builder<C extends Configurable> {
    private final String kind;
    private final Class<C> type;
    private final Map<String, C> entries = new LinkedHashMap<>();
    private final TreeSet<String> identifiers = new TreeSet<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();
    private boolean classesOnly;
    private boolean ignoresCase;
    private Consumer<Builder<C>> rest;
    private C last;

    private Builder(String kind, Class<C> type) {
      this.kind = kind;
      this.type = type;
    }

    /**
     * Adds an entry under its class name and under the identifiers that users write, the usual one first.
     *
     * @param entry an instance with every setting at its default, copied for each use that changes a setting
     * @throws IllegalArgumentException if another entry has one of the names
     */
    public Builder<C> add(C entry, String... names) {
      classesOnly |= names.length == 0;
      last = entry;
      for (String name : names) {
        put(name, entry);
        identifiers.add(name);
      }
      if (entries.get(entry.className()) != entry) {
        put(entry.className(), entry);
      }
      return this;
    }

    /**
     * Gives the entry that was added last further names, which Keras takes too but no message lists.
     *
     * @throws IllegalArgumentException if another entry has one of the names
     */
    public Builder<C> alsoCalled(String... names) {
      for (String name : names) {
        put(name, last);
      }
      return this;
    }

    /**
     * Names something that Keras has and this library has not: whoever asks for it is told why.
     *
     * @param reason why it is left out, to follow "is left out of Neurona: "
     * @param names its class name and the identifiers that users write
     */
    public Builder<C> leaveOut(String reason, String... names) {
      for (String name : names) {
        leftOut.put(name, reason);
      }
      return this;
    }

    /** Takes names in letters of either case. */
    public Builder<C> ignoringCase() {
      ignoresCase = true;
      return this;
    }

    /**
     * Adds an entry under its class name alone, for files: what it needs no name can say, so that users write the
     * class.
     *
     * @param entry an instance that shows the settings, those that must be given too
     */
    public Builder<C> addClass(C entry) {
      put(entry.className(), entry);
      last = entry;
      return this;
    }

    /**
     * Adds the rest when a name is asked for that none of the entries so far has, or all of them are: so that classes
     * of entries that few need are not loaded by all. Those classes must not be named in the one that the catalogue
     * is in, for the JVM's verifier loads them with it; a nested class will do.
     *
     * @param rest adds entries to the builder that it is given
     */
    public Builder<C> later(Consumer<Builder<C>> rest) {
      this.rest = rest;
      return this;
    }

    private Builder<C> withRest() {
      if (rest == null) {
        return this;
      }
      Builder<C> whole = new Builder<>(kind, type);
      whole.entries.putAll(entries);
      whole.identifiers.addAll(identifiers);
      whole.leftOut.putAll(leftOut);
      whole.classesOnly = classesOnly;
      rest.accept(whole);
      return whole;
    }

    private void put(String name, C entry) {
      if (entries.putIfAbsent(name, entry) != null) {
        throw new IllegalArgumentException("Two entries of " + kind + " are called " + name);
      }
    }

    /** The finished catalogue. */
    public Catalogue<C> build() {
      return new Catalogue<>(this);
    }
  }

  /** What the entries are. */
  public String kind() {
    return kind;
  }

  /** The identifiers that users write, sorted. */
  public List<String> identifiers() {
    return contents().identifiers();
  }

  /** Every entry once, in the order in which they were added. */
  public List<C> entries() {
    return distinct(contents().entries());
  }

  /** What Keras has and this library has not, by name: the reason. */
  public Map<String, String> leftOut() {
    return Collections.unmodifiableMap(contents().leftOut());
  }

  /**
   * The entry that a user's string names.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public C get(String identifier) {
    Optional<C> entry = find(identifier);
    if (entry.isEmpty()) {
      throw new IllegalArgumentException(unknown(identifier));
    }
    return entry.get();
  }

  /** The type of the entries. */
  public Class<C> type() {
    return type;
  }

  /** The entry of a name, if there is one. */
  public Optional<C> find(String identifier) {
    C entry = first.get(identifier);
    return Optional.ofNullable(entry != null ? entry : named(contents().entries(), identifier));
  }

  /**
   * The entry that a file's plain data stands for: a name, or a map with {@code class_name} and {@code config}.
   *
   * @throws IllegalArgumentException if it names no known entry or its configuration is wrong
   */
  public C read(Object plain, CustomObjects custom) {
    if (plain instanceof String identifier) {
      return find(identifier, custom);
    }
    if (plain instanceof Map<?, ?> map && map.get("class_name") instanceof String className) {
      Object config = map.get("config");
      if (config != null && !(config instanceof Map)) {
        throw new IllegalArgumentException("The config of " + kind + " " + className + " must be an object");
      }
      C prototype = find(className, custom);
      return Configurable.read(prototype, config == null ? Map.of() : (Map<?, ?>) config, custom);
    }
    throw new IllegalArgumentException("Could not interpret " + kind + ": expected a name, or an object with "
        + "class_name and config");
  }

  /** How settings that hold an entry are written and read. */
  Setting.Codec<C> codec() {
    return new Setting.Codec<>() {
      @Override
      public Object write(C value) {
        return value.toPlain();
      }

      @Override
      public C read(Object plain, CustomObjects custom) {
        return Catalogue.this.read(plain, custom);
      }
    };
  }

  private C find(String name, CustomObjects custom) {
    C entry = find(name).orElse(null);
    if (entry == null) {
      entry = custom.find(name, type);
    }
    if (entry == null) {
      String advice = named(contents().leftOut(), name) != null ? ""
          : ". If it is a class of your own, pass one to CustomObjects.of(...) when you load";
      throw new IllegalArgumentException(unknown(name) + advice);
    }
    return entry;
  }

  /** What a map has under a name, or under the name in letters of another case where that is the same. */
  private <V> V named(Map<String, V> map, String name) {
    V value = map.get(name);
    if (value == null && builder.ignoresCase) {
      value = map.keySet().stream().filter(key -> key.equalsIgnoreCase(name)).findFirst().map(map::get).orElse(null);
    }
    return value;
  }

  private String unknown(String identifier) {
    String reason = named(contents().leftOut(), identifier);
    if (reason != null) {
      return "The " + kind + " " + identifier + " is left out of Neurona: " + reason;
    }
    String message = "Could not interpret " + kind + " identifier: " + identifier;
    if (identifier == null) {
      message += ".";
    } else {
      message += contents().entries().keySet().stream().min(Comparator.comparingInt(name -> distance(identifier, name)))
          .filter(name -> distance(identifier, name) <= CLOSE)
          .map(name -> ". Did you mean \"" + name + "\"?").orElse(".");
    }
    return message + " Known: " + String.join(", ", contents().known());
  }

  /** Levenshtein's edit distance, letters of either case being the same. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
        int next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1));
        diagonal = row[j];
        row[j] = next;
      }
    }
    return row[b.length()];
  }
}
