package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.io.Models;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;

/** What we write is, name by name, what Keras writes, as h5py sees it: the library with which Keras reads. */
class LayoutTest {
  /** Keras compiles these anew, with its default optimizer, so that their optimizer's state is of no use. */
  private static final Set<String> WITHOUT_OPTIMIZER =
      Set.of("k3-fashion-mnist-cnn/fashion_mnist_model.keras", "k3-gesture-conv1d-bn-lstm/model.keras");

  private static String python;

  @TempDir
  Path folder;

  @BeforeAll
  static void findPython() throws IOException, InterruptedException {
    for (String command : List.of("python3", "/usr/bin/python3")) {
      if (Python.run(List.of(command, "-c", "import h5py")).code() == 0) {
        python = command;
      }
    }
    if (System.getenv("CI") != null) {
      assertNotNull(python, "There is no Python with h5py: install python3-h5py");
    }
    assumeTrue(python != null, "there is no Python with h5py");
  }

  private static void assertSameLayout(Path ours, Path theirs, String... leftOut) throws IOException,
      InterruptedException {
    List<String> command = new ArrayList<>(List.of(python, "src/test/python/compare_layout.py", ours.toString(),
        theirs.toString()));
    command.addAll(List.of(leftOut));
    Python.Run compared = Python.run(command);

    assertEquals("", compared.output());
    assertEquals(0, compared.code());
  }

  /** Archives of Keras 3 that were compiled, and whose layers are all here. */
  static Stream<String> archives() {
    return KerasFilesTest.loading().map(KerasFilesTest.Case::model)
        .filter(name -> name.startsWith("k3") && name.endsWith(".keras") && !WITHOUT_OPTIMIZER.contains(name));
  }

  @ParameterizedTest
  @MethodSource("archives")
  void anArchiveOfKerasIsWrittenAgainWithTheSameNamesAndValues(String name) throws IOException, InterruptedException {
    Path theirs = Fixtures.file(name);
    assumeTrue(theirs != null, "the files without a licence are not there");
    Path ours = folder.resolve("ours.keras");

    Models.save(Models.load(theirs), ours);

    assertSameLayout(ours, theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"twins.keras", "multi.keras", "deep.keras", "ends.keras", "steps.keras", "twins.h5",
      "multi.h5", "deep.h5", "steps.h5"})
  void modelsWithinModelsAreWrittenAgainWithTheSameNamesAndValues(String name) throws IOException,
      InterruptedException {
    Path theirs = Fixtures.file("k3-nested/" + name);
    Path ours = folder.resolve(name);

    Models.save(Models.load(theirs), ours);

    assertSameLayout(ours, theirs);
  }

  @Test
  void anH5FileOfKeras3IsWrittenAgainWithTheSameNamesAndValues() throws IOException, InterruptedException {
    Path theirs = Fixtures.file("k3-fashion-mnist-cnn/fashion_mnist_model.h5");
    Path ours = folder.resolve("ours.h5");

    Models.save(Models.load(theirs), ours);

    assertSameLayout(ours, theirs);
  }

  @Test
  void aWeightsFileOfKerasIsWrittenAgainWithTheSameNamesAndValues() throws IOException, InterruptedException {
    Path theirs = Fixtures.file("k3-weights-only-cnn/model2.weights.h5");
    Model model = weightsOnlyCnn();
    Models.loadWeights(model, theirs);
    Path ours = folder.resolve("ours.weights.h5");

    Models.saveWeights(model, ours);

    // The file's model was compiled, which does not come with weights.
    assertSameLayout(ours, theirs, "optimizer");
  }

  /** The model of {@code k3-weights-only-cnn}, whose file has no config. */
  static Model weightsOnlyCnn() {
    return new Sequential(new Input(50, 3, 1), new Conv2D(16, 2, "relu"), new Dropout(0.1), new Conv2D(32, 2, "relu"),
        new Dropout(0.2), new Flatten(), new Dense(64, "relu"), new Dropout(0.5), new Dense(7, "softmax"));
  }
}
