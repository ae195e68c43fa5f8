package org.neurona.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.guard.GuardedReading;
import org.neurona.io.json.JsonModelWriter;
import org.neurona.io.safetensors.InvalidTensorException;
import org.neurona.io.safetensors.SafetensorsFile;
import org.neurona.io.safetensors.SafetensorsWriter;
import org.neurona.io.safetensors.TensorsByName;
import org.neurona.io.torch.TorchWeights;

/** Weights alone, by name. */
final class SafetensorsFormat implements FileFormat {
  private static final String VERSION = "neurona_version";

  @Override
  public String suffix() {
    return ".safetensors";
  }

  @Override
  public boolean recognises(ByteBuffer start) {
    return SafetensorsFile.isOne(start);
  }

  @Override
  public void save(Model model, Path file) {
    throw new IllegalArgumentException("A " + suffix() + " file holds weights alone: use Models.saveWeights, or "
        + "another suffix. Got " + file);
  }

  @Override
  public void saveWeights(Model model, Path file) throws IOException {
    write(TensorsByName.of(model), Map.of("format", "neurona", VERSION, JsonModelWriter.release()), file);
  }

  /** Saves weights as PyTorch has them, which its users' tools look for the mark {@code pt} in. */
  static void saveWeights(Model model, Path file, WeightMapping mapping) throws IOException {
    write(mapping.on(model).tensors(), Map.of("format", "pt"), file);
  }

  private static void write(Map<String, NDArray> tensors, Map<String, String> metadata, Path file) throws IOException {
    FileReplacement.writeFile(file, (beside, second) -> SafetensorsWriter.write(tensors, metadata, beside));
  }

  @Override
  public Model load(Path file, LoadOptions options) throws IOException {
    throw new ModelFormatException(file.getFileName().toString(), "",
        "the file has no model, only weights: use Models.loadWeights", null);
  }

  @Override
  public void loadWeights(Model model, Path file, LoadOptions options) throws IOException {
    model.engine(); // whatever is wrong with the engine, or with the mapping, is not the file's fault
    TorchWeights mapped = options.mapping() == null ? null : options.mapping().on(model);
    open(file, options, tensors -> {
      if (mapped == null) {
        TensorsByName.give(model, tensors.arrays(), options.byName());
      } else {
        mapped.give(tensors.arrays());
      }
      return null;
    });
  }

  @Override
  public FileContents contents(Path file, LoadOptions options) throws IOException {
    return open(file, options, tensors -> {
      Map<String, String> writer = new LinkedHashMap<>();
      // What others write there is theirs: "format" is no format of a file.
      tensors.metadata().forEach((key, value) -> writer.put(key.equals(VERSION) ? key : "metadata." + key, value));
      return new FileContents(FileContents.Kind.WEIGHTS, "safetensors (.safetensors)", writer, List.of());
    });
  }

  @Override
  public List<StoredArray> arrays(Path file, LoadOptions options) throws IOException {
    return open(file, options, tensors -> {
      List<StoredArray> arrays = new ArrayList<>();
      for (String name : tensors.names()) {
        arrays.add(new StoredArray(name, tensors.type(name), tensors.array(name)));
      }
      return arrays;
    });
  }

  /** What reads an open file. */
  private interface Use<T> {
    T of(SafetensorsFile file) throws IOException;
  }

  private static <T> T open(Path file, LoadOptions options, Use<T> use) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return GuardedReading.of("file", (reason, cause) -> failure(file, reason, cause),
          () -> use.of(SafetensorsFile.open(ByteSource.of(channel), options.limits())));
    }
  }

  private static ModelFormatException failure(Path file, String reason, Throwable cause) {
    String part = cause instanceof InvalidTensorException invalid ? "tensor \"" + invalid.tensor() + "\"" : "";
    return new ModelFormatException(file.getFileName().toString(), part, reason, cause);
  }
}
