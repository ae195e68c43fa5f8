package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.io.torch.TorchFiles;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** Weights by Keras' paths in safetensors files. */
class SafetensorsWeightsTest {
  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("w.safetensors");
  }

  private static Sequential dense(String first, String second) {
    return new Sequential(new Input(3), new Dense(2).name(first), new Dense(1).name(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar"})
  void weightsComeBackToTheBit(String engine) throws IOException {
    Model model = SampleModels.branches().engine(engine);
    Model other = SampleModels.branches().engine(engine).seed(9);
    assertNotEquals(model.getWeights(), other.getWeights());

    Models.saveWeights(model, file);
    Models.loadWeights(other, file);

    assertEquals(model.getWeights(), other.getWeights());
  }

  @Test
  void tensorsAreCalledAsKerasCallsWeights() throws IOException {
    Sequential inner = dense("a", "b");
    Sequential model = new Sequential(new Input(3), inner.name("base").asLayer(), new Dense(1).name("head"));

    Models.saveWeights(model, file);

    assertEquals(List.of("base/a/kernel", "base/a/bias", "base/b/kernel", "base/b/bias", "head/kernel", "head/bias"),
        List.copyOf(TorchFiles.tensors(file).keySet()));
  }

  @Test
  void weightsThatDoNotFitAreAllNamed() throws IOException {
    Dense last = new Dense(1).name("c").useBias(false);
    Models.saveWeights(new Sequential(new Input(4), new Dense(2).name("a"), last), file);

    assertEquals("w.safetensors: weight a/kernel has shape (3, 2), the file's has shape (4, 2); "
        + "weight b/kernel of shape (2, 1) is not in the file; weight b/bias of shape (1,) is not in the file; "
        + "the file has a tensor c/kernel of shape (2, 1), for which the model has no weight",
        assertThrows(ModelFormatException.class, () -> Models.loadWeights(dense("a", "b"), file)).getMessage());
  }

  @Test
  void aModelKeepsItsWeightsWhereTheFilesDoNotFit() throws IOException {
    Models.saveWeights(dense("a", "c"), file);
    Sequential model = dense("a", "b");
    List<NDArray> before = model.getWeights();

    assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file));

    assertEquals(before, model.getWeights());
  }

  @Test
  void byNameLayersThatTheFileHasNotKeepTheirWeights() throws IOException {
    Model saved = dense("a", "c").seed(5);
    Model model = dense("a", "b");
    List<NDArray> before = model.getWeights("b");
    Models.saveWeights(saved, file);

    Models.loadWeights(model, file, new LoadOptions().byName(true));

    assertEquals(saved.getWeights("a"), model.getWeights("a"));
    assertEquals(before, model.getWeights("b"));
  }

  @Test
  void theSameWeightsGiveTheSameBytes() throws IOException {
    Models.saveWeights(dense("a", "b"), file);
    byte[] first = Files.readAllBytes(file);

    Models.saveWeights(dense("a", "b"), file);

    assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(file)));
  }

  @Test
  void suchAFileIsKnownWhateverItsName() throws IOException {
    Path other = folder.resolve("w.bin");
    Model saved = dense("a", "b").seed(3);
    Models.saveWeights(saved, file);
    Files.move(file, other);
    Model model = dense("a", "b");

    Models.loadWeights(model, other);

    assertEquals(saved.getWeights(), model.getWeights());
  }

  @Test
  void suchAFileHoldsNoModel() throws IOException {
    assertEquals("A .safetensors file holds weights alone: use Models.saveWeights, or another suffix. Got "
        + "w.safetensors",
        assertThrows(IllegalArgumentException.class, () -> Models.save(dense("a", "b"), Path.of("w.safetensors")))
            .getMessage());
    Models.saveWeights(dense("a", "b"), file);
    assertEquals("w.safetensors: the file has no model, only weights: use Models.loadWeights",
        assertThrows(ModelFormatException.class, () -> Models.load(file)).getMessage());
  }

  @Test
  void aFailedSaveLeavesTheOldFileAndNothingBeside() throws IOException {
    Models.saveWeights(dense("a", "b"), file);
    byte[] old = Files.readAllBytes(file);
    WeightMapping wrong = new WeightMapping().linear("fc", "a");

    assertThrows(IllegalArgumentException.class, () -> Models.saveWeights(dense("a", "b"), file, wrong));

    assertEquals(-1, Arrays.mismatch(old, Files.readAllBytes(file)));
    try (var files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertFalse(Files.exists(folder.resolve("w.safetensors.tmp")));
  }
}
