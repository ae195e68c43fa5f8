package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.io.FileContents.Kind;
import org.neurona.io.FileContents.LayerEntry;
import org.neurona.io.keras.Fixtures;
import org.neurona.io.torch.TorchFiles;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.preprocessing.StringLookup;

/** What files say of themselves, and the arrays in them, without a model being made. */
class FileContentsTest {
  @TempDir
  Path folder;

  private static Sequential wrapped() {
    return new Sequential(new Input(3, 2), new Bidirectional(new LSTM(1).name("lstm")).name("both"),
        new Dense(1).name("out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".keras", ".h5"})
  void aModelTellsItsWriterAndItsLayers(String suffix) throws IOException {
    Path file = folder.resolve("m" + suffix);
    Models.save(wrapped(), file);

    FileContents contents = Models.contents(file);

    assertEquals(Kind.MODEL, contents.kind());
    assertTrue(contents.format().endsWith("(" + suffix + ")"), contents.format());
    assertEquals("0.1.0", contents.writer().get("neurona_version"));
    assertEquals(suffix.equals(".json") ? null : "3.15.1", contents.writer().get("keras_version"));
    // Neurona's own files leave out names that the model finds again.
    LayerEntry input = new LayerEntry(0, suffix.equals(".json") ? null : "input_layer", "InputLayer");
    assertEquals(List.of(input, new LayerEntry(0, "both", "Bidirectional"), new LayerEntry(0, "out", "Dense")),
        contents.layers().stream().filter(layer -> layer.depth() == 0).toList());
  }

  @Test
  void layersInsideOfOthersFollowThem() throws IOException {
    Path file = folder.resolve("m.json");
    Sequential inner = new Sequential(new Input(2), new Dense(1).name("a"));
    Models.save(new Sequential(new Input(2), inner.name("base").asLayer(), new Dense(1).name("b")), file);

    List<LayerEntry> layers = Models.contents(file).layers();

    assertEquals(List.of(new LayerEntry(0, "base", "Sequential"), new LayerEntry(1, "a", "Dense"),
        new LayerEntry(0, "b", "Dense")),
        layers.stream().filter(layer -> !layer.className().equals("InputLayer")).toList());
  }

  @Test
  void layersWithinWrappersOfKerasFollowThem() throws IOException {
    Path file = folder.resolve("m.keras");
    Models.save(wrapped(), file);

    List<LayerEntry> layers = Models.contents(file).layers();

    assertEquals(new LayerEntry(0, "both", "Bidirectional"), layers.get(1));
    assertTrue(layers.subList(2, layers.size() - 1).stream()
        .allMatch(layer -> layer.depth() == 1 && layer.className().equals("LSTM")), layers::toString);
  }

  @Test
  void filesOfEveryKerasTellTheirVersion() throws IOException {
    Map<String, String> versions = Map.of("k3-bidirectional-gru/gru_model.keras", "3",
        "k2-simple-lstm/simple_lstm_tf_keras_2_model.h5", "2", "k1-simple-lstm/simple_lstm_tf_keras_1_model.h5", "1");
    for (Map.Entry<String, String> expected : versions.entrySet()) {
      FileContents contents = Models.contents(Fixtures.folder().resolve(expected.getKey()));
      assertEquals(expected.getValue(), contents.writer().get("keras_version").substring(0, 1));
      assertEquals(Kind.MODEL, contents.kind());
      assertTrue(contents.layers().size() > 1, contents::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".safetensors"})
  void weightsAloneAreArraysByTheirPaths(String suffix) throws IOException {
    Path file = folder.resolve("w" + suffix);
    Model model = wrapped();
    Models.saveWeights(model, file);

    assertEquals(Kind.WEIGHTS, Models.contents(file).kind());
    List<StoredArray> arrays = Models.arrays(file);

    assertEquals(model.graph().weights().stream().map(weight -> weight.path()).toList(),
        arrays.stream().map(StoredArray::name).toList());
    assertEquals(model.getWeights(), arrays.stream().map(StoredArray::values).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {".weights.h5", ".h5"})
  void weightsOfKerasAreArraysByTheirPathsInTheFile(String suffix) throws IOException {
    Path file = folder.resolve("w" + suffix);
    Sequential model = new Sequential(new Input(2), new Dense(3).name("a"));
    Models.saveWeights(model, file);

    assertEquals(Kind.WEIGHTS, Models.contents(file).kind());
    Map<String, NDArray> arrays = new TreeMap<>();
    Models.arrays(file).forEach(array -> arrays.put(array.name(), array.values()));

    String scope = suffix.equals(".h5") ? "a/sequential/a/" : "layers/dense/vars/";
    List<String> names = suffix.equals(".h5") ? List.of("kernel", "bias") : List.of("0", "1");
    assertEquals(Map.of(scope + names.get(0), model.getWeights().get(0), scope + names.get(1),
        model.getWeights().get(1)), arrays);
  }

  @Test
  void typesAreCalledAsTheFileCallsThem() throws IOException {
    List<StoredArray> arrays = Models.arrays(TorchFiles.path("types.safetensors"));

    assertTrue(arrays.stream().filter(array -> array.name().length() < 5)
        .allMatch(array -> array.name().equals(array.type())), arrays::toString);
    assertEquals(Map.of("metadata.made by", "make_torch.py"),
        Models.contents(TorchFiles.path("types.safetensors")).writer());
  }

  @Test
  void layersWithoutWeightsAreAnArchitecture() throws IOException {
    Path own = Files.writeString(folder.resolve("own.json"), Models.toJson(wrapped()));
    Path keras = Files.writeString(folder.resolve("keras.json"), "{\"module\": \"keras\", \"class_name\": "
        + "\"Sequential\", \"config\": {\"name\": \"s\", \"layers\": [{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": "
        + "[null, 2], \"name\": \"in\"}}, {\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 1}}]}}");

    assertEquals(Kind.ARCHITECTURE, Models.contents(own).kind());
    assertEquals(wrapped().summaryText(), Models.loadArchitecture(own).summaryText());
    assertEquals(List.of(new LayerEntry(0, "in", "InputLayer"), new LayerEntry(0, "d", "Dense")),
        Models.contents(keras).layers());
    assertEquals(3, Models.loadArchitecture(keras).countParams());
    assertEquals(List.of(), Models.arrays(own));
    assertEquals(List.of(), Models.arrays(keras));
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".keras", ".h5"})
  void theLayersOfAWholeModelHaveFreshWeights(String suffix) throws IOException {
    Path file = folder.resolve("m" + suffix);
    Model model = wrapped();
    model.compile("adam", "mse");
    model.setWeights(model.getWeights().stream().map(weight -> NDArray.full(weight.shape(), 7)).toList());
    Models.save(model, file);

    Model layers = Models.loadArchitecture(file);

    assertEquals(model.summaryText().lines().filter(line -> line.contains("│")).toList(),
        layers.summaryText().lines().filter(line -> line.contains("│")).toList());
    assertTrue(layers.getWeights().stream().noneMatch(weight -> weight.get(new int[weight.shape().rank()]) == 7));
  }

  @Test
  void otherFilesOfThisLibraryAreTold() throws IOException {
    Path file = folder.resolve("words.json");
    Vocabularies.save(new StringLookup().vocabulary(List.of("a", "b")), file);

    FileContents contents = Models.contents(file);

    assertEquals(Kind.OTHER, contents.kind());
    assertEquals("Neurona's vocabulary (Vocabularies)", contents.format());
    assertEquals(List.of(), Models.arrays(file));
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    Path file = folder.resolve("m.json");
    for (String text : List.of("{\"format\": \"neurona\", \"version\": 1, \"weights\": [", "{\"class_name\": 3",
        "{\"format\": \"neurona\", \"version\": 7}")) {
      Files.writeString(file, text);
      assertEquals("m.json", assertThrows(ModelFormatException.class, () -> Models.contents(file)).file(), text);
    }
  }
}
