package org.neurona.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.io.guard.GuardedReading;
import org.neurona.io.json.JsonContents;
import org.neurona.io.json.JsonModelReader;
import org.neurona.io.json.JsonModelWriter;
import org.neurona.io.keras.KerasContents;
import org.neurona.io.keras.KerasReader;

/** Neurona's own files. */
final class JsonFormat implements FileFormat {
  private static final int START = 256;

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

  @Override
  public FileContents contents(Path file, LoadOptions options) throws IOException {
    String name = file.getFileName().toString();
    String start = start(file);
    String other = JsonContents.otherFormat(start);
    if (other != null) {
      return new FileContents(FileContents.Kind.OTHER, other, Map.of(), List.of());
    }
    if (KerasReader.isModelJson(start)) {
      return GuardedReading.of(name, () -> KerasContents.ofJson(text(file, options), options.limits()));
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new JsonContents(reader, name, options).read();
    }
  }

  @Override
  public List<StoredArray> arrays(Path file, LoadOptions options) throws IOException {
    String start = start(file);
    if (JsonContents.otherFormat(start) != null || KerasReader.isModelJson(start)) {
      return List.of();
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new JsonContents(reader, file.getFileName().toString(), options).readArrays();
    }
  }

  /** The first characters, whatever the bytes mean. */
  private static String start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(START), StandardCharsets.ISO_8859_1);
    }
  }

  /** The layers of a text of Keras, or of a file of this library with weights or without. */
  Model loadArchitecture(Path file, LoadOptions options) throws IOException {
    String name = file.getFileName().toString();
    if (KerasReader.isModelJson(start(file))) {
      String text = GuardedReading.of(name, () -> text(file, options));
      return new KerasReader(name, options).readJson(text);
    }
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new JsonModelReader(reader, name, options).readArchitecture();
    }
  }

  /** A text that is not longer than is allowed. */
  private static String text(Path file, LoadOptions options) throws IOException {
    long most = options.limits().maxStructureChars();
    if (Files.size(file) > most) {
      throw new IllegalArgumentException("the text has more characters than the limit of " + most);
    }
    return Files.readString(file);
  }
}
