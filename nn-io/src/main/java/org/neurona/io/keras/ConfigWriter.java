package org.neurona.io.keras;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.Shape;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.LayerState;
import org.neurona.layers.Layers;

/**
 * A model's layers as Keras 3 serializes them, for {@code config.json} or for {@code model_config}; models within it as
 * layers of it. Keras can't read what it writes of a layer that stands in several models: it finds weights in the first
 * place alone. So such a layer is written in each, as if it were another one there.
 */
final class ConfigWriter {
  private static final System.Logger LOG = System.getLogger(ConfigWriter.class.getName());
  /** Classes that config.json has under another name than .h5 files and names of variables. */
  private static final Map<String, String> CLASSES = Map.of("GroupedQueryAttention", "GroupQueryAttention");
  /** Built for the shapes of their inputs, though they have no weights. */
  private static final Set<String> MERGING =
      Set.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Concatenate", "Dot");

  private final LayerGraph graph;
  private final Model model;
  private final String name;
  private final boolean modules;

  /**
   * A writer.
   *
   * @param modules whether entries say where their classes are from, as in {@code config.json}
   */
  ConfigWriter(Model model, boolean modules) {
    this(model, model.name(), modules);
  }

  private ConfigWriter(Model model, String name, boolean modules) {
    this.model = model;
    this.name = name;
    this.graph = model.graph();
    this.modules = modules;
  }

  /** The model. */
  Map<String, Object> model() {
    return model(modules);
  }

  /** The model; where it is a setting, it says where its class is from in {@code model_config}, too. */
  private Map<String, Object> model(boolean withModule) {
    boolean sequential = LayerOrder.isSequential(model);
    Map<String, Object> plain = new LinkedHashMap<>();
    if (withModule) {
      plain.put("module", sequential ? "keras" : "keras.src.models.functional");
    }
    plain.put("class_name", sequential ? "Sequential" : "Functional");
    plain.put("config", sequential ? sequential() : functional());
    if (withModule) {
      plain.put("registered_name", sequential ? null : "Functional");
      plain.put("build_config", SerializedObjects.map("input_shape", sequential ? inputShape() : null));
      plain.put("compile_config", Map.of());
    }
    return plain;
  }

  private List<Object> inputShape() {
    return shape(graph.shape(graph.inputs().get(0)));
  }

  private static List<Object> shape(Shape shape) {
    List<Object> dims = new ArrayList<>();
    shape.toList().forEach(dim -> dims.add(dim == Shape.UNKNOWN ? null : dim));
    return dims;
  }

  private Map<String, Object> sequential() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", name);
    config.put("trainable", model.trainable());
    config.put("dtype", SerializedObjects.FLOAT32);
    config.put("layers", graph.members().stream().map(this::layer).toList());
    config.put("build_input_shape", inputShape());
    return config;
  }

  private Map<String, Object> functional() {
    Map<Application, Integer> nodes = new IdentityHashMap<>();
    Map<Member, Integer> counts = new IdentityHashMap<>();
    for (Application application : graph.applications()) {
      nodes.put(application, counts.merge(application.member(), 1, Integer::sum) - 1);
    }
    List<Object> layers = new ArrayList<>();
    for (Member member : graph.members()) {
      Map<String, Object> entry = layer(member);
      entry.put("name", member.name());
      List<Object> inbound = new ArrayList<>();
      for (Application application : graph.applications()) {
        if (application.member() == member && !application.inputs().isEmpty()) {
          inbound.add(node(application, nodes));
        }
      }
      entry.put("inbound_nodes", inbound);
      layers.add(entry);
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("name", name);
    config.put("trainable", model.trainable());
    config.put("layers", layers);
    config.put("input_layers", ends(graph.inputs(), nodes));
    config.put("output_layers", ends(graph.outputs(), nodes));
    return config;
  }

  /** One tensor is written as such, for Keras' {@code predict} gives a list where the outputs are one. */
  private List<Object> ends(List<Source> sources, Map<Application, Integer> nodes) {
    return sources.size() == 1 ? end(sources.get(0), nodes)
        : sources.stream().<Object>map(source -> end(source, nodes)).toList();
  }

  /** Here, and not in calls of layers, Keras counts what a functional model is by itself as its first application. */
  private List<Object> end(Source source, Map<Application, Integer> nodes) {
    List<Object> history = history(source, nodes);
    Layer layer = graph.applications().get(source.application()).member().layer();
    return LayerOrder.className(layer).equals("Functional")
        ? List.of(history.get(0), (Integer) history.get(1) + 1, history.get(2)) : history;
  }

  private Map<String, Object> node(Application application, Map<Application, Integer> nodes) {
    List<Object> tensors = new ArrayList<>();
    for (Source source : application.inputs()) {
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("shape", shape(graph.shape(source)));
      config.put("dtype", "float32");
      config.put("keras_history", history(source, nodes));
      Map<String, Object> tensor = new LinkedHashMap<>();
      tensor.put("class_name", "__keras_tensor__");
      tensor.put("config", config);
      tensors.add(tensor);
    }
    return CallArguments.call(application.member().layer(), tensors);
  }

  private List<Object> history(Source source, Map<Application, Integer> nodes) {
    Application application = graph.applications().get(source.application());
    return List.of(application.member().name(), nodes.get(application), source.output());
  }

  private Map<String, Object> layer(Member member) {
    Layer layer = member.layer();
    if (layer instanceof ModelLayer nested) {
      return new ConfigWriter(nested.model(), member.name(), modules).model();
    }
    Map<String, Object> config = new LinkedHashMap<>();
    if (layer instanceof Input input) {
      int rows = input.batchSize() == null ? Shape.UNKNOWN : input.batchSize();
      config.put("batch_shape", shape(input.inputShape().prepend(rows)));
      config.put("dtype", "float32");
      config.put("sparse", false);
      config.put("name", member.name());
    } else {
      config.put("name", member.name());
      config.put("trainable", LayerState.of(layer).isTrainable());
      config.put("dtype", SerializedObjects.FLOAT32);
      settings(layer).forEach(config::putIfAbsent);
      config.keySet().removeAll(CallArguments.SETTINGS);
      SerializedObjects.asKerasWritesLayers(layer.className(), config);
      warnOfActivations(member, config);
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    boolean own = Layers.catalogue().find(layer.className()).isPresent();
    if (modules) {
      entry.put("module", own ? "keras.layers" : null);
    }
    entry.put("class_name", modules ? CLASSES.getOrDefault(layer.className(), layer.className())
        : layer.className());
    entry.put("config", config);
    if (modules) {
      entry.put("registered_name", own ? null : layer.className());
      if (!member.weights().isEmpty() || MERGING.contains(layer.className())) {
        entry.put("build_config", CallArguments.buildConfig(member.layer(), builtFor(member)));
      }
    }
    return entry;
  }

  /** The settings of a layer, with models that it has in it. */
  private Map<String, Object> settings(Layer layer) {
    Map<String, Object> settings = SerializedObjects.settings(layer);
    for (Setting<?> setting : layer.config().settings()) {
      if (layer.config().get(setting) instanceof ModelLayer nested) {
        String given = nested.name() == null ? LayerGraph.defaultName(LayerOrder.className(nested)) : nested.name();
        settings.put(setting.key(), new ConfigWriter(nested.model(), given, modules).model(true));
      } else if (layer.config().get(setting) instanceof Layer inner
          && settings.get(setting.key()) instanceof Map<?, ?> serialized) {
        Map<String, Object> copy = new LinkedHashMap<>();
        serialized.forEach((key, value) -> copy.put((String) key, value));
        Map<String, Object> config = new LinkedHashMap<>();
        ((Map<?, ?>) serialized.get("config")).forEach((key, value) -> config.put((String) key, value));
        config.putAll(settings(inner));
        copy.put("config", config);
        settings.put(setting.key(), copy);
      }
    }
    return settings;
  }

  private static void warnOfActivations(Member member, Map<String, Object> config) {
    config.forEach((key, value) -> {
      if (OldNames.OLD_HARD_SIGMOID.equals(value) || (key.equals("activation") || key.endsWith("_activation"))
          && value instanceof String name && Activations.catalogue().find(name).isEmpty()) {
        LOG.log(System.Logger.Level.WARNING,
            "Keras 3 has no activation {0}, which layer \"{1}\" has: it opens the file "
            + "with a function of that name among its custom_objects", value, member.name());
      }
    });
  }

  private List<Object> builtFor(Member member) {
    Application first = graph.applications().stream().filter(application -> application.member() == member).findFirst()
        .orElseThrow();
    List<Object> shapes = new ArrayList<>();
    first.inputs().forEach(source -> shapes.add(shape(graph.shape(source))));
    return shapes;
  }
}
