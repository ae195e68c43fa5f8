package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;
import org.neurona.layers.Weight;

/** Models within models that real Keras wrote: they predict, train on and share as they do there. */
class NestedKerasFilesTest {
  private static final String FOLDER = "k3-nested/";

  private static List<NDArray> arrays(String name) throws IOException {
    List<NDArray> arrays = new ArrayList<>();
    Path file = Fixtures.folder().resolve(FOLDER + name + ".0.npy");
    while (Files.exists(file)) {
      arrays.add(Fixtures.npy(file));
      file = Fixtures.folder().resolve(FOLDER + name + "." + arrays.size() + ".npy");
    }
    assertFalse(arrays.isEmpty(), name);
    return arrays;
  }

  private static void assertPredicts(Model model, String sample, String expected) throws IOException {
    List<NDArray> outputs = model.predict(arrays(sample + ".in"));
    List<NDArray> wanted = arrays(sample + expected);
    assertEquals(wanted.size(), outputs.size());
    for (int i = 0; i < wanted.size(); i++) {
      assertTrue(outputs.get(i).allClose(wanted.get(i), 1e-5, 1e-5), outputs.get(i) + "\n" + wanted.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"twins.keras", "multi.keras", "deep.keras", "ends.keras", "steps.keras", "masked.keras",
      "sharing.keras", "twins.h5", "multi.h5", "deep.h5", "steps.h5"})
  void predictWhatKerasPredicts(String file) throws IOException {
    assertPredicts(Models.load(Fixtures.file(FOLDER + file)), file.replaceFirst("\\..*", ""), ".out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twins.keras", "multi.keras", "deep.keras", "ends.keras", "masked.keras", "twins.h5",
      "deep.h5"})
  void trainOnFromWhereKerasWas(String file) throws IOException {
    String sample = file.replaceFirst("\\..*", "");
    Model model = Models.load(Fixtures.file(FOLDER + file));

    model.trainOnBatch(arrays(sample + ".in"), arrays(sample + ".y"));

    assertEquals(3, model.trainingState().iterations());
    assertPredicts(model, sample, ".next");
  }

  @ParameterizedTest
  @ValueSource(strings = {"deep", "multi"})
  void takeTheirWeightsFromAFileOfWeights(String sample) throws IOException {
    Model model = Models.fromJson(Files.readString(Fixtures.file(FOLDER + sample + ".json")));

    Models.loadWeights(model, Fixtures.file(FOLDER + sample + ".weights.h5"));

    assertPredicts(model, sample, ".out");
  }

  @ParameterizedTest
  @ValueSource(strings = {"twins", "multi", "deep", "ends", "steps", "masked"})
  void areTheSameInKerasToJson(String sample) throws IOException {
    Model model = Models.fromJson(Files.readString(Fixtures.file(FOLDER + sample + ".json")));
    Model whole = Models.load(Fixtures.file(FOLDER + sample + ".keras"), new LoadOptions().compile(false));

    assertEquals(whole.summaryText(), model.summaryText());
    model.setWeights(whole.getWeights());
    assertEquals(whole.predict(arrays(sample + ".in")), model.predict(arrays(sample + ".in")));
  }

  @Test
  void keepWhatIsFrozen() throws IOException {
    Model twins = Models.load(Fixtures.file(FOLDER + "twins.keras"));
    assertEquals(List.of(true, false, true),
        List.of("enc", "enc/e1", "enc/e2").stream().map(twins::isTrainable).toList());
    Model multi = Models.load(Fixtures.file(FOLDER + "multi.h5"));
    assertEquals(List.of(false, false, true),
        List.of("inner", "inner/d", "mid").stream().map(multi::isTrainable).toList());
  }

  /** Keras says by an id that a layer is one that came before, but not at its first place. */
  @Test
  void shareWhatTheySharedThoughKerasItselfCannotReadIt() throws IOException {
    Model model = Models.load(Fixtures.file(FOLDER + "sharing.keras"));

    Model base = ((ModelLayer) model.getLayer("base")).model();
    assertSame(base, ((ModelLayer) model.getLayer("inner/base")).model());
    assertSame(base.getLayer("b2"), model.getLayer("inner/b2"));
    assertEquals(List.of("inner/base/b1/kernel", "inner/base/b1/bias", "inner/base/b2/kernel", "inner/base/b2/bias",
        "out/kernel", "out/bias"), model.graph().weights().stream().map(Weight::path).toList());
  }

  @Test
  void ofWhichNoneIsBuiltAreBuiltByTheFirstData() throws IOException {
    Sequential model = (Sequential) Models.load(Fixtures.file("k3-unbuilt-nested-sequential/autoencoder_1.keras"));

    assertFalse(model.isBuilt());
    assertEquals(List.of("encoder_1", "decoder_1"), model.layers().stream().map(layer -> layer.name()).toList());
    NDArray x = NDArray.full(Shape.of(2, 40), 1);
    assertEquals(List.of(2), model.predict(x).shape().toList().subList(0, 1));
    assertTrue(model.isTrainable("encoder_1/enc_1_dense1"));
    assertEquals(40, model.getWeights("encoder_1/enc_1_dense1").get(0).shape().dim(0));
  }
}
