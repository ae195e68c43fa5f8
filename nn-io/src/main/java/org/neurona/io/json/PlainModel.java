package org.neurona.io.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.Sequential;
import org.neurona.config.Catalogue;
import org.neurona.config.Configurable;
import org.neurona.config.CustomObjects;
import org.neurona.config.Excerpt;
import org.neurona.config.Setting;
import org.neurona.io.LoadLimits;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerState;
import org.neurona.layers.Layers;
import org.neurona.losses.Losses;
import org.neurona.metrics.Metrics;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Optimizers;
import org.neurona.spi.Compilation.NamedMetric;

/**
 * Models and compile settings from plain data. Every name is looked up in a table; none becomes a class. A layer that
 * comes again is the one that came before, so that no layer can be inside of itself.
 */
final class PlainModel {
  private final CustomObjects custom;
  private final LoadLimits limits;
  /** The layers of the whole file, by their numbers. */
  private final List<Layer> layers = new ArrayList<>();
  /** How many layers a model takes when those inside of it are written out, as often as they are applied. */
  private final Map<Model, Long> sizes = new IdentityHashMap<>();

  private PlainModel(CustomObjects custom, LoadLimits limits) {
    this.custom = custom;
    this.limits = limits;
  }

  /**
   * A model.
   *
   * @throws IllegalArgumentException if the data describes none
   */
  static Model model(Map<?, ?> plain, CustomObjects custom, LoadLimits limits) {
    return new PlainModel(custom, limits).model(plain);
  }

  private Model model(Map<?, ?> plain) {
    String className = get(plain, Fields.CLASS_NAME, String.class);
    List<Layer> own = layers(plain);
    Model model = switch (className) {
      case Fields.SEQUENTIAL -> {
        requireKeys(plain, Fields.CLASS_NAME, Fields.NAME, Fields.SEED, Fields.TRAINABLE, Fields.LAYERS);
        long size = requireAtMostLayers(own.stream().mapToLong(this::size).sum());
        Model made = new Sequential(own);
        sizes.put(made, size);
        yield made;
      }
      case Fields.FUNCTIONAL -> {
        requireKeys(plain, Fields.CLASS_NAME, Fields.NAME, Fields.SEED, Fields.TRAINABLE, Fields.LAYERS,
            Fields.APPLICATIONS, Fields.INPUTS, Fields.OUTPUTS);
        yield functional(plain, own);
      }
      default -> throw new IllegalArgumentException(
          "unknown model class " + className + ", expected Sequential or Functional");
    };
    requireAtMostParameters(model, limits.maxParameters());
    if (plain.containsKey(Fields.TRAINABLE)) {
      LayerState.of(model.asLayer()).setTrainable(get(plain, Fields.TRAINABLE, Boolean.class));
    }
    return model.name(get(plain, Fields.NAME, String.class)).seed(get(plain, Fields.SEED, Long.class));
  }

  /** An architecture alone may ask for weights that no memory holds. */
  private static void requireAtMostParameters(Model model, long limit) {
    if (model.isBuilt() && model.countParams() > limit) {
      throw new IllegalArgumentException("the layers have " + model.countParams()
          + " parameters, more than the limit of " + limit);
    }
  }

  /** How many layers this one takes when those inside of it are written out. */
  private long size(Layer layer) {
    if (layer instanceof ModelLayer nested) {
      return sizes.get(nested.model());
    }
    long size = 1;
    for (Setting<?> setting : layer.config().settings()) {
      size += layer.config().get(setting) instanceof Layer inner ? size(inner) : 0;
    }
    return size;
  }

  /** Where models lie in models and each is applied twice, a small file asks for very many layers. */
  private long requireAtMostLayers(long size) {
    if (size > limits.maxLayers()) {
      throw new IllegalArgumentException(
          size + " layers, with those inside of models, more than the limit of " + limits.maxLayers());
    }
    return size;
  }

  private List<Layer> layers(Map<?, ?> plain) {
    List<?> entries = get(plain, Fields.LAYERS, List.class);
    requireAtMost(entries, limits.maxLayers(), "layers");
    List<Layer> own = new ArrayList<>();
    for (Object entry : entries) {
      own.add(part(Fields.LAYERS + "[" + own.size() + "]", () -> layer(entry)));
    }
    return own;
  }

  private Layer layer(Object entry) {
    if (entry instanceof Map<?, ?> map && map.containsKey(Fields.SHARED)) {
      requireKeys(map, Fields.SHARED, Fields.NAME);
      long number = get(map, Fields.SHARED, Long.class);
      if (number < 0 || number >= layers.size()) {
        throw new IllegalArgumentException("layer " + number + " of the file does not come before this one");
      }
      return named(layers.get((int) number), map);
    }
    Layer layer;
    if (entry instanceof Map<?, ?> map && map.containsKey(Fields.MODEL)) {
      requireKeys(map, Fields.MODEL, Fields.NAME);
      layer = named(model(object(map, Fields.MODEL)).asLayer(), map);
    } else {
      layer = read(Layers.catalogue(), withModels(entry), custom);
    }
    layers.add(layer);
    return layer;
  }

  /** An entry with the models that are settings of the layer, or of one that is. */
  private Object withModels(Object entry) {
    if (!(entry instanceof Map<?, ?> map) || !(map.get(Fields.CONFIG) instanceof Map<?, ?> config)) {
      return entry;
    }
    Map<Object, Object> settings = new LinkedHashMap<>();
    config.forEach((key, value) -> {
      if (value instanceof Map<?, ?> inner && inner.containsKey(Fields.MODEL)) {
        requireKeys(inner, Fields.MODEL, Fields.NAME);
        settings.put(key, named(model(object(inner, Fields.MODEL)).asLayer(), inner));
      } else {
        settings.put(key, withModels(value));
      }
    });
    Map<Object, Object> copy = new LinkedHashMap<>(map);
    copy.put(Fields.CONFIG, settings);
    return copy;
  }

  /** A layer that has another name here than it has by itself; for models, which are the same under any name. */
  private static Layer named(Layer layer, Map<?, ?> plain) {
    Object name = plain.get(Fields.NAME);
    if (name == null || name.equals(layer.name())) {
      return layer;
    }
    if (!(layer instanceof ModelLayer)) {
      throw new IllegalArgumentException("layer " + layer + " can't have another name, " + name);
    }
    return layer.name(cast(name, String.class, Fields.NAME));
  }

  private Model functional(Map<?, ?> plain, List<Layer> own) {
    List<?> entries = get(plain, Fields.APPLICATIONS, List.class);
    requireAtMost(entries, limits.maxLayers(), "applications of layers");
    List<List<Tensor>> made = new ArrayList<>();
    long size = 0;
    for (Object entry : entries) {
      Map<?, ?> application = cast(entry, Map.class, "an application");
      requireKeys(application, Fields.LAYER, Fields.INPUTS);
      long layer = get(application, Fields.LAYER, Long.class);
      if (layer < 0 || layer >= own.size()) {
        throw new IllegalArgumentException("there is no layer " + layer + " among " + own.size());
      }
      List<Tensor> inputs = tensors(application, Fields.INPUTS, made);
      size = requireAtMostLayers(size + size(own.get((int) layer)));
      made.add(own.get((int) layer).applyAll(inputs.toArray(Tensor[]::new)));
    }
    Model model = new Model(tensors(plain, Fields.INPUTS, made), tensors(plain, Fields.OUTPUTS, made));
    sizes.put(model, size);
    return model;
  }

  private static List<Tensor> tensors(Map<?, ?> plain, String key, List<List<Tensor>> made) {
    List<Tensor> tensors = new ArrayList<>();
    for (Object source : get(plain, key, List.class)) {
      if (!(source instanceof List<?> pair) || pair.size() != 2 || !(pair.get(0) instanceof Long application)
          || !(pair.get(1) instanceof Long output)) {
        throw new IllegalArgumentException(key + " must be a list of pairs: an application and its output");
      }
      if (application < 0 || application >= made.size() || output < 0
          || output >= made.get(application.intValue()).size()) {
        throw new IllegalArgumentException(key + " names output " + output + " of application " + application
            + ", which does not come before it");
      }
      tensors.add(made.get(application.intValue()).get(output.intValue()));
    }
    return tensors;
  }

  /**
   * Compile settings.
   *
   * @throws IllegalArgumentException if the data describes none
   */
  static CompileOptions compileOptions(Map<?, ?> plain, CustomObjects custom) {
    requireKeys(plain, Fields.OPTIMIZER, Fields.LOSSES, Fields.LOSS_WEIGHTS, Fields.METRICS, Fields.WEIGHTED_METRICS);
    Object optimizer = get(plain, Fields.OPTIMIZER, Object.class);
    CompileOptions options = new CompileOptions()
        .optimizer(part(Fields.OPTIMIZER, () -> read(Optimizers.catalogue(), optimizer, custom)));
    for (Map.Entry<?, ?> entry : object(plain, Fields.LOSSES).entrySet()) {
      options = options.loss((String) entry.getKey(), part(Fields.LOSSES + "." + entry.getKey(),
          () -> read(Losses.catalogue(), entry.getValue(), custom)));
    }
    for (Map.Entry<?, ?> entry : object(plain, Fields.LOSS_WEIGHTS).entrySet()) {
      options = options.lossWeight((String) entry.getKey(),
          cast(entry.getValue(), Number.class, "a loss weight").doubleValue());
    }
    for (Map.Entry<?, ?> entry : object(plain, Fields.METRICS).entrySet()) {
      options = options.named((String) entry.getKey(), metrics(Fields.METRICS, entry, custom));
    }
    if (plain.containsKey(Fields.WEIGHTED_METRICS)) {
      for (Map.Entry<?, ?> entry : object(plain, Fields.WEIGHTED_METRICS).entrySet()) {
        options = options.namedWeighted((String) entry.getKey(), metrics(Fields.WEIGHTED_METRICS, entry, custom));
      }
    }
    return options;
  }

  /** The metrics of one output. */
  private static List<NamedMetric> metrics(String key, Map.Entry<?, ?> output, CustomObjects custom) {
    List<NamedMetric> metrics = new ArrayList<>();
    for (Object element : cast(output.getValue(), List.class, key)) {
      Map<?, ?> named = cast(element, Map.class, "a metric");
      requireKeys(named, Fields.NAME, Fields.METRIC);
      metrics.add(new NamedMetric(get(named, Fields.NAME, String.class),
          part(key + "." + output.getKey() + "[" + metrics.size() + "]",
              () -> read(Metrics.catalogue(), get(named, Fields.METRIC, Object.class), custom))));
    }
    return metrics;
  }

  /** What a catalogue makes of an entry, which says nothing but its class and settings. */
  private static <C extends Configurable> C read(Catalogue<C> catalogue, Object entry, CustomObjects custom) {
    if (entry instanceof Map<?, ?> map) {
      requireKeys(map, Fields.CLASS_NAME, Fields.CONFIG);
    }
    return catalogue.read(entry, custom);
  }

  /** Reads a part, and says of what is wrong with it where it is. */
  private static <T> T part(String name, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw new InvalidPartException(name, e);
    }
  }

  private static <T> T get(Map<?, ?> plain, String key, Class<T> type) {
    if (!plain.containsKey(key)) {
      throw new IllegalArgumentException("the key " + key + " is missing");
    }
    return cast(plain.get(key), type, key);
  }

  private static Map<?, ?> object(Map<?, ?> plain, String key) {
    return get(plain, key, Map.class);
  }

  private static <T> T cast(Object value, Class<T> type, String what) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(what + " must be " + kind(type) + ", got " + Excerpt.of(value));
    }
    return type.cast(value);
  }

  private static String kind(Class<?> type) {
    return type == String.class ? "a text" : type == Long.class ? "a whole number" : type == Number.class ? "a number"
        : type == Object.class ? "given" : type == List.class ? "a list" : type == Boolean.class ? "true or false"
            : "an object";
  }

  private static void requireKeys(Map<?, ?> plain, String... known) {
    Set<Object> unknown = new HashSet<>(plain.keySet());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("unknown key " + unknown.iterator().next());
    }
  }

  private static void requireAtMost(List<?> list, int limit, String what) {
    if (list.size() > limit) {
      throw new IllegalArgumentException(list.size() + " " + what + ", more than the limit of " + limit);
    }
  }
}
