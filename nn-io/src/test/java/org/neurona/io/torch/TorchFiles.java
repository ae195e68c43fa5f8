package org.neurona.io.torch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.safetensors.SafetensorsFile;

/** Files that PyTorch wrote. */
public final class TorchFiles {
  private TorchFiles() {}

  /** A file: {@code mlp.safetensors}. */
  public static Path path(String name) {
    try {
      return Path.of(TorchFiles.class.getResource("files/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tensors of a file. */
  public static Map<String, NDArray> tensors(Path file) throws IOException {
    return SafetensorsFile.open(ByteSource.of(Files.readAllBytes(file)), LoadLimits.defaults()).arrays();
  }
}
