package org.neurona.io.tensorboard;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.neurona.Model;
import org.neurona.layers.LayerGraph;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.layers.LayerGraph.Source;
import org.neurona.layers.NestedLayer;

/**
 * A model as Keras 3's JSON of a functional model, as far as TensorBoard reads it to draw the layers: their classes,
 * names and connections.
 */
final class KerasGraph {
  private final LayerGraph graph;
  private final JsonWriter json;

  private KerasGraph(LayerGraph graph, JsonWriter json) {
    this.graph = graph;
    this.json = json;
  }

  static String json(Model model) throws IOException {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.beginObject();
    new KerasGraph(model.graph(), json).write(model.name());
    json.endObject();
    return text.toString();
  }

  private void write(String name) throws IOException {
    json.name("class_name").value("Functional").name("config").beginObject();
    json.name("name").value(name);
    json.name("layers").beginArray();
    for (Member member : graph.members()) {
      layer(member);
    }
    json.endArray();
    histories("input_layers", graph.inputs());
    histories("output_layers", graph.outputs());
    json.endObject();
  }

  private void layer(Member member) throws IOException {
    json.beginObject();
    if (member.layer() instanceof NestedLayer nested) {
      new KerasGraph(nested.graph(), json).write(member.name());
    } else {
      json.name("class_name").value(member.layer().className());
      json.name("config").beginObject().name("name").value(member.name()).endObject();
    }
    json.name("name").value(member.name());
    json.name("inbound_nodes").beginArray();
    for (Application application : graph.applications()) {
      if (application.member() == member && !application.inputs().isEmpty()) {
        inbound(application.inputs());
      }
    }
    json.endArray().endObject();
  }

  /** What one application of a layer takes: a tensor, or a list of them. */
  private void inbound(List<Source> inputs) throws IOException {
    json.beginObject().name("args").beginArray();
    if (inputs.size() > 1) {
      json.beginArray();
    }
    for (Source input : inputs) {
      json.beginObject().name("class_name").value("__keras_tensor__");
      json.name("config").beginObject().name("keras_history");
      history(input);
      json.endObject().endObject();
    }
    if (inputs.size() > 1) {
      json.endArray();
    }
    json.endArray().name("kwargs").beginObject().endObject().endObject();
  }

  private void histories(String key, List<Source> sources) throws IOException {
    json.name(key).beginArray();
    for (Source source : sources) {
      history(source);
    }
    json.endArray();
  }

  /** Keras' name of a tensor: the layer, which of its applications, and which of that one's outputs. */
  private void history(Source source) throws IOException {
    Member member = graph.applications().get(source.application()).member();
    List<Integer> applications = new ArrayList<>();
    for (int i = 0; i < graph.applications().size(); i++) {
      if (graph.applications().get(i).member() == member) {
        applications.add(i);
      }
    }
    json.beginArray().value(member.name()).value(applications.indexOf(source.application())).value(source.output())
        .endArray();
  }
}
