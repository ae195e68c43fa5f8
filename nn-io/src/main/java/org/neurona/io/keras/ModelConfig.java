package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.io.UnsupportedModelException;
import org.neurona.io.keras.Connections.Ref;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerState;
import org.neurona.ops.Tensor;

/** A model's config as Keras wrote it, turned into a model; also that of a model within another. */
final class ModelConfig {
  private final KerasObjects objects;
  private final Connections connections;
  private final KnownLayers known;
  private final String className;
  private final String name;
  private final List<?> entries;
  private final Map<?, ?> config;
  private final List<Declared> layers = new ArrayList<>();

  /**
   * A layer of the model.
   *
   * @param name its name
   * @param className Keras' class
   * @param layer the declaration; null if something is not supported
   * @param channelsFirst whether it takes its axes in the order that no layer here does
   */
  record Declared(String name, String className, Layer layer, boolean channelsFirst) {
    boolean isModel() {
      return className.equals("Functional") || className.equals("Sequential");
    }
  }

  /**
   * Reads the layers; what is not supported is noted.
   *
   * @param plain the serialized model: {@code class_name} and {@code config}
   * @param place where the model is in the whole one: {@code base}; empty for that itself
   * @throws IllegalArgumentException if it is no model
   */
  ModelConfig(Map<?, ?> plain, KerasObjects objects, String place) {
    this.objects = objects;
    this.known = objects.known();
    String kind = KerasJson.require(plain, "class_name", String.class, "the model");
    this.className = OldNames.className(kind, Map.of());
    Object given = plain.get("config");
    // Up to Keras 2.2 a Sequential's config was the list of its layers.
    this.config = given instanceof Map<?, ?> map ? map
        : Map.of("layers", given instanceof List<?> list ? list : List.of());
    this.name = config.get("name") instanceof String text ? text : null;
    if (!className.equals("Sequential") && !className.equals("Functional")) {
      objects.findings().unsupported("the model is of the class " + kind + ": only Sequential and functional models "
          + "can be read, for the code of other classes is not in the file");
      this.entries = List.of();
      this.connections = new Connections(objects.findings(), new MaskOperations(List.of()), objects.version());
      return;
    }
    List<?> written = KerasJson.require(config, "layers", List.class, "the model");
    MaskOperations masks = new MaskOperations(written);
    this.connections = new Connections(objects.findings(), masks, objects.version());
    List<Object> kept = new ArrayList<>();
    for (Object entry : written) {
      if (!(entry instanceof Map<?, ?> layer && masks.contains(layer.get("name")))) {
        kept.add(withoutOperation(entry));
      }
    }
    this.entries = kept;
    if (entries.size() > known.limits().maxLayers()) {
      throw new IllegalArgumentException(
          entries.size() + " layers, more than the limit of " + known.limits().maxLayers());
    }
    for (Object entry : entries) {
      if (!(entry instanceof Map<?, ?> layer)) {
        throw new IllegalArgumentException("a layer must be an object, got " + KerasObjects.shortened(entry));
      }
      layers.add(objects.layers().declare(layer, place));
    }
    for (Declared layer : layers) {
      if (layer != null && layer.channelsFirst() && !AxisOrder.isAvailable()) {
        objects.findings()
            .unsupported("layer \"" + layer.name() + "\" (" + layer.className() + ") has data_format=channels_first");
      }
    }
  }

  private static Object withoutOperation(Object entry) {
    Map<String, Object> layer =
        entry instanceof Map<?, ?> operation && Operations.isOne(operation) ? Operations.asLayer(operation) : null;
    return layer == null ? entry : layer;
  }

  boolean isSequential() {
    return className.equals("Sequential");
  }

  /** The names of the layers that the outputs come from. */
  List<String> outputNames() {
    if (isSequential()) {
      Declared last = entries.isEmpty() ? null : layers.get(layers.size() - 1);
      return List.of(last == null || last.name() == null ? "" : last.name());
    }
    return entries.isEmpty() ? List.of("")
        : CompileWriter.outputNames(connections.ends(config, "output_layers").stream().map(Ref::layer).toList());
  }

  /**
   * The model.
   *
   * @throws UnsupportedModelException if something was noted
   */
  Model build(String file) throws UnsupportedModelException {
    Model model = model();
    objects.findings().requireNone(file);
    return model;
  }

  /** The model; null if something was noted. */
  Model model() {
    Map<String, List<List<Ref>>> inbound = isSequential() ? Map.of() : inbound();
    if (!objects.findings().isEmpty()) {
      return null;
    }
    Model model = isSequential() ? sequential() : functional(inbound);
    List<String> names = new ArrayList<>();
    for (Declared declared : layers) {
      names.add(declared.name());
    }
    known.order().put(model, names);
    if (model.isBuilt() && model.countParams() > known.limits().maxParameters()) {
      throw new IllegalArgumentException("the layers have " + model.countParams()
          + " parameters, more than the limit of "
          + known.limits().maxParameters());
    }
    if (Boolean.FALSE.equals(config.get("trainable"))) {
      LayerState.of(model.asLayer()).setTrainable(false);
    }
    return name == null ? model : model.name(name);
  }

  private Model sequential() {
    long size = 0;
    for (Declared declared : layers) {
      size = known.requireSize(size + known.size(declared.layer()));
    }
    List<Layer> all = new ArrayList<>();
    boolean channelsFirst = false;
    if (batchInput().isPresent()) {
      all.add(batchInput().get());
    }
    for (Declared declared : layers) {
      all.add(declared.layer());
      channelsFirst |= declared.channelsFirst();
    }
    Model model = channelsFirst ? sequentialChannelsFirst() : new Sequential(all);
    known.requireSize(model, size);
    return model;
  }

  private Model sequentialChannelsFirst() {
    AxisOrder order = new AxisOrder();
    List<Tensor> tensors = null;
    Tensor input = null;
    for (Declared declared : layers) {
      if (tensors == null) {
        if (declared.layer().inputShape() == null) {
          throw new IllegalArgumentException("the shape of the input is not known");
        }
        input = declared.className().equals("InputLayer") ? declared.layer().apply()
            : Input.of(declared.layer().inputShape().dims());
        tensors = declared.className().equals("InputLayer") ? List.of(input) : order.apply(declared, List.of(input));
      } else {
        tensors = order.apply(declared, tensors);
      }
    }
    return new Model(List.of(input), tensors);
  }

  /** The input of a Sequential whose first layer gives not only the shape of its rows, but their number too. */
  private Optional<Input> batchInput() {
    Layer first = layers.isEmpty() ? null : layers.get(0).layer();
    if (first == null || first instanceof Input || first.inputShape() == null
        || !(((Map<?, ?>) entries.get(0)).get("config") instanceof Map<?, ?> given)
        || !(KerasLayers.batchSize(given) instanceof Long rows)) {
      return Optional.empty();
    }
    return Optional.of(Input.ofBatchShape(first.inputShape().prepend(Math.toIntExact(rows))));
  }

  private Map<String, List<List<Ref>>> inbound() {
    Map<String, List<List<Ref>>> inbound = new LinkedHashMap<>();
    for (Object entry : entries) {
      Map<?, ?> layer = (Map<?, ?>) entry;
      String layerName = KerasJson.get(layer, "name", String.class);
      if (layerName == null) {
        layerName = KerasJson.require(KerasJson.require(layer, "config", Map.class, "a layer"), "name", String.class,
            "a layer");
      }
      if (inbound.put(layerName, connections.inbound(layer, "layer \"" + layerName + "\"")) != null) {
        throw new IllegalArgumentException("two layers are called \"" + layerName + "\"");
      }
    }
    return withNodesFromZero(inbound, objects.version() < 3 ? 1 : 0);
  }

  /**
   * Keras' numbers of a model's applications begin at 1 in some versions and places, where the model by itself is the
   * first.
   *
   * @param inbound the applications of each layer
   * @param usually the first number where the numbers themselves don't tell
   */
  private Map<String, List<List<Ref>>> withNodesFromZero(Map<String, List<List<Ref>>> inbound, int usually) {
    List<Ref> all = inbound.values().stream().flatMap(List::stream).flatMap(List::stream).toList();
    Map<String, Integer> first = firstNodes(all, inbound, usually, usually);
    inbound.replaceAll((layer, nodes) ->
        nodes.stream().map(refs -> refs.stream().map(ref -> fromZero(ref, first)).toList()).toList());
    return inbound;
  }

  private static Ref fromZero(Ref ref, Map<String, Integer> first) {
    return new Ref(ref.layer(), ref.node() - first.getOrDefault(ref.layer(), 0), ref.output());
  }

  /** The number of the first application of each model among the layers. */
  private Map<String, Integer> firstNodes(List<Ref> refs, Map<String, List<List<Ref>>> inbound, int sequential,
      int functional) {
    Map<String, Set<Integer>> used = new HashMap<>();
    refs.forEach(ref -> used.computeIfAbsent(ref.layer(), unused -> new HashSet<>()).add(ref.node()));
    Map<String, Integer> first = new HashMap<>();
    for (Declared declared : layers) {
      Set<Integer> nodes = declared == null || !declared.isModel() ? null : used.get(declared.name());
      if (nodes != null) {
        int count = inbound.getOrDefault(declared.name(), List.of()).size();
        int usually = declared.className().equals("Functional") ? functional : sequential;
        first.put(declared.name(), nodes.contains(0) ? 0 : nodes.contains(count) ? 1 : usually);
      }
    }
    return first;
  }

  private Model functional(Map<String, List<List<Ref>>> inbound) {
    Map<String, Declared> byName = new HashMap<>();
    List<String> names = List.copyOf(inbound.keySet());
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), layers.get(i));
    }
    AxisOrder order = new AxisOrder();
    Map<Ref, Tensor> made = new HashMap<>();
    // Layers come in an order in which most can be applied at once; what waits is tried again.
    List<String> waiting = new ArrayList<>(names);
    Map<String, Integer> next = new HashMap<>();
    long size = 0;
    for (String layer : names) {
      size = known.requireSize(size + inbound.get(layer).size() * known.size(byName.get(layer).layer()));
    }
    boolean progress = true;
    while (!waiting.isEmpty() && progress) {
      progress = false;
      List<String> still = new ArrayList<>();
      for (String layer : waiting) {
        progress |= applyWhatCan(byName.get(layer), layer, inbound.get(layer), next, made, order);
        int all = Math.max(1, inbound.get(layer).size());
        if (next.getOrDefault(layer, 0) < all) {
          still.add(layer);
        }
      }
      waiting = still;
    }
    if (!waiting.isEmpty()) {
      throw new IllegalArgumentException("layer \"" + waiting.get(0)
          + "\" waits for outputs that no layer gives before it");
    }
    Model model = new Model(tensors("input_layers", inbound, made), tensors("output_layers", inbound, made));
    known.requireSize(model, size);
    return model;
  }

  /** Applies a layer as often as its inputs are there. */
  private static boolean applyWhatCan(Declared declared, String layer, List<List<Ref>> nodes, Map<String, Integer> next,
      Map<Ref, Tensor> made, AxisOrder order) {
    boolean progress = false;
    int node = next.getOrDefault(layer, 0);
    if (nodes.isEmpty() && node == 0) {
      if (!declared.className().equals("InputLayer")) {
        next.put(layer, 1); // a layer that the model has, and never uses
        return true;
      }
      made.put(new Ref(layer, 0, 0), declared.layer().apply());
      next.put(layer, 1);
      return true;
    }
    while (node < nodes.size() && made.keySet().containsAll(nodes.get(node))) {
      List<Tensor> outputs = order.apply(declared, nodes.get(node).stream().map(made::get).toList());
      for (int i = 0; i < outputs.size(); i++) {
        made.put(new Ref(layer, node, i), outputs.get(i));
      }
      next.put(layer, ++node);
      progress = true;
    }
    return progress;
  }

  private List<Tensor> tensors(String key, Map<String, List<List<Ref>>> inbound, Map<Ref, Tensor> made) {
    List<Ref> ends = connections.ends(config, key);
    int keras2 = objects.version() < 3 ? 1 : 0;
    Map<String, Integer> first = firstNodes(ends, inbound, keras2, 1);
    return ends.stream().map(ref -> {
      Tensor tensor = made.get(fromZero(ref, first));
      if (tensor == null) {
        throw new IllegalArgumentException("the model's " + key + " name output " + ref.output() + " of application "
            + ref.node() + " of \"" + ref.layer() + "\", which there is not");
      }
      return tensor;
    }).toList();
  }
}
