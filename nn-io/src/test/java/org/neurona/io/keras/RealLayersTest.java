package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.Models;

/** Layers that real Keras wrote, many in one model, predict what they predict there, and after they were saved, too. */
class RealLayersTest {
  private static final String FOLDER = "k3-layers/";

  @TempDir
  Path folder;

  private static List<NDArray> arrays(String name, int count) throws IOException {
    List<NDArray> arrays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      arrays.add(Fixtures.npy(Fixtures.file(FOLDER + name + "." + i + ".npy")));
    }
    return arrays;
  }

  private static void assertPredicts(Model model, String name) throws IOException {
    List<NDArray> outputs = model.predict(arrays(name + ".in", model.inputs().size()));
    List<NDArray> expected = arrays(name + ".out", outputs.size());
    List<String> different = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (!outputs.get(i).allClose(expected.get(i), 1e-5, 1e-5)) {
        different.add(i + " of " + model.graph().name(model.graph().outputs().get(i)) + ": " + outputs.get(i) + "\n"
            + expected.get(i));
      }
    }
    assertEquals(List.of(), different);
  }

  @ParameterizedTest
  @ValueSource(strings = {"attention", "recurrent", "images", "normalization", "operations"})
  void predictWhatKerasPredicts(String name) throws IOException {
    Model model = Models.load(Fixtures.file(FOLDER + name + ".keras"));
    assertPredicts(model, name);

    for (String suffix : List.of(".keras", ".h5", ".json")) {
      Path file = folder.resolve(name + suffix);
      if (!suffix.equals(".h5") || !name.equals("images")) { // whose config is too long for such a file
        Models.save(model, file);
        Model again = Models.load(file);
        assertEquals(model.getWeights(), again.getWeights());
        assertPredicts(again, name);
      }
    }
  }
}
