package org.neurona.layers;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** Settings that hold layers, which files write as they write any layer. */
final class LayerSettings {
  /** In the place of a layer that came before: which one of the list. */
  static final String SHARED = "shared";
  private static final int MOST = 512;

  private LayerSettings() {}

  /** A layer of some kind that must be given. */
  static <T extends Layer> Setting<T> required(String key, Class<? extends T> type, String kind) {
    return Setting.required(key, kind, value -> value != null, codec(key, type, kind));
  }

  /** A layer of some kind, or null for none. */
  static <T extends Layer> Setting<T> optional(String key, Class<? extends T> type, String kind) {
    return Setting.of(key, kind + " or null", value -> true, codec(key, type, kind), null);
  }

  private static <T> T before(List<T> layers, int place) {
    if (place < 0 || place >= layers.size()) {
      throw new IllegalArgumentException(SHARED + ": expected one of the " + layers.size() + " layers before, got "
          + place);
    }
    return layers.get(place);
  }

  /**
   * At least one layer of some kind, of which one may be there several times, and not more than anyone stacks: each is
   * traced where the layer is built.
   */
  static <T extends Layer> Setting<List<T>> list(String key, Class<? extends T> type, String kind) {
    Setting.Codec<T> one = codec(key, type, kind);
    Setting.Codec<List<T>> codec = new Setting.Codec<>() {
      @Override
      public Object write(List<T> value) {
        List<Object> plain = new ArrayList<>();
        Map<T, Integer> places = new IdentityHashMap<>();
        for (T layer : value) {
          Integer before = places.putIfAbsent(layer, plain.size());
          plain.add(before == null ? one.write(layer) : Map.of(SHARED, before));
        }
        return plain;
      }

      @Override
      public List<T> read(Object plain, CustomObjects custom) {
        List<T> layers = new ArrayList<>();
        for (Object layer : (List<?>) plain) {
          layers.add(layer instanceof Map<?, ?> map && map.get(SHARED) instanceof Number place
              ? before(layers, place.intValue()) : one.read(layer, custom));
        }
        return List.copyOf(layers);
      }
    };
    return Setting.required(key, "one " + kind + " or more, up to " + MOST,
        value -> value != null && !value.isEmpty() && value.size() <= MOST, codec);
  }

  /** The catalogue is asked for when a file is read: it holds layers with such settings itself. */
  private static <T extends Layer> Setting.Codec<T> codec(String key, Class<? extends T> type,
      String kind) {
    return new Setting.Codec<>() {
      @Override
      public Object write(T value) {
        return value.toPlain();
      }

      @Override
      public T read(Object plain, CustomObjects custom) {
        // A model as a layer is no plain data; whoever reads a file makes it.
        Layer layer = plain instanceof NestedLayer nested ? nested : Layers.catalogue().read(plain, custom);
        if (!type.isInstance(layer)) {
          throw new IllegalArgumentException(key + ": expected " + kind + ", got " + layer.className());
        }
        return type.cast(layer);
      }
    };
  }
}
