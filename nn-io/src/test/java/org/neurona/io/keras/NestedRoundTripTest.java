package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;
import org.neurona.optimizers.Adam;

/** Models within models come back from Keras' formats to the bit, and go on training as if they had never stopped. */
class NestedRoundTripTest {
  @TempDir
  Path folder;

  private static List<NDArray> x(Model model) {
    return model.inputs().stream().map(input -> values(input.shape().withDim(0, 6), 1)).toList();
  }

  private static List<NDArray> y(Model model) {
    return model.outputs().stream().map(output -> values(output.shape().withDim(0, 6), 2)).toList();
  }

  private static NDArray values(Shape shape, int shift) {
    double[] values = new double[shape.size()];
    Arrays.setAll(values, i -> Math.sin(3 * i + shift));
    return NDArray.wrap(shape, values);
  }

  private static void train(Model model, int steps) {
    for (int i = 0; i < steps; i++) {
      model.trainOnBatch(x(model), y(model));
    }
  }

  @ParameterizedTest
  @EnumSource
  void goOnTrainingAsIfNeverStopped(NestedSamples sample) throws IOException {
    for (String suffix : List.of(".keras", ".h5")) {
      Model straight = sample.model().engine("scalar");
      straight.compile(new Adam(0.01), "mse");
      train(straight, 2);
      Path file = folder.resolve("model" + suffix);
      Models.save(straight, file);

      Model loaded = Models.load(file, new LoadOptions().engine("scalar"));

      assertEquals(straight.predict(x(straight)), loaded.predict(x(loaded)));
      assertEquals(straight.countParams(), loaded.countParams());
      assertEquals(straight.trainingState(), loaded.trainingState());
      List<NDArray> before = loaded.getWeights();
      train(straight, 2);
      train(loaded, 2);
      assertEquals(straight.getWeights(), loaded.getWeights());
      assertNotEquals(before, loaded.getWeights());
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWICE")
  void fromJsonToKerasAndBackNothingChanges(NestedSamples sample) throws IOException {
    Model model = sample.model().engine("scalar");
    model.compile(new Adam(0.01), "mse");
    train(model, 1);
    Models.save(model, folder.resolve("first.keras"));
    // The names of inputs that have none are written where they were found; the rest is the same from the start.
    Models.save(Models.load(folder.resolve("first.keras")), folder.resolve("before.json"));

    Models.save(Models.load(folder.resolve("before.json")), folder.resolve("between.keras"));
    Models.save(Models.load(folder.resolve("between.keras")), folder.resolve("between.h5"));
    Models.save(Models.load(folder.resolve("between.h5")), folder.resolve("after.json"));

    assertEquals(Files.readString(folder.resolve("before.json")), Files.readString(folder.resolve("after.json")));
  }

  @ParameterizedTest
  @CsvSource({".weights.h5", ".h5"})
  void weightsAloneGoFromOneToAnother(String suffix) throws IOException {
    for (NestedSamples sample : NestedSamples.values()) {
      Model model = sample.model();
      Models.saveWeights(model, folder.resolve("weights" + suffix));
      Model other = sample.model().seed(9);
      assertNotEquals(model.getWeights(), other.getWeights());

      Models.loadWeights(other, folder.resolve("weights" + suffix));

      assertEquals(model.getWeights(), other.getWeights());
    }
  }

  @Test
  void whatIsSharedIsSharedAfterwardsUnderEitherName() throws IOException {
    Model model = NestedSamples.SHARING.model();
    ((ModelLayer) model.getLayer("renamed")).model().seed(5);
    for (String suffix : List.of(".keras", ".h5")) {
      Path file = folder.resolve("sharing" + suffix);
      Models.save(model, file);

      Model loaded = Models.load(file);

      Model base = ((ModelLayer) loaded.getLayer("renamed")).model();
      assertSame(base, ((ModelLayer) loaded.getLayer("inner/base")).model());
      assertSame(base.getLayer(1), loaded.getLayer("inner/b2"));
      assertEquals(5, base.seed());
      assertEquals(model.summaryText(), loaded.summaryText());
    }
  }

  private Path archive(String config) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (org.neurona.io.zip.ZipFileWriter zip = new org.neurona.io.zip.ZipFileWriter(bytes)) {
      zip.write("config.json", config.getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve("made.keras"), bytes.toByteArray());
  }

  private static String sequential(String name, String more, String... layers) {
    return "{\"class_name\": \"Sequential\"" + more + ", \"config\": {\"name\": \"" + name + "\", \"layers\": ["
        + String.join(", ", layers) + "]}}";
  }

  private static String again(long id, String name) {
    return "{\"class_name\": \"Sequential\", \"shared_object_id\": " + id + ", \"config\": {\"name\": \"" + name
        + "\"}}";
  }

  @Test
  void modelsThatDoubleAtEachLevelAreRefusedBeforeTheyAreWrittenOut() throws IOException {
    String model = sequential("m0", ", \"shared_object_id\": 1",
        "{\"class_name\": \"Activation\", \"config\": {\"name\": \"a\", \"activation\": \"relu\"}}");
    for (int level = 1; level < 12; level++) {
      model = sequential("m" + level, ", \"shared_object_id\": " + (level + 1), model, again(level, "b"),
          again(level, "c"), again(level, "d"));
    }
    Path file = archive(model);

    ModelFormatException failure = assertTimeout(Duration.ofSeconds(20),
        () -> assertThrows(ModelFormatException.class, () -> Models.load(file)));

    assertEquals("32768 layers, with those inside of models, more than the limit of 25000", failure.reason());
  }

  @Test
  void aModelWithinAModelOfAnotherPackageIsRefusedByName() throws IOException {
    Path file = archive(sequential("m", "", sequential("other", ", \"registered_name\": \"Mine>Sequential\""),
        "{\"class_name\": \"Lambda\", \"config\": {\"name\": \"l\"}}",
        sequential("own", "", "{\"class_name\": \"Lambda\", \"config\": {\"name\": \"deep\"}}")));

    assertEquals(List.of("layer \"other\" (Sequential) is of \"Mine\", not of Keras",
        "layer \"l\" (Lambda) holds Python code, which is never run",
        "layer \"deep\" (Lambda) holds Python code, which is never run"),
        assertThrows(UnsupportedModelException.class, () -> Models.load(file)).parts());
  }

  @Test
  void anApplicationThatThereIsNotIsSaid() throws IOException {
    String text = Files.readString(Fixtures.file("k3-nested/ends.json"));
    String changed = text.replace("\"output_layers\": [[\"inner\", 1, 1]", "\"output_layers\": [[\"inner\", 7, 1]");
    assertNotEquals(text, changed);

    assertEquals("the model's output_layers name output 1 of application 7 of \"inner\", which there is not",
        assertThrows(ModelFormatException.class, () -> Models.fromJson(changed)).reason());
  }
}
