package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.datasets.files.NpzReader;

/** {@code .npz} archives. */
class NpzFuzzTest {
  private static final List<ZipEdits> SOUND = Seeds.npz().map(ZipEdits::new).toList();

  @MethodSource("org.neurona.fuzz.Seeds#npz")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("arrays.npz", file, path -> new NpzReader().read(path));
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(script.oneOf(SOUND).apply(script));
  }
}
