package org.neurona.io.json;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.io.LoadLimits;

/** JSON as plain data: maps, lists, strings, longs, doubles, booleans and null. */
public final class PlainJson {
  /** About what values take in memory, in characters. */
  private static final int VALUE_CHARS = 64;
  private static final int OBJECT_CHARS = 256;

  private PlainJson() {}

  /** Is told of each value before it takes memory. */
  public interface Count {
    /** So many characters more than its own are what a value takes in memory; throws if that is too much. */
    void spend(int characters);

    /** One more value. */
    private void value(JsonToken token) {
      spend(token == JsonToken.BEGIN_OBJECT ? OBJECT_CHARS : VALUE_CHARS);
    }
  }

  /**
   * Writes one value.
   *
   * @throws IllegalArgumentException if it is not finite, or no plain data
   */
  public static void write(JsonWriter json, Object plain) throws IOException {
    if (plain instanceof Map<?, ?> map) {
      json.beginObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.name((String) entry.getKey());
        write(json, entry.getValue());
      }
      json.endObject();
    } else if (plain instanceof List<?> list) {
      json.beginArray();
      for (Object entry : list) {
        write(json, entry);
      }
      json.endArray();
    } else if (plain instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException("A setting is " + number + ", which a file can't hold");
    } else if (plain instanceof Number number) {
      json.value(number);
    } else if (plain instanceof Boolean flag) {
      json.value(flag);
    } else if (plain == null || plain instanceof String) {
      json.value((String) plain);
    } else {
      throw new IllegalArgumentException("A file can't hold a " + plain.getClass().getName());
    }
  }

  /** How many characters values may still take. */
  private static final class Left implements Count {
    private long characters;

    Left(long characters) {
      this.characters = characters;
    }

    @Override
    public void spend(int spent) {
      characters -= spent;
      if (characters < 0) {
        throw new IllegalArgumentException("more values than are allowed");
      }
    }
  }

  /**
   * The object that a text is.
   *
   * @param what what messages call the text
   * @throws IllegalArgumentException if it is no object, or over the limits
   */
  public static Map<?, ?> object(String text, String what, LoadLimits limits) {
    Left left = new Left(limits.maxStructureChars() - text.length());
    if (left.characters < 0) {
      throw new IllegalArgumentException(what + " has more characters than the limit of " + limits.maxStructureChars());
    }
    JsonReader json = new JsonReader(new StringReader(text));
    json.setStrictness(Strictness.STRICT);
    try {
      Object plain = read(json, limits.maxDepth(), left);
      if (json.peek() != JsonToken.END_DOCUMENT || !(plain instanceof Map<?, ?> map)) {
        throw new IllegalArgumentException("expected one object");
      }
      return map;
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(what + " is not valid JSON: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(what + " ends too early", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(what + ": " + e.getMessage(), e);
    }
  }

  /** Plain data as a text. */
  public static String text(Object plain) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setStrictness(Strictness.STRICT);
    json.setSerializeNulls(true);
    try {
      write(json, plain);
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("A text in memory can't fail to be written", e);
    }
    return text.toString();
  }

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException if objects lie deeper within one another than {@code depth}, or a key comes twice
   */
  public static Object read(JsonReader json, int depth, Count count) throws IOException {
    JsonToken token = json.peek();
    count.value(token);
    if (depth < 0) {
      throw new IllegalArgumentException("too deeply nested");
    }
    return switch (token) {
      case BEGIN_OBJECT -> readObject(json, depth, count);
      case BEGIN_ARRAY -> readArray(json, depth, count);
      case STRING -> json.nextString();
      case BOOLEAN -> json.nextBoolean();
      case NULL -> {
        json.nextNull();
        yield null;
      }
      case NUMBER -> number(json.nextString());
      default -> throw new IllegalArgumentException("expected a value");
    };
  }

  private static Map<String, Object> readObject(JsonReader json, int depth, Count count) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    json.beginObject();
    while (json.peek() != JsonToken.END_OBJECT) {
      String key = json.nextName();
      if (map.containsKey(key)) {
        throw new IllegalArgumentException("the key " + key + " comes twice");
      }
      map.put(key, read(json, depth - 1, count));
    }
    json.endObject();
    return map;
  }

  private static List<Object> readArray(JsonReader json, int depth, Count count) throws IOException {
    List<Object> list = new ArrayList<>(0); // most are short, and a hostile file has very many
    json.beginArray();
    while (json.peek() != JsonToken.END_ARRAY) {
      list.add(read(json, depth - 1, count));
    }
    json.endArray();
    return list;
  }

  /** Whether a JSON number has neither a point nor an exponent. */
  private static boolean isWhole(String number) {
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) != '-' && !Character.isDigit(number.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static Number number(String text) {
    if (isWhole(text) && !text.equals("-0")) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        return finite(text); // more than 64 bits hold: the nearest double
      }
    }
    return finite(text);
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw new IllegalArgumentException("the number " + text + " is too large");
    }
    return value;
  }
}
