package org.neurona.examples.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.datasets.files.NpzWriter;
import org.neurona.examples.Run;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.Adam;

class InspectCommandTest {
  private static final String SUMMARY = """
      Model: "small"
      ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
      ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
      ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
      │ hidden (Dense)                  │ (None, 2)              │             6 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ out (Dense)                     │ (None, 1)              │             3 │
      └─────────────────────────────────┴────────────────────────┴───────────────┘
       Total params: 29 (120.00 B)
       Trainable params: 9 (36.00 B)
       Non-trainable params: 0 (0.00 B)
       Optimizer params: 20 (84.00 B)
      """;

  @TempDir
  Path folder;

  private final Sequential model = new Sequential(new Input(2), new Dense(2, "relu").name("hidden"),
      new Dense(1).name("out"));
  private Path file;

  @BeforeEach
  void saveAModel() throws IOException {
    model.name("small");
    model.compile(new Adam().learningRate(0.5), "mse", "mae");
    model.trainOnBatch(NDArray.of(new float[][] {{1, 2}}), NDArray.of(new float[][] {{1}}));
    model.setWeights(List.of(NDArray.of(new float[][] {{1, 2}, {3, 6}}), NDArray.of(0f, Float.NaN),
        NDArray.of(new float[][] {{-1}, {Float.NEGATIVE_INFINITY}}), NDArray.of(0.25f)));
    file = folder.resolve("small.keras");
    Models.save(model, file);
  }

  @Test
  void tellsAllOfAModel() throws IOException {
    Run run = Run.of("inspect", file.toString());

    assertTrue(run.err().endsWith("weights that are NaN or infinite: hidden/bias (1 of 2), out/kernel (1 of 2)\n"),
        run.err());
    assertEquals(0, run.exitCode());
    String date = Models.contents(file).writer().get("date_saved");
    assertEquals("""
        file            small.keras
        format          Keras 3 archive (.keras)
        holds           a model
        keras_version   3.15.1
        date_saved      %s
        neurona_version 0.1.0

        %s
        optimizer       Adam(learningRate=0.5, name=adam)
        steps           1
        learning rate   0.5
        loss            MeanSquaredError(name=mean_squared_error)
        metrics         mae

        array          shape   type     count     min    mean     max    std  NaN  Inf
        hidden/kernel  (2, 2)  float32      4   1.000   3.000   6.000  1.871    0    0
        hidden/bias    (2,)    float32      2   0.000   0.000   0.000  0.000    1    0
        out/kernel     (2, 1)  float32      2  -1.000  -1.000  -1.000  0.000    0    1
        out/bias       (1,)    float32      1  0.2500  0.2500  0.2500  0.000    0    0
        """.formatted(date, SUMMARY).replaceAll("(?m) +$", ""), run.out().replaceAll("(?m) +$", ""));
  }

  @Test
  void tellsTheSameToPrograms() {
    Run run = Run.of("inspect", file.toString(), "--json");

    JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
    assertEquals("a model", json.get("holds").getAsString());
    assertEquals("0.1.0", json.getAsJsonObject("writer").get("neurona_version").getAsString());
    assertEquals(1, json.getAsJsonObject("training").get("iterations").getAsLong());
    assertEquals("Adam", json.getAsJsonObject("compile").getAsJsonObject("optimizer").get("class_name").getAsString());
    assertEquals("{\"name\":\"small\",\"params\":9,\"trainable_weight_params\":9,"
        + "\"inputs\":[{\"name\":\"input_layer\",\"shape\":[null,2]}],"
        + "\"outputs\":[{\"name\":\"out\",\"shape\":[null,1]}]}", json.get("model").toString());
    assertEquals("{\"name\":\"hidden/kernel\",\"shape\":[2,2],\"type\":\"float32\",\"count\":4,\"min\":1.0,"
        + "\"mean\":3.0,\"max\":6.0,\"std\":1.8708286933869707,\"nan\":0,\"inf\":0}",
        json.getAsJsonArray("arrays").get(0).toString());
    assertEquals(0, run.exitCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".keras", ".h5"})
  void tellsAModelsWeightsInEveryFormat(String suffix) throws IOException {
    Path other = folder.resolve("other" + suffix);
    Models.save(model, other);

    Run run = Run.of("inspect", other.toString());

    assertEquals(0, run.exitCode());
    assertTrue(run.out().contains(SUMMARY), run.out());
    assertTrue(run.out().contains("\nneurona_version 0.1.0\n"), run.out());
    assertTrue(run.out().contains("\nout/kernel     (2, 1)  float32      2  -1.000"), run.out());
  }

  @Test
  void listsTheArraysOfWeightsAloneByTheFilesNames() throws IOException {
    Map<String, String> first = Map.of("w.json", "hidden/kernel ", "w.weights.h5", "layers/dense/vars/0 ",
        "w.h5", "hidden/small/hidden/kernel ", "w.safetensors", "hidden/kernel ");
    for (Map.Entry<String, String> weights : first.entrySet()) {
      Path other = folder.resolve(weights.getKey());
      Models.saveWeights(model, other);

      Run run = Run.of("inspect", other.toString());

      assertEquals(0, run.exitCode());
      assertTrue(run.out().contains("\nholds           weights alone\n"), run.out());
      assertTrue(run.out().contains("\n" + weights.getValue()), run.out());
      assertFalse(run.out().contains("Layer (type)"), run.out());
    }
  }

  @Test
  void tellsOfLayersWithoutWeights() throws IOException {
    Path other = Files.writeString(folder.resolve("layers.json"), Models.toJson(model));

    Run run = Run.of("inspect", other.toString());

    assertTrue(run.out().startsWith("file            layers.json\nformat          Neurona JSON (.json)\n"
        + "holds           layers without weights\n"), run.out());
    assertTrue(run.out().contains("│ hidden (Dense) "), run.out());
    assertFalse(run.out().contains("array "), run.out());
  }

  @Test
  void tellsWhatItCanOfAModelThatIsNotLoaded() throws IOException {
    ArchiveEdit.replace(file, "config.json", "\"class_name\":\"Dense\"", "\"class_name\":\"Lambda\"");

    Run run = Run.of("inspect", file.toString());

    assertEquals(1, run.exitCode());
    assertEquals("", run.err());
    assertTrue(run.out().contains("""

        Layers:
          input_layer (InputLayer)
          hidden (Lambda)
          out (Dense)

        The model can't be loaded:
          layer "hidden" (Lambda) holds Python code, which is never run

        array\s"""), run.out());
    assertTrue(run.out().contains("\nlayers/dense/vars/0 "), run.out());
    JsonObject json = JsonParser.parseString(Run.of("inspect", file.toString(), "--json").out()).getAsJsonObject();
    assertEquals("[\"layer \\\"hidden\\\" (Lambda) holds Python code, which is never run\"]",
        json.get("missing").toString());
    assertTrue(json.get("model").isJsonNull());
  }

  @Test
  void tellsOfDataWhatTheyAre() throws IOException {
    Path data = folder.resolve("d.npz");
    new NpzWriter().write(Map.of("x", NDArray.zeros(Shape.of(3, 2))), data);

    assertEquals("""
        file            d.npz
        format          NumPy archive (.npz)
        holds           data

        array  shape   type     count    min   mean    max    std  NaN  Inf
        x      (3, 2)  float32      6  0.000  0.000  0.000  0.000    0    0
        """, Run.of("inspect", data.toString()).out());
  }

  @Test
  void aDamagedFileIsOneLine() throws IOException {
    List<String> failures = new ArrayList<>();
    byte[] sound = Files.readAllBytes(file);
    byte[] changed = sound.clone();
    changed[sound.length / 2] ^= 1;
    for (byte[] bytes : List.of(Arrays.copyOf(sound, 200), changed, new byte[0],
        "{\"format\": \"neurona\", \"version\": 9}".getBytes(StandardCharsets.UTF_8))) {
      Files.write(file, bytes);
      Run run = Run.of("inspect", file.toString());
      assertEquals(1, run.exitCode());
      assertEquals("", run.out());
      assertEquals(1, run.err().lines().count(), run.err());
      failures.add(run.err().strip());
    }
    assertTrue(failures.stream().allMatch(line -> line.startsWith("bin/neurona inspect: small.keras")),
        failures::toString);
    assertTrue(failures.get(3).contains("written by a newer Neurona"), failures.get(3));
  }

  @Test
  void whatAFileSaysDoesNothingToATerminal() throws IOException {
    ArchiveEdit.replace(file, "config.json", "\"name\":\"hidden\"", "\"name\":\"a\\u001b[2J\\nb\"");
    ArchiveEdit.replace(file, "config.json", "\"class_name\":\"Dense\"", "\"class_name\":\"Lambda\"");

    Run run = Run.of("inspect", file.toString());
    Files.writeString(file, "{\"format\": \"neurona\", \"version\": 1, \"\\u001b[2J\\n\": 1}");
    Run damaged = Run.of("inspect", file.toString());

    assertFalse(run.out().contains("\u001b"), run.out());
    assertTrue(run.out().contains("a\\u001b[2J"), run.out());
    assertEquals(1, damaged.err().lines().count(), damaged.err());
    assertTrue(damaged.err().contains("unknown key \\u001b[2J\\n"), damaged.err());
  }
}
