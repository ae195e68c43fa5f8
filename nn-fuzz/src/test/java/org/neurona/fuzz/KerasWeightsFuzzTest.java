package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;

/** Files of weights, {@code .weights.h5} and others, for a model that is there. */
class KerasWeightsFuzzTest {
  private static final List<Hdf5Edits> SOUND =
      Seeds.kerasWeights().filter(file -> file[0] != 'P').map(Hdf5Edits::new).toList();
  private static final Model MODEL = SeedModels.dense();

  @MethodSource({"org.neurona.fuzz.Seeds#kerasWeights", "org.neurona.fuzz.Seeds#hostileH5"})
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("model.weights.h5", file, path -> Models.loadWeights(MODEL, path));
    HostileFile.read("named.weights.h5", file,
        path -> Models.loadWeights(MODEL, path, new LoadOptions().byName(true)));
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(script.oneOf(SOUND).apply(script));
  }
}
