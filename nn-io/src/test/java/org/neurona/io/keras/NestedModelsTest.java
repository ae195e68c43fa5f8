package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Sequential;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.TimeDistributed;

/** Models within models are refused by name where Keras' files can't hold them yet. */
class NestedModelsTest {
  @TempDir
  Path folder;

  private static Sequential base() {
    return new Sequential(new Input(3), new Dense(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.keras", "model.h5"})
  void areRefusedWhenAFileOfKerasIsWritten(String name) {
    Sequential model = new Sequential(new Input(3), base().name("base").asLayer(), new Dense(1));

    assertEquals("Layer \"base\" is a model or holds one, and Neurona does not write or read models within models in "
        + "Keras' files yet. Save the model as .json",
        assertThrows(IllegalArgumentException.class, () -> Models.save(model, folder.resolve(name))).getMessage());
    assertFalse(Files.exists(folder.resolve(name)));
  }

  @Test
  void areFoundWithinAWrapperToo() {
    Sequential model = new Sequential(new Input(4, 3), new TimeDistributed(base().asLayer()));

    assertTrue(assertThrows(IllegalArgumentException.class, () -> Models.save(model, folder.resolve("model.keras")))
        .getMessage().startsWith("Layer \"time_distributed\" is a model or holds one"));
  }

  @Test
  void neitherTakeNorGiveTheWeightsOfAFileOfKeras() throws IOException {
    Path file = folder.resolve("flat.weights.h5");
    Models.saveWeights(base(), file);
    Sequential model = new Sequential(new Input(3), base().name("base").asLayer());

    assertTrue(assertThrows(Exception.class, () -> Models.loadWeights(model, file)).getMessage()
        .contains("Layer \"base\" is a model or holds one"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> Models.saveWeights(model, file)).getMessage()
        .startsWith("Layer \"base\" is a model or holds one"));
  }
}
