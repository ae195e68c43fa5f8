package org.neurona.examples.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.DType;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.examples.Run;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.optimizers.Adam;

class ConvertCommandTest {
  @TempDir
  Path folder;

  private final Sequential model = new Sequential(new Input(3, 2), new Bidirectional(new LSTM(1)).name("both"),
      new BatchNormalization().trainable(false), new Dropout(0.1), new Dense(2, "softmax"));
  private Path source;

  @BeforeEach
  void saveAModel() throws IOException {
    model.compile(new Adam().learningRate(0.01).clipnorm(1), "sparse_categorical_crossentropy", "accuracy");
    model.trainOnBatch(NDArray.of(new float[][][] {{{1, 2}, {3, 4}, {5, 6}}}), NDArray.of(1));
    source = save("source.keras");
  }

  private Path save(String name) throws IOException {
    Path file = folder.resolve(name);
    Models.save(model, file);
    return file;
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @CsvSource({".json,.keras", ".json,.h5", ".keras,.json", ".keras,.h5", ".h5,.json", ".h5,.keras", ".h5,.hdf5"})
  void aModelGoesFromEveryFormatToEveryOther(String from, String to) throws IOException {
    save("a" + from);

    Run run = Run.of("convert", at("a" + from), at("b" + to));

    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    assertEquals(at("b" + to) + ": " + Models.contents(folder.resolve("b" + to)).format() + ", 12 weights, read back "
        + "and found the same\n", run.out());
    Model converted = Models.load(folder.resolve("b" + to));
    assertEquals(model.getWeights(), converted.getWeights());
    assertEquals(model.trainingState().slots(), converted.trainingState().slots());
  }

  @ParameterizedTest
  @ValueSource(strings = {".weights.h5", ".safetensors"})
  void whatWeightsAloneCantHoldIsSaid(String suffix) {
    Run run = Run.of("convert", source.toString(), at("w" + suffix));

    assertEquals(0, run.exitCode());
    assertEquals(List.of("not in it: the layers", "not in it: the compile settings",
        "not in it: the state of Adam after 1 steps"), run.lines().subList(1, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {".weights.h5", ".safetensors", ".h5", ".json"})
  void weightsAloneBecomeAModelWithItsLayers(String suffix) throws IOException {
    Models.saveWeights(model, folder.resolve("w" + suffix));
    Files.writeString(folder.resolve("layers.json"), Models.toJson(model));

    Run without = Run.of("convert", at("w" + suffix), at("b.keras"));
    Run run = Run.of("convert", at("w" + suffix), at("b.keras"), "--model", at("layers.json"));

    assertEquals("bin/neurona convert: " + at("w" + suffix) + " holds weights alone. --model FILE says of which "
        + "layers\n",
        without.err());
    assertEquals("", run.err());
    assertEquals(model.getWeights(), Models.load(folder.resolve("b.keras")).getWeights());
    assertFalse(Models.load(folder.resolve("b.keras")).isCompiled());
  }

  @Test
  void theLayersMayComeFromAWholeModel() throws IOException {
    Models.saveWeights(model, folder.resolve("w.safetensors"));

    Run run = Run.of("convert", at("w.safetensors"), at("b.json"), "--model", source.toString());

    assertEquals(0, run.exitCode());
    assertEquals(model.getWeights(), Models.load(folder.resolve("b.json")).getWeights());
  }

  @Test
  void nothingIsReplacedWithoutForce() throws IOException {
    Path target = Files.writeString(folder.resolve("b.keras"), "mine");

    Run refused = Run.of("convert", source.toString(), target.toString());

    assertEquals(1, refused.exitCode());
    assertEquals("bin/neurona convert: " + target + " is there already. --force replaces it\n", refused.err());
    assertEquals("mine", Files.readString(target));
    assertEquals(0, Run.of("convert", source.toString(), target.toString(), "--force").exitCode());
    assertEquals(model.getWeights(), Models.load(target).getWeights());
  }

  @Test
  void aFileMayTakeItsOwnPlace() throws IOException {
    assertEquals(0, Run.of("convert", source.toString(), source.toString(), "--force").exitCode());

    assertEquals(model.getWeights(), Models.load(source).getWeights());
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    Sequential other = new Sequential(new Input(3), new Dense(2).name("dense"));
    Models.saveWeights(other, folder.resolve("w.safetensors"));

    Run run = Run.of("convert", at("w.safetensors"), at("b.keras"), "--model", source.toString());

    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("bin/neurona convert: w.safetensors: weight both/forward_lstm/kernel of shape "
        + "(2, 4) is not in the file; "), run.err());
    try (var files = Files.list(folder)) {
      assertEquals(List.of("source.keras", "w.safetensors"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void numbersInDoublePrecisionStaySo() throws IOException {
    Sequential wide = new Sequential(new Input(1), new Dense(1));
    wide.engine("commons-math");
    wide.setWeights(List.of(NDArray.of(new double[][] {{1 / 3.0}}), NDArray.of(1e-300)));
    Models.save(wide, folder.resolve("wide.json"));

    Run run = Run.of("convert", at("wide.json"), at("wide.keras"));

    assertEquals("", run.err());
    Model back = Models.load(folder.resolve("wide.keras"), new LoadOptions().engine("commons-math"));
    assertEquals(wide.getWeights(), back.getWeights());
    assertEquals(DType.FLOAT64, back.getWeights().get(0).dtype());
  }

  @Test
  void weightedMetricsAreNamedWhereTheFormatHasNoPlaceForThem() throws IOException {
    model.compile(new CompileOptions().optimizer("sgd").loss("mse").weightedMetrics("mae"));
    Path json = save("weighted.json");

    Run run = Run.of("convert", json.toString(), at("weighted.keras"));

    boolean kept = !Models.load(folder.resolve("weighted.keras")).compileOptions().weightedMetrics().isEmpty();
    assertEquals(kept ? 1 : 2, run.lines().size(), run.out());
    assertTrue(kept || run.lastLine().equals("not in it: the weighted metrics"), run.out());
  }

  @Test
  void whatCanNotBeConvertedIsExplained() throws IOException {
    Path layers = Files.writeString(folder.resolve("layers.json"), Models.toJson(model));

    assertEquals("bin/neurona convert: " + layers + " holds layers without weights. If these are in another file: "
        + "bin/neurona convert WEIGHTS " + at("b.h5") + " --model " + layers + "\n",
        Run.of("convert", layers.toString(), at("b.h5")).err());
    assertEquals("bin/neurona convert: --model is for weights alone, but " + source + " has layers of its own\n",
        Run.of("convert", source.toString(), at("b.h5"), "--model", layers.toString()).err());
    assertEquals("bin/neurona convert: " + at("b.onnx") + " tells no format: a model file ends in .json, .keras, "
        + ".weights.h5, .h5, .hdf5, .safetensors\n", Run.of("convert", source.toString(), at("b.onnx")).err());
  }
}
