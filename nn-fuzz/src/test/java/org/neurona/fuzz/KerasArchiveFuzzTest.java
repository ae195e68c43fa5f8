package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.Models;

/** {@code .keras} files. */
class KerasArchiveFuzzTest {
  private static final List<ZipEdits> SOUND = Seeds.kerasArchives().map(ZipEdits::new).toList();

  @MethodSource("org.neurona.fuzz.Seeds#kerasArchives")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("model.keras", file, Models::load);
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(script.oneOf(SOUND).apply(script));
  }
}
