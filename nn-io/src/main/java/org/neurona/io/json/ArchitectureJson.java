package org.neurona.io.json;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.Sequential;
import org.neurona.config.Setting;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.LayerState;

/**
 * A model's layers as plain data. Layers are numbered through the whole file in the order in which they end, those of
 * models inside of the model too; one that comes again, in the same model or in another, is written as its number, and
 * has the same weights when the file is read.
 */
final class ArchitectureJson {
  /** The number of each layer, or, for a model as a layer, of that model. */
  private final Map<Object, Integer> numbers = new IdentityHashMap<>();

  private ArchitectureJson() {}

  /** A model, with those inside of it. */
  static Map<String, Object> of(Model model) {
    return new ArchitectureJson().model(model);
  }

  private Map<String, Object> model(Model model) {
    Map<String, Object> plain = new LinkedHashMap<>();
    boolean sequential = model instanceof Sequential;
    plain.put(Fields.CLASS_NAME, sequential ? Fields.SEQUENTIAL : Fields.FUNCTIONAL);
    plain.put(Fields.NAME, model.name());
    plain.put(Fields.SEED, model.seed());
    if (!model.trainable()) {
      plain.put(Fields.TRAINABLE, false);
    }
    if (!model.isBuilt()) {
      plain.put(Fields.LAYERS, model.layers().stream().map(layer -> entry(layer, layer.name())).toList());
      return plain;
    }
    LayerGraph graph = model.graph();
    if (sequential) {
      // Built, the model starts with its input, whether or not the user wrote one.
      plain.put(Fields.LAYERS, entries(graph, graph.applications().stream().map(Application::member).toList()));
    } else {
      plain.put(Fields.LAYERS, entries(graph, graph.members()));
      plain.put(Fields.APPLICATIONS, applications(graph));
      plain.put(Fields.INPUTS, sources(graph.inputs()));
      plain.put(Fields.OUTPUTS, sources(graph.outputs()));
    }
    return plain;
  }

  private List<Object> entries(LayerGraph graph, List<Member> written) {
    List<String> automatic = graph.automaticNames();
    Map<Member, String> names = new IdentityHashMap<>();
    for (Member member : graph.members()) {
      // A name that the model finds is not written, unless it comes from a model that is not in the file.
      boolean found = member.layer().name() == null && member.name().equals(automatic.get(names.size()));
      names.put(member, found ? null : member.name());
    }
    List<Object> entries = new ArrayList<>();
    written.forEach(member -> entries.add(entry(member.layer(), names.get(member))));
    return entries;
  }

  private Object entry(Layer layer, String name) {
    Object key = layer instanceof ModelLayer nested ? nested.model() : layer;
    Map<String, Object> plain = new LinkedHashMap<>();
    if (numbers.containsKey(key)) {
      plain.put(Fields.SHARED, numbers.get(key));
      plain.put(Fields.NAME, layer instanceof ModelLayer ? name : null);
      return plain;
    }
    if (layer instanceof ModelLayer nested) {
      plain.put(Fields.MODEL, model(nested.model()));
      plain.put(Fields.NAME, name);
    }
    Object entry = layer instanceof ModelLayer ? plain : withModels(asIs(layer, name));
    numbers.put(key, numbers.size());
    return entry;
  }

  /** A layer with the models that are settings of it. */
  private Object withModels(Layer layer) {
    Map<String, Object> config = new LinkedHashMap<>(layer.config().toMap());
    for (Setting<?> setting : layer.config().settings()) {
      if (layer.config().get(setting) instanceof ModelLayer nested) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put(Fields.MODEL, model(nested.model()));
        plain.put(Fields.NAME, nested.name());
        config.put(setting.key(), plain);
      } else if (layer.config().get(setting) instanceof Layer inner) {
        config.put(setting.key(), withModels(inner));
      }
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(Fields.CLASS_NAME, layer.className());
    plain.put(Fields.CONFIG, config);
    return plain;
  }

  private static Layer asIs(Layer layer, String name) {
    boolean trainable = LayerState.of(layer).isTrainable();
    Layer thawed = trainable == layer.trainable() ? layer : layer.trainable(trainable);
    return name == null || name.equals(layer.name()) ? thawed : thawed.name(name);
  }

  private static List<Object> applications(LayerGraph graph) {
    Map<Member, Integer> places = new IdentityHashMap<>();
    graph.members().forEach(member -> places.put(member, places.size()));
    List<Object> applications = new ArrayList<>();
    for (Application application : graph.applications()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put(Fields.LAYER, places.get(application.member()));
      entry.put(Fields.INPUTS, sources(application.inputs()));
      applications.add(entry);
    }
    return applications;
  }

  private static List<Object> sources(List<Source> sources) {
    List<Object> plain = new ArrayList<>();
    sources.forEach(source -> plain.add(List.of(source.application(), source.output())));
    return plain;
  }
}
