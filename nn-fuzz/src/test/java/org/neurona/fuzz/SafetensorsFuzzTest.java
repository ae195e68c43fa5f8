package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.io.Models;

/** {@code .safetensors} files of weights, for a model that is there. */
class SafetensorsFuzzTest {
  private static final List<byte[]> SOUND = Seeds.safetensors().toList();
  private static final Model MODEL = SeedModels.dense();

  @MethodSource("org.neurona.fuzz.Seeds#safetensors")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("model.safetensors", file, path -> Models.loadWeights(MODEL, path));
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    ByteBuffer sound = ByteBuffer.wrap(script.oneOf(SOUND)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[(int) sound.getLong()];
    sound.get(header);
    byte[] edited = JsonEdits.apply(JsonTexts.decoded(header), script).getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(Long.BYTES + edited.length + sound.remaining())
        .order(ByteOrder.LITTLE_ENDIAN);
    file(file.putLong(edited.length).put(edited).put(sound).array());
  }
}
