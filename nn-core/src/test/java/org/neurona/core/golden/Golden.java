package org.neurona.core.golden;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.ops.Tensor;

/** A golden file: a model that TensorFlow.js Layers built, and what it computed. */
record Golden(JsonObject json) {
  static Golden read(String name) throws IOException {
    try (InputStream in = Golden.class.getResourceAsStream(name + ".json")) {
      return new Golden(JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonObject());
    }
  }

  /** The model, with the Keras 2 configuration read as far as the golden files need it. */
  Model model() {
    return json.getAsJsonObject("model").get("class_name").getAsString().equals("Sequential") ? chain() : functional();
  }

  private JsonArray layers() {
    return json.getAsJsonObject("model").getAsJsonObject("config").getAsJsonArray("layers");
  }

  private Model chain() {
    Tensor input = null;
    Tensor output = null;
    for (JsonElement entry : layers()) {
      JsonObject config = entry.getAsJsonObject().getAsJsonObject("config");
      if (input == null) {
        input = Input.of(rowShape(config));
        output = input;
      }
      output = layer(entry.getAsJsonObject()).apply(output);
    }
    return new Model(input, output);
  }

  private Model functional() {
    Map<String, Tensor> made = new LinkedHashMap<>();
    for (JsonElement element : layers()) {
      JsonObject entry = element.getAsJsonObject();
      String name = entry.get("name").getAsString();
      if (entry.get("class_name").getAsString().equals("InputLayer")) {
        made.put(name, Input.of(rowShape(entry.getAsJsonObject("config"))));
      } else {
        List<Tensor> inputs = new ArrayList<>();
        entry.getAsJsonArray("inbound_nodes").get(0).getAsJsonArray()
            .forEach(inbound -> inputs.add(made.get(inbound.getAsJsonArray().get(0).getAsString())));
        made.put(name, layer(entry).apply(inputs));
      }
    }
    JsonObject config = json.getAsJsonObject("model").getAsJsonObject("config");
    return new Model(named(config, "input_layers", made), named(config, "output_layers", made));
  }

  private static List<Tensor> named(JsonObject config, String key, Map<String, Tensor> made) {
    return StreamSupport.stream(config.getAsJsonArray(key).spliterator(), false)
        .map(entry -> made.get(entry.getAsJsonArray().get(0).getAsString())).toList();
  }

  /** The layer, with those of Keras 2's settings that Keras 3 has too; the first weights are in the file themselves. */
  private Layer layer(JsonObject entry) {
    Map<String, Object> plain = new Gson().fromJson(entry, new TypeToken<Map<String, Object>>() {});
    return Layers.catalogue().read(keras3(plain), CustomObjects.none());
  }

  private Map<String, Object> keras3(Map<?, ?> layer) {
    String className = (String) layer.get("class_name");
    Layer defaults = Layers.catalogue().entries().stream().filter(known -> known.className().equals(className))
        .findFirst().orElseThrow(() -> new IllegalArgumentException(className));
    Map<String, Object> config = new LinkedHashMap<>();
    ((Map<?, ?>) layer.get("config")).forEach((key, value) -> config.put((String) key,
        value instanceof Map<?, ?> inner && key.equals("layer") ? keras3(inner) : value));
    config.keySet().retainAll(defaults.config().toMap().keySet());
    config.keySet().removeIf(key -> key.endsWith("_initializer"));
    if (className.equals("SeparableConv2D")) { // TensorFlow.js leaves this one out
      config.put("depth_multiplier", arrays("weights").get(0).shape().dim(-1));
    }
    config.values().removeIf(Objects::isNull);
    return Map.of("class_name", className, "config", config);
  }

  private static int[] rowShape(JsonObject config) {
    int[] dims = ints(config.getAsJsonArray("batch_input_shape"));
    return java.util.Arrays.copyOfRange(dims, 1, dims.length);
  }

  private static int[] ints(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToInt(element -> element.isJsonNull() ? -1 : element.getAsInt()).toArray();
  }

  NDArray array(String key) {
    return array(json.getAsJsonObject(key));
  }

  /** Whether the file has something; TensorFlow.js has no gradients of some operations. */
  boolean has(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  List<NDArray> arrays(String key) {
    List<NDArray> arrays = new ArrayList<>();
    json.getAsJsonArray(key).forEach((Consumer<JsonElement>) element -> arrays.add(array(element.getAsJsonObject())));
    return arrays;
  }

  static NDArray array(JsonObject object) {
    double[] values = StreamSupport.stream(object.getAsJsonArray("data").spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble).toArray();
    return NDArray.wrap(Shape.of(ints(object.getAsJsonArray("shape"))), values);
  }
}
