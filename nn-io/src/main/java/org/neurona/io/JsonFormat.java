package org.neurona.io;

import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.neurona.Model;
import org.neurona.io.json.JsonModelReader;
import org.neurona.io.json.JsonModelWriter;

/** Neurona's own files. */
final class JsonFormat implements FileFormat {
  @Override
  public String suffix() {
    return ".json";
  }

  /** A text, which has no zero in it, that begins an object; what it is of shows when it is read. */
  @Override
  public boolean recognises(ByteBuffer start) {
    for (int i = start.position(); i < start.limit(); i++) {
      if (start.get(i) == 0) {
        return false;
      }
    }
    for (int i = start.position(); i < start.limit(); i++) {
      if (!Character.isWhitespace(start.get(i))) {
        return start.get(i) == '{';
      }
    }
    return false;
  }

  @Override
  public void save(Model model, Path file) throws IOException {
    FileReplacement.write(file, writer -> JsonModelWriter.write(model, writer));
  }

  @Override
  public void saveWeights(Model model, Path file) throws IOException {
    FileReplacement.write(file, writer -> JsonModelWriter.writeWeights(model, writer));
  }

  @Override
  public Model load(Path file, LoadOptions options) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new JsonModelReader(reader, file.getFileName().toString(), options).readModel();
    }
  }

  @Override
  public void loadWeights(Model model, Path file, LoadOptions options) throws IOException {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      new JsonModelReader(reader, file.getFileName().toString(), options).readWeightsInto(model);
    }
  }
}
