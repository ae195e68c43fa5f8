package org.neurona.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.Vocabularies;
import org.neurona.preprocessing.StringLookup;
import org.neurona.preprocessing.TextVectorization;

/** Vocabularies and the settings around them. */
class VocabularyFuzzTest {
  private static final List<String> SOUND = Seeds.vocabularies().map(JsonTexts::decoded).toList();

  @MethodSource("org.neurona.fuzz.Seeds#vocabularies")
  @FuzzTest
  void file(byte[] file) throws IOException {
    HostileFile.read("lookup.json", file, path -> Vocabularies.load(path, StringLookup.class));
    HostileFile.read("words.json", file, path -> Vocabularies.load(path, TextVectorization.class));
  }

  @MethodSource("org.neurona.fuzz.Seeds#scripts")
  @FuzzTest
  void edited(byte[] bytes) throws IOException {
    Script script = new Script(bytes);
    file(JsonEdits.apply(script.oneOf(SOUND), script).getBytes(StandardCharsets.UTF_8));
  }
}
