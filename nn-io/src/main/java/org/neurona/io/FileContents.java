package org.neurona.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file says of itself. Nothing of it is loaded, so that this is there for models with parts that this library
 * does not have, too.
 *
 * @param kind what it holds
 * @param format its format, for people: {@code Keras 3 archive (.keras)}
 * @param writer who wrote it and when, by the file's own keys, {@code keras_version} or {@code date_saved}; in files of
 *     this library {@code neurona_version}
 * @param layers the layers of the architecture, in the file's order; those inside of others follow them
 */
public record FileContents(Kind kind, String format, Map<String, String> writer, List<LayerEntry> layers) {
  /** What a file holds. */
  public enum Kind {
    /** Layers and weights. */
    MODEL,
    /** Layers alone. */
    ARCHITECTURE,
    /** Weights alone. */
    WEIGHTS,
    /** Something of this library that is no model. */
    OTHER
  }

  /**
   * A layer.
   *
   * @param depth how many layers it is inside of
   * @param name its name, or null if the file has none
   * @param className its class, as the file calls it
   */
  public record LayerEntry(int depth, String name, String className) {}

  /** Copies the map, in its order, and the list. */
  public FileContents {
    writer = Collections.unmodifiableMap(new LinkedHashMap<>(writer));
    layers = List.copyOf(layers);
  }
}
