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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.neurona.NDArray;
import org.neurona.config.CustomObjects;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;

/** A layer that Keras built, with its arguments and weights, and what it computed of a batch. */
record KerasCase(JsonObject json) {
  private static final List<String> GROUPS = List.of("core", "activations", "convolution", "pooling", "recurrent",
      "reshaping", "merging", "regularization", "normalization", "attention", "preprocessing", "images");

  /** All cases. */
  static Stream<KerasCase> all() {
    return GROUPS.stream().flatMap(group -> {
      try (InputStream in = KerasCase.class.getResourceAsStream("keras/" + group + ".json")) {
        JsonArray cases = JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8)).getAsJsonArray();
        return StreamSupport.stream(cases.spliterator(), false).map(one -> new KerasCase(one.getAsJsonObject()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** The layer, read as files say it. */
  Layer layer() {
    Map<String, Object> plain = new Gson().fromJson(json.get("layer"), new TypeToken<Map<String, Object>>() {});
    return Layers.catalogue().read(plain, CustomObjects.none());
  }

  /** Whether a yes or no of the case is a yes. */
  boolean is(String key) {
    return has(key) && json.get(key).getAsBoolean();
  }

  boolean has(String key) {
    return json.has(key);
  }

  double number(String key) {
    return json.get(key).getAsDouble();
  }

  /** Some arrays; null for one that Keras does not have. */
  List<NDArray> arrays(String key) {
    List<NDArray> arrays = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray(key)) {
      arrays.add(element.isJsonNull() ? null : Golden.array(element.getAsJsonObject()));
    }
    return arrays;
  }

  @Override
  public String toString() {
    return json.get("name").getAsString();
  }
}
