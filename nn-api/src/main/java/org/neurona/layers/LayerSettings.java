package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** Settings that hold layers, which files write as they write any layer. */
final class LayerSettings {
  private LayerSettings() {}

  /** A layer of some kind that must be given. */
  static <T extends Layer> Setting<T> required(String key, Class<? extends T> type, String kind) {
    return Setting.required(key, kind, value -> value != null, codec(key, type, kind));
  }

  /** A layer of some kind, or null for none. */
  static <T extends Layer> Setting<T> optional(String key, Class<? extends T> type, String kind) {
    return Setting.of(key, kind + " or null", value -> true, codec(key, type, kind), null);
  }

  /** At least one layer of some kind. */
  static <T extends Layer> Setting<List<T>> list(String key, Class<? extends T> type, String kind) {
    Setting.Codec<T> one = codec(key, type, kind);
    Setting.Codec<List<T>> codec = new Setting.Codec<>() {
      @Override
      public Object write(List<T> value) {
        List<Object> plain = new ArrayList<>();
        value.forEach(layer -> plain.add(one.write(layer)));
        return plain;
      }

      @Override
      public List<T> read(Object plain, CustomObjects custom) {
        List<T> layers = new ArrayList<>();
        ((List<?>) plain).forEach(layer -> layers.add(one.read(layer, custom)));
        return List.copyOf(layers);
      }
    };
    return Setting.required(key, "one " + kind + " or more", value -> value != null && !value.isEmpty(), codec);
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
        Layer layer = Layers.catalogue().read(plain, custom);
        if (!type.isInstance(layer)) {
          throw new IllegalArgumentException(key + ": expected " + kind + ", got " + layer.className());
        }
        return type.cast(layer);
      }
    };
  }
}
