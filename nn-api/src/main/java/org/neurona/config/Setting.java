package org.neurona.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.neurona.Shape;

/**
 * One setting of a {@link Configurable}: Keras' key, the type, the rule that values obey and the default.
 *
 * @param <T> the type of the values
 */
public final class Setting<T> {
  /** How values of a type are written to a model file's plain data (maps, lists, strings, numbers) and read back. */
  public interface Codec<T> {
    /** The value as plain data. */
    Object write(T value);

    /**
     * The value that plain data stands for.
     *
     * @throws IllegalArgumentException if it stands for none; the message says what was expected
     */
    T read(Object plain, CustomObjects custom);
  }

  private final String key;
  private final String javaName;
  private final String rule;
  private final Predicate<T> accepts;
  private final Codec<T> codec;
  private final T defaultValue;
  private final boolean required;
  private final boolean whenSet;

  private Setting(String key, String rule, Predicate<T> accepts, Codec<T> codec, T defaultValue, boolean required,
      boolean whenSet) {
    this.key = key;
    this.javaName = javaName(key);
    this.rule = rule;
    this.accepts = accepts;
    this.codec = codec;
    this.defaultValue = defaultValue;
    this.required = required;
    this.whenSet = whenSet;
  }

  /**
   * A setting of any type.
   *
   * @param key Keras' name
   * @param rule what a value must be, to follow "expected" in messages: {@code a positive integer}
   * @param accepts whether a value obeys the rule; also asked of the default and of null
   * @param defaultValue the value where none is given
   */
  public static <T> Setting<T> of(String key, String rule, Predicate<T> accepts, Codec<T> codec, T defaultValue) {
    return new Setting<>(key, rule, accepts, codec, defaultValue, false, false);
  }

  /** A setting of any type that has no default. */
  public static <T> Setting<T> required(String key, String rule, Predicate<T> accepts, Codec<T> codec) {
    return new Setting<>(key, rule, accepts, codec, null, true, false);
  }

  /** An integer {@code >= 1} that must be given. */
  public static Setting<Integer> positiveInt(String key) {
    return required(key, "a positive integer", new From<>(1), Codecs.INTEGER);
  }

  /** An integer {@code >= 1}. */
  public static Setting<Integer> positiveInt(String key, int defaultValue) {
    return of(key, "a positive integer", new From<>(1), Codecs.INTEGER, defaultValue);
  }

  /** An integer {@code >= 1}, or null, the default. */
  public static Setting<Integer> positiveIntOrNull(String key) {
    return of(key, "a positive integer or null", new From<>(1, true), Codecs.INTEGER, null);
  }

  /** Any integer. */
  public static Setting<Integer> integer(String key, Integer defaultValue) {
    return of(key, "an integer", new From<>(Double.NEGATIVE_INFINITY), Codecs.INTEGER, defaultValue);
  }

  /** A seed: any whole number, or null for one that the model gives. */
  public static Setting<Long> seed() {
    return of("seed", "an integer or null", anything(), Codecs.LONG, null);
  }

  /** Any finite number. */
  public static Setting<Double> number(String key, double defaultValue) {
    return of(key, "a finite number", new From<>(-Double.MAX_VALUE), Codecs.NUMBER, defaultValue);
  }

  /** A finite number {@code >= 0}. */
  public static Setting<Double> nonNegative(String key, double defaultValue) {
    return of(key, "a finite number >= 0", new From<>(0), Codecs.NUMBER, defaultValue);
  }

  /** A finite number {@code > 0}. */
  public static Setting<Double> positive(String key, double defaultValue) {
    return of(key, "a finite number > 0", new From<>(Double.MIN_VALUE), Codecs.NUMBER, defaultValue);
  }

  /** A number in {@code [0, 1)}: a decay or a momentum. */
  public static Setting<Double> fraction(String key, double defaultValue) {
    return of(key, "a number in [0, 1)", value -> value != null && value >= 0 && value < 1, Codecs.NUMBER,
        defaultValue);
  }

  /**
   * Several numbers; one alone may stand in a file without its list.
   *
   * @param rule what the values must be, to follow "expected" in messages
   * @param accepts whether they obey the rule; also asked of the default and of null
   * @param defaultValue the values where none are given, or null
   */
  public static Setting<List<Double>> numbers(String key, String rule, Predicate<List<Double>> accepts,
      List<Double> defaultValue) {
    return of(key, rule, accepts, Codecs.listOf(Codecs.NUMBER), defaultValue);
  }

  /** Several integers; one alone may stand in a file without its list. */
  public static Setting<List<Integer>> integers(String key, String rule, Predicate<List<Integer>> accepts,
      List<Integer> defaultValue) {
    return of(key, rule, accepts, Codecs.listOf(Codecs.INTEGER), defaultValue);
  }

  /** Yes or no. */
  public static Setting<Boolean> flag(String key, boolean defaultValue) {
    return of(key, "true or false", present(), Codecs.FLAG, defaultValue);
  }

  /** One axis or several, each counted from the end where negative, or null unless there is a default. */
  public static Setting<List<Integer>> axes(String key, Integer defaultAxis) {
    List<Integer> defaultAxes = defaultAxis == null ? null : List.of(defaultAxis);
    return of(key, "an axis or several" + (defaultAxis == null ? " or null" : ""),
        value -> value == null ? defaultAxes == null : !value.isEmpty(), Codecs.AXES, defaultAxes);
  }

  /** Texts, none by default. */
  public static Setting<List<String>> texts(String key) {
    return of(key, "texts", present(), Codecs.TEXTS, List.of());
  }

  /**
   * A key of Keras' files that changes nothing here: what a file says is kept as it is and written back.
   *
   * @param key Keras' name
   */
  public static Setting<Object> carried(String key) {
    return of(key, "anything", anything(), Codecs.PLAIN, null).writtenWhenSet();
  }

  /** Returns a copy that files have only where its value is not the default. */
  public Setting<T> writtenWhenSet() {
    return new Setting<>(key, rule, accepts, codec, defaultValue, required, true);
  }

  /** A text, or null. */
  public static Setting<String> text(String key, String defaultValue) {
    return of(key, "a text", anything(), Codecs.TEXT, defaultValue);
  }

  /** One of several words. */
  public static Setting<String> oneOf(String key, String defaultValue, String... words) {
    List<String> known = List.of(words);
    return of(key, "one of " + String.join(", ", known), value -> value != null && known.contains(value), Codecs.TEXT,
        defaultValue);
  }

  /** A shape without the batch axis, or null where not given. */
  public static Setting<Shape> shape(String key) {
    return of(key, "a shape", anything(), Codecs.SHAPE, null);
  }

  /** An entry of a catalogue: an initializer, a regularizer, a loss ... */
  public static <C extends Configurable> Setting<C> object(String key, Catalogue<C> catalogue, C defaultValue) {
    return of(key, "an entry of " + catalogue.kind(), present(), catalogue.codec(), defaultValue);
  }

  /** An entry of a catalogue, or null for none. */
  public static <C extends Configurable> Setting<C> optional(String key, Catalogue<C> catalogue) {
    return of(key, "an entry of " + catalogue.kind() + " or null", anything(), catalogue.codec(), null);
  }

  /** Settings, followed by others. */
  public static List<Setting<?>> joined(List<Setting<?>> settings, List<Setting<?>> others) {
    List<Setting<?>> all = new ArrayList<>(settings);
    all.addAll(others);
    return Collections.unmodifiableList(all);
  }

  /** Keras' name of the setting, as files write it: {@code use_bias}. */
  public String key() {
    return key;
  }

  /** The name that Java code and messages use: {@code useBias}. */
  public String javaName() {
    return javaName;
  }

  /** What a value must be, in words. */
  public String rule() {
    return rule;
  }

  /** The value where none is given; null where one must be. */
  public T defaultValue() {
    return defaultValue;
  }

  /** How values are written and read; for a setting of the same type with another rule. */
  public Codec<T> codec() {
    return codec;
  }

  /** Whether a value must be given. */
  public boolean isRequired() {
    return required;
  }

  /** Whether files have the setting with this value: all but some have it always. */
  boolean isWritten(T value) {
    return !whenSet || !Objects.equals(value, defaultValue);
  }

  /**
   * The value, if it obeys the rule.
   *
   * @param owner the class that has the setting, for the message
   * @throws IllegalArgumentException if it does not
   */
  public T check(String owner, T value) {
    if (!accepts.test(value)) {
      throw new IllegalArgumentException(owner + ": Received an invalid value for " + javaName + ", expected " + rule
          + ". Received: " + javaName + "=" + Excerpt.of(value));
    }
    return value;
  }

  /** The value as plain data for a file. */
  public Object write(T value) {
    return value == null ? null : codec.write(value);
  }

  /**
   * The value that a file's plain data stands for, checked.
   *
   * @throws IllegalArgumentException if the data is of the wrong type or breaks the rule
   */
  public T read(String owner, Object plain, CustomObjects custom) {
    T value;
    try {
      value = plain == null ? null : codec.read(plain, custom);
    } catch (ClassCastException | ArithmeticException e) {
      throw new IllegalArgumentException(owner + ": Received an invalid value for " + key + ", expected " + rule
          + ". Received: " + key + "=" + Excerpt.of(plain), e);
    }
    return check(owner, value);
  }

  @Override
  public String toString() {
    return key;
  }

  private static String javaName(String key) {
    StringBuilder name = new StringBuilder();
    for (String word : key.split("_")) {
      name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return name.toString();
  }

  private static <T> Predicate<T> anything() {
    return new Presence<>(false);
  }

  private static <T> Predicate<T> present() {
    return new Presence<>(true);
  }

  /** Any value, or any but null. */
  private record Presence<T>(boolean required) implements Predicate<T> {
    @Override
    public boolean test(T value) {
      return value != null || !required;
    }
  }

  /** A finite number from some other on, or null where that is allowed. */
  private record From<T extends Number>(double least, boolean orNull) implements Predicate<T> {
    From(double least) {
      this(least, false);
    }

    @Override
    public boolean test(T value) {
      return value == null ? orNull : value.doubleValue() >= least && value.doubleValue() <= Double.MAX_VALUE;
    }
  }

  /** The plain-data forms of the common types. */
  private static final class Codecs {
    static final Codec<Integer> INTEGER = new AsItIs<>() {
      @Override
      Integer read(Object plain) {
        return Math.toIntExact(whole(plain));
      }
    };
    static final Codec<Long> LONG = new AsItIs<>() {
      @Override
      Long read(Object plain) {
        return whole(plain);
      }
    };
    static final Codec<Double> NUMBER = new AsItIs<>() {
      @Override
      Double read(Object plain) {
        return number(plain).doubleValue();
      }
    };
    static final Codec<Boolean> FLAG = new AsItIs<>() {
      @Override
      Boolean read(Object plain) {
        return (Boolean) plain;
      }
    };
    static final Codec<String> TEXT = new AsItIs<>() {
      @Override
      String read(Object plain) {
        return (String) plain;
      }
    };
    static final Codec<Object> PLAIN = new AsItIs<>() {
      @Override
      Object read(Object plain) {
        return plain;
      }
    };
    static final Codec<Shape> SHAPE = new AsItIs<>() {
      @Override
      public Object write(Shape value) {
        return writeShape(value);
      }

      @Override
      Shape read(Object plain) {
        return readShape(plain);
      }
    };
    static final Codec<List<Integer>> AXES = new AsItIs<>() {
      @Override
      public Object write(List<Integer> value) {
        return value.size() == 1 ? value.get(0) : value;
      }

      @Override
      List<Integer> read(Object plain) {
        return readAxes(plain);
      }
    };
    static final Codec<List<String>> TEXTS = new AsItIs<>() {
      @Override
      List<String> read(Object plain) {
        return ((List<?>) plain).stream().map(String.class::cast).toList();
      }
    };

    /** As many axes as NumPy's arrays may have. */
    private static final int LARGEST_RANK = 64;

    private Codecs() {}

    /** Values that are plain data themselves, unless said otherwise. No lambdas: without, a process starts sooner. */
    private abstract static class AsItIs<T> implements Codec<T> {
      @Override
      public Object write(T value) {
        return value;
      }

      @Override
      public T read(Object plain, CustomObjects custom) {
        return read(plain);
      }

      abstract T read(Object plain);
    }

    private static <T> Codec<List<T>> listOf(Codec<T> element) {
      return new Codec<>() {
        @Override
        public Object write(List<T> value) {
          return value.stream().map(element::write).toList();
        }

        @Override
        public List<T> read(Object plain, CustomObjects custom) {
          List<?> elements = plain instanceof List<?> list ? list : List.of(plain);
          return elements.stream().map(one -> element.read(present(one), custom)).toList();
        }

        private Object present(Object one) {
          if (one == null) {
            throw new ArithmeticException("null among the elements");
          }
          return one;
        }
      };
    }

    private static Number number(Object plain) {
      if (plain == null) {
        throw new ArithmeticException("null among the elements");
      }
      return (Number) plain;
    }

    private static long whole(Object plain) {
      double value = number(plain).doubleValue();
      if (plain instanceof Long || plain instanceof Integer) {
        return ((Number) plain).longValue();
      }
      if (value != Math.rint(value) || Math.abs(value) > 1L << 53) {
        throw new ArithmeticException("not a whole number: " + plain);
      }
      return (long) value;
    }

    private static List<Integer> readAxes(Object plain) {
      List<?> axes = plain instanceof List<?> list ? list : List.of(plain);
      return axes.stream().map(axis -> Math.toIntExact(whole(axis))).toList();
    }

    private static Object writeShape(Shape shape) {
      List<Object> dims = new ArrayList<>();
      for (int dim : shape.dims()) {
        dims.add(dim == Shape.UNKNOWN ? null : dim);
      }
      return dims;
    }

    private static Shape readShape(Object plain) {
      List<?> dims = (List<?>) plain;
      if (dims.size() > LARGEST_RANK) {
        throw new ArithmeticException("more than " + LARGEST_RANK + " axes");
      }
      int[] lengths = new int[dims.size()];
      for (int i = 0; i < lengths.length; i++) {
        lengths[i] = dims.get(i) == null ? Shape.UNKNOWN : Math.toIntExact(whole(dims.get(i)));
      }
      return Shape.of(lengths);
    }
  }
}
