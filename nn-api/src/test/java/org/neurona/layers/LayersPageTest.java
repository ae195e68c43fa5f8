package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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

    assertEquals(List.of("max_value", "negative_slope", "threshold"), keras.get("activations").get("ReLU").arguments());
    assertEquals(List.of(), keras.get("core").get("Identity").arguments());
    assertEquals("holds Python code, which is never run", keras.get("core").get("Lambda").reason());
    assertEquals("not yet", keras.get("core").get("EinsumDense").reason());
  }

  @Test
  void whatTheCodeDoesNotHaveIsNamed() throws IOException {
    String page = LayersPage.text();

    assertTrue(page.contains("| `Lambda` | holds Python code, which is never run |"), page);
    assertTrue(page.contains("| `rate` | `rate` | a float value between 0 and 1 | required |"), page);
    assertTrue(page.contains("| `negative_slope` | `negativeSlope` | a finite number >= 0 | `0.3` |"), page);
  }
}
