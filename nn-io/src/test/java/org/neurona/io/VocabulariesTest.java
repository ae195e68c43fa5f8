package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.preprocessing.StringLookup;
import org.neurona.preprocessing.TextVectorization;

/** What turns texts into numbers comes back from a file and does what it did. */
class VocabulariesTest {
  @TempDir
  Path folder;

  @Test
  void aVectorizationComesBack() throws IOException {
    TextVectorization words = new TextVectorization().maxTokens(9).standardize(null).ngrams(2).outputMode("tf_idf")
        .padToMaxTokens(true).adapt(List.of("a \"b\"", "\u00e9 \ud83d\ude00\n a"));
    Path file = folder.resolve("words.json");

    Vocabularies.save(words, file);
    TextVectorization loaded = Vocabularies.load(file, TextVectorization.class);

    assertEquals(words.toPlain(), loaded.toPlain());
    List<String> texts = List.of("a \u00e9 z", "\"b\"");
    assertEquals(words.apply(texts), loaded.apply(texts));
  }

  @Test
  void aLookupComesBack() throws IOException {
    StringLookup lookup = new StringLookup("x", "y").maskToken("-").oovToken("?");
    Path file = folder.resolve("lookup.json");

    Vocabularies.save(lookup, file);

    assertEquals(lookup.toPlain(), Vocabularies.load(file, StringLookup.class).toPlain());
    assertTrue(assertThrows(ModelFormatException.class, () -> Vocabularies.load(file, TextVectorization.class))
        .getMessage().contains("expected a TextVectorization, got a StringLookup"));
  }

  @Test
  void anotherFileIsRefused() throws IOException {
    Path file = folder.resolve("other.json");
    for (String text : List.of("", "{}", "[1]", "{\"format\": \"neurona\", \"version\": 1}",
        "{\"format\": \"neurona-text\", \"version\": 1, \"lookup\": {\"class_name\": \"Dense\", \"config\": {}}}",
        "{\"format\": \"neurona-text\", \"version\": 1, \"lookup\": {\"class_name\": \"StringLookup\", \"config\": "
            + "{\"vocabulary\": [1]}}}")) {
      Files.writeString(file, text);
      assertThrows(ModelFormatException.class, () -> Vocabularies.load(file, StringLookup.class), text);
    }
  }
}
