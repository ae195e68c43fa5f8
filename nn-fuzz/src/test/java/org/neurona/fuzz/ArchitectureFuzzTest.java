package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.Models;

/** Texts of {@code toJson} and of Keras' {@code to_json}: every layer, without weights. */
class ArchitectureFuzzTest {
  private static final List<String> SOUND = Seeds.architectures().map(JsonTexts::decoded).toList();

  @MethodSource("org.neurona.fuzz.Seeds#architectures")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("architecture.json", file,
        path -> Models.fromJson(new String(Files.readAllBytes(path), StandardCharsets.UTF_8)));
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(JsonEdits.apply(script.oneOf(SOUND), script).getBytes(StandardCharsets.UTF_8));
  }
}
