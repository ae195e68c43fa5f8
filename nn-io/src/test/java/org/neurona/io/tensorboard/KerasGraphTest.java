package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.layers.Add;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.ops.Tensor;

/** The JSON, walked as TensorBoard's graph plugin walks it: layers, and where each application's inputs come from. */
class KerasGraphTest {
  private static JsonObject config(Model model) throws IOException {
    JsonObject json = JsonParser.parseString(KerasGraph.json(model)).getAsJsonObject();
    assertEquals("Functional", json.get("class_name").getAsString());
    return json.getAsJsonObject("config");
  }

  /** The layers, each with its class and the histories of its inputs. */
  private static Map<String, String> edges(Model model) throws IOException {
    Map<String, String> edges = new LinkedHashMap<>();
    for (JsonElement element : config(model).getAsJsonArray("layers")) {
      JsonObject layer = element.getAsJsonObject();
      List<String> inputs = new ArrayList<>();
      for (JsonElement node : layer.getAsJsonArray("inbound_nodes")) {
        for (JsonElement argument : node.getAsJsonObject().getAsJsonArray("args")) {
          JsonArray tensors = new JsonArray();
          if (argument.isJsonArray()) {
            tensors.addAll(argument.getAsJsonArray());
          } else {
            tensors.add(argument);
          }
          tensors.forEach(tensor -> inputs.add(
              tensor.getAsJsonObject().getAsJsonObject("config").get("keras_history").toString()));
        }
      }
      edges.put(layer.getAsJsonObject("config").get("name").getAsString(),
          layer.get("class_name").getAsString() + " " + inputs);
    }
    return edges;
  }

  @Test
  void layersOfASequentialModelFollowEachOther() throws IOException {
    Model model = new Sequential(new Input(4).name("in"), new Dense(3).name("a"), new Dense(2).name("b"));

    assertEquals(Map.of("in", "InputLayer []", "a", "Dense [[\"in\",0,0]]", "b", "Dense [[\"a\",0,0]]"), edges(model));
    assertEquals("sequential", config(model).get("name").getAsString());
  }

  @Test
  void branchesAndSharedLayersKeepTheirConnections() throws IOException {
    Tensor left = new Input(4).name("left").apply();
    Tensor right = new Input(4).name("right").apply();
    Dense shared = new Dense(4).name("shared");
    Tensor both = new Concatenate().name("both").apply(shared.apply(left), shared.apply(right));
    Tensor sum = new Add().name("sum").apply(left, right);
    Model model = new Model(List.of(left, right), List.of(both, sum));

    Map<String, String> edges = edges(model);
    assertEquals("Dense [[\"left\",0,0], [\"right\",0,0]]", edges.get("shared"));
    assertEquals("Concatenate [[\"shared\",0,0], [\"shared\",1,0]]", edges.get("both"));
    assertEquals("Add [[\"left\",0,0], [\"right\",0,0]]", edges.get("sum"));
    assertEquals("[[\"left\",0,0],[\"right\",0,0]]", config(model).get("input_layers").toString());
    assertEquals("[[\"both\",0,0],[\"sum\",0,0]]", config(model).get("output_layers").toString());
  }

  @Test
  void aModelInsideIsWrittenWithItsLayers() throws IOException {
    Sequential base = new Sequential(new Input(4).name("in"), new Dense(3).name("a"));
    Model model = new Sequential(new Input(4).name("x"), base.name("base").asLayer(), new Dense(1).name("head"));

    assertEquals(Map.of("x", "InputLayer []", "base", "Functional [[\"x\",0,0]]", "head", "Dense [[\"base\",0,0]]"),
        edges(model));
    JsonObject inside = config(model).getAsJsonArray("layers").get(1).getAsJsonObject().getAsJsonObject("config");
    assertEquals("base", inside.get("name").getAsString());
    assertEquals("a", inside.getAsJsonArray("layers").get(1).getAsJsonObject().get("name").getAsString());
    assertEquals("[[\"in\",0,0]]", inside.get("input_layers").toString());
    assertEquals("[[\"a\",0,0]]", inside.get("output_layers").toString());
  }
}
