package org.neurona.io;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neurona.io.json.JsonTextLookup;
import org.neurona.preprocessing.BaseTextLookup;

/**
 * Saves what turns texts into numbers, and loads it: the vocabulary and all settings, as JSON, to lie beside the file
 * of the model that they are for.
 */
public final class Vocabularies {
  private Vocabularies() {}

  /**
   * Saves a {@link org.neurona.preprocessing.StringLookup} or {@link org.neurona.preprocessing.TextVectorization}.
   *
   * @throws IOException if the file can't be written; a file that was there is still there
   */
  public static void save(BaseTextLookup<?> lookup, Path file) throws IOException {
    FileReplacement.write(file, writer -> JsonTextLookup.write(lookup, writer));
  }

  /**
   * Loads what {@link #save} wrote.
   *
   * @param type what it is: {@code TextVectorization.class}
   * @throws ModelFormatException if the file is damaged, holds something else, or is newer than this library
   * @throws IOException if the file can't be read
   */
  public static <L extends BaseTextLookup<L>> L load(Path file, Class<L> type) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new JsonTextLookup(reader, file.getFileName().toString(), new LoadOptions()).read(type);
    }
  }
}
