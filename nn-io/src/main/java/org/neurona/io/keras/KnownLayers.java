package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.config.Setting;
import org.neurona.io.LoadLimits;
import org.neurona.layers.Layer;

/**
 * The layers of a file that were read, for those that come again in another model: by Neurona's own part of the file,
 * or by Keras' {@code shared_object_id}.
 */
final class KnownLayers {
  private static final String ID = "shared_object_id";

  private final SharedLayers shared;
  private final LoadLimits limits;
  private final LayerOrder order = new LayerOrder();
  private final Map<String, Layer> byPlace = new HashMap<>();
  private final Map<Object, Layer> byId = new HashMap<>();
  private final List<Read> read = new ArrayList<>();
  /** The same by what entries say, filled when a layer is looked for. */
  private final Map<Map<?, ?>, List<Layer>> alike = new HashMap<>();
  /** How many layers a model takes when those inside of it are written out, as often as they are applied. */
  private final Map<Model, Long> sizes = new IdentityHashMap<>();

  KnownLayers(SharedLayers shared, LoadLimits limits) {
    this.shared = shared;
    this.limits = limits;
  }

  /** A layer that was read without an id. */
  private record Read(Map<?, ?> entry, Layer layer) {}

  LoadLimits limits() {
    return limits;
  }

  /** The order in which the file has the layers of each model. */
  LayerOrder order() {
    return order;
  }

  /** The layer that an entry stands for, if it came before; null otherwise. */
  Layer again(String place, Map<?, ?> entry) {
    Layer layer = byPlace.get(shared.first().get(place));
    Object id = entry.get(ID);
    if (layer == null && id != null) {
      layer = byId.get(id);
      // What Keras writes of a layer's first place lacks the id, where it has copied that in between.
      layer = layer != null ? layer : onlyOneAlike(entry);
    }
    return layer;
  }

  private Layer onlyOneAlike(Map<?, ?> entry) {
    read.forEach(each -> alike.computeIfAbsent(bare(each.entry()), unused -> new ArrayList<>()).add(each.layer()));
    read.clear();
    List<Layer> found = alike.getOrDefault(bare(entry), List.of());
    return found.size() == 1 ? found.get(0) : null;
  }

  /** What an entry says of the layer itself. */
  private static Map<?, ?> bare(Map<?, ?> entry) {
    Map<Object, Object> bare = new LinkedHashMap<>();
    entry.forEach((key, value) -> {
      if (!key.equals("inbound_nodes") && !key.equals("name")) {
        bare.put(key, withoutIds(value));
      }
    });
    bare.remove(ID);
    return bare;
  }

  private static Object withoutIds(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(KnownLayers::withoutIds).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value == null ? "" : value;
    }
    Map<Object, Object> without = new LinkedHashMap<>();
    map.forEach((key, each) -> without.put(key, withoutIds(each)));
    without.remove(ID);
    return without;
  }

  /** Takes a layer that was read. */
  void add(String place, Map<?, ?> entry, Layer layer) {
    byPlace.put(place, layer);
    Object id = entry.get(ID);
    if (id != null) {
      byId.put(id, layer);
    } else {
      read.add(new Read(entry, layer));
    }
  }

  /** The seed of a model within the model. */
  long seed(String place) {
    return shared.seeds().getOrDefault(place, 0L);
  }

  /**
   * Takes the size of a model: its layers with those inside, as often as they are applied. Where models lie in models
   * and each stands in several places, a small file asks for very many.
   *
   * @throws IllegalArgumentException if it is above the limit
   */
  void requireSize(Model model, long size) {
    requireSize(size);
    sizes.put(model, size);
  }

  /** Fails if there are more layers than the limit. */
  long requireSize(long size) {
    if (size > limits.maxLayers()) {
      throw new IllegalArgumentException(
          size + " layers, with those inside of models, more than the limit of " + limits.maxLayers());
    }
    return size;
  }

  /** How many layers one takes, with those inside. */
  long size(Layer layer) {
    if (layer instanceof ModelLayer nested) {
      return sizes.getOrDefault(nested.model(), 1L);
    }
    long size = 1;
    for (Setting<?> setting : layer.config().settings()) {
      size += layer.config().get(setting) instanceof Layer inner ? size(inner) : 0;
    }
    return size;
  }
}
