package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.Models;

/** {@code .h5} files with models. */
class KerasH5FuzzTest {
  private static final List<Hdf5Edits> SOUND = Seeds.kerasH5().map(Hdf5Edits::new).toList();

  @MethodSource({"org.neurona.fuzz.Seeds#kerasH5", "org.neurona.fuzz.Seeds#hostileH5"})
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("model.h5", file, Models::load);
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(script.oneOf(SOUND).apply(script));
  }
}
