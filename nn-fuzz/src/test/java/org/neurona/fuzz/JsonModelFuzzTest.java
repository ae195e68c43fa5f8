package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.Models;

/** {@code .json} files with models. */
class JsonModelFuzzTest {
  private static final List<String> SOUND = Seeds.jsonModels().map(JsonTexts::decoded).toList();

  @MethodSource("org.neurona.fuzz.Seeds#jsonModels")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("model.json", file, Models::load);
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(JsonEdits.apply(script.oneOf(SOUND), script).getBytes(StandardCharsets.UTF_8));
  }
}
