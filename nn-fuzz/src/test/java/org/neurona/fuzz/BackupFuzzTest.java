package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.FileModelFormat;

/** Backups of training. */
class BackupFuzzTest {
  private static final List<String> SOUND = Seeds.backups().map(JsonTexts::decoded).toList();

  @MethodSource("org.neurona.fuzz.Seeds#backups")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("backup.json", file, path -> new FileModelFormat().loadBackup(path));
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(JsonEdits.apply(script.oneOf(SOUND), script).getBytes(StandardCharsets.UTF_8));
  }
}
