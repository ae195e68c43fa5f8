package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** {@code docs/layers.md} says what the code does. */
class LayersPageTest {
  private static final Path PAGE = Path.of("..", "docs", "layers.md");
  private static final String RENEW = "neurona.renew";

  @Test
  void thePageIsThatOfTheCode() throws IOException {
    if (Boolean.getBoolean(RENEW)) {
      Files.createDirectories(PAGE.getParent());
      Files.writeString(PAGE, LayersPage.text());
    }

    assertEquals(LayersPage.text(), Files.exists(PAGE) ? Files.readString(PAGE) : "",
        "docs/layers.md is stale. Renew it with: mvn -pl nn-api test -Dtest=LayersPageTest -D" + RENEW + "=true");
  }

  @Test
  void everyLayerIsOneOfKeras() throws IOException {
    Set<String> keras = LayersPage.keras().values().stream().flatMap(group -> group.keySet().stream())
        .collect(Collectors.toSet());
    Set<String> unknown = Layers.catalogue().entries().stream().map(Layer::className)
        .filter(name -> !keras.contains(name)).collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), unknown, "give them a line in keras-layers.txt");
  }

  @Test
  void theListOfKerasIsReadAsItIsWritten() throws IOException {
    Map<String, Map<String, LayersPage.KerasLayer>> keras = LayersPage.keras();

    assertEquals(Map.of("max_value", "null", "negative_slope", "0.0", "threshold", "0.0"),
        keras.get("activations").get("ReLU").arguments());
    assertTrue(keras.get("merging").get("Dot").arguments().containsKey("axes"));
    assertNull(keras.get("merging").get("Dot").arguments().get("axes"));
    assertEquals(Map.of(), keras.get("core").get("Identity").arguments());
    assertEquals("holds Python code, which is never run", keras.get("core").get("Lambda").reason());
    assertEquals("not yet", keras.get("core").get("EinsumDense").reason());
  }

  @Test
  void whatTheCodeDoesNotHaveIsNamed() throws IOException {
    String page = LayersPage.text();

    assertTrue(page.contains("| `Lambda` | holds Python code, which is never run |"), page);
    assertTrue(page.contains("| `rate` | `rate` | a float value between 0 and 1 | required | "), page);
    assertTrue(page.contains("| `negative_slope` | `negativeSlope` | a finite number >= 0 | `0.3` | Keras: slope |"),
        page);
  }

  @Test
  void everyArgumentIsProvedByATest() throws IOException {
    Proofs proofs = new Proofs();
    Set<String> unproved = new TreeSet<>();
    for (Layer layer : Layers.catalogue().entries()) {
      LayersPage.own(layer).stream().filter(setting -> proofs.of(layer, setting).isEmpty())
          .forEach(setting -> unproved.add(layer.className() + "." + setting.key()));
      if (proofs.count(layer) == 0 && LayersPage.own(layer).isEmpty() && !(layer instanceof Input)) {
        unproved.add(layer.className());
      }
    }

    assertEquals(Set.of(), unproved, "give them a case in nn-core/src/test/python/cases.py, or a test that"
        + " proved-elsewhere.txt names");
    assertEquals(Set.of(), proofs.testsThatAreMissing());
  }

  @Test
  void whatIsProvedElsewhereIsAnArgumentThatLayersHave() throws IOException {
    Set<String> arguments = new TreeSet<>();
    for (Layer layer : Layers.catalogue().entries()) {
      LayersPage.own(layer).forEach(setting -> {
        arguments.add(layer.className() + "." + setting.key());
        arguments.add("*." + setting.key());
      });
    }
    Set<String> unknown = new TreeSet<>(new Proofs().namedElsewhere());
    unknown.removeAll(arguments);

    assertEquals(Set.of(), unknown);
  }

  /** Where a layer has to be told here, or is not there, Keras takes nothing for an answer; or the other way round. */
  private static final Map<String, String> OTHER_DEFAULTS = Map.of(
      "AveragePooling1D.pool_size", "as MaxPooling1D has", "AveragePooling2D.pool_size", "as MaxPooling2D has",
      "AveragePooling3D.pool_size", "as MaxPooling3D has",
      "CategoryEncoding.num_tokens", "Keras needs it, too, unless the output is int, which it does not have",
      "Activation.activation", "linear, as where layers have an activation");

  @Test
  void everyDefaultIsThatOfKeras() throws IOException {
    Map<String, LayersPage.KerasLayer> keras = new TreeMap<>();
    LayersPage.keras().values().forEach(keras::putAll);
    Set<String> others = new TreeSet<>();
    for (Layer layer : Layers.catalogue().entries()) {
      Map<String, String> arguments = keras.get(layer.className()).arguments();
      LayersPage.own(layer).stream().filter(setting -> arguments.containsKey(setting.key()))
          .filter(setting -> !hasDefault(layer, setting, arguments.get(setting.key())))
          .forEach(setting -> others.add(layer.className() + "." + setting.key()));
    }

    assertEquals(new TreeSet<>(OTHER_DEFAULTS.keySet()), others);
  }

  /** Whether the default is what Keras' own reads as; null is no activation as well, and the format that all have. */
  private static <T> boolean hasDefault(Layer layer, Setting<T> setting, String json) {
    if (json == null || setting.isRequired()) {
      return json == null && setting.isRequired();
    }
    Object plain = new Gson().fromJson(json, Object.class);
    Object ours = setting.write(setting.defaultValue());
    if (plain == null) {
      return ours == null || ours.equals("linear") || ours.equals("channels_last");
    }
    return ours.equals(setting.write(setting.read(layer.className(), plain, CustomObjects.none())));
  }

  @Test
  void reasonsAreForArgumentsThatAreNotHere() throws IOException {
    Set<String> unused = new TreeSet<>(LayersPage.reasons().keySet());
    String page = LayersPage.text();
    unused.removeIf(argument -> page.contains("\n`" + argument + "`: "));

    assertEquals(Set.of(), unused);
  }
}
