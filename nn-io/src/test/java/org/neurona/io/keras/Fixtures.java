package org.neurona.io.keras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * Files that real Keras wrote. Those whose licence is stated are resources of the tests; the others are read from a
 * folder beside the project where there is one.
 */
public final class Fixtures {
  private static final Path BESIDE = Path.of("../../shared/fixtures/keras");
  private static final Pattern HEADER = Pattern.compile("'shape': \\(([^)]*)\\)");

  private Fixtures() {}

  /** The folder of the files with a licence. */
  public static Path folder() {
    try {
      return Path.of(Fixtures.class.getResource("files").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A file: {@code k3-policy-mlp/policy_net.keras}. Null if it is one of those beside the project, and they are not
   * there.
   */
  public static Path file(String name) {
    Path own = folder().resolve(name);
    if (Files.exists(own)) {
      return own;
    }
    Path beside = BESIDE.resolve(name);
    if (Files.exists(beside)) {
      return beside;
    }
    if (Files.isDirectory(BESIDE)) {
      throw new IllegalStateException("There is no fixture " + name);
    }
    return null;
  }

  /** All files of a kind among those with a licence. */
  public static List<Path> all(String pattern) {
    try (Stream<Path> files = Files.walk(folder())) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A little-endian float32 .npy file, which all of them are. */
  public static NDArray npy(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int length = Short.toUnsignedInt(bytes.getShort(8));
    String header = new String(bytes.array(), 10, length, StandardCharsets.US_ASCII);
    Matcher shape = HEADER.matcher(header);
    if (!header.contains("'<f4'") || !header.contains("'fortran_order': False") || !shape.find()) {
      throw new IOException("Not a plain float32 array: " + header);
    }
    int[] dims = Stream.of(shape.group(1).split(",")).map(String::trim).filter(dim -> !dim.isEmpty())
        .mapToInt(Integer::parseInt).toArray();
    float[] values = new float[Shape.of(dims).size()];
    bytes.position(10 + length).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return NDArray.of(Shape.of(dims), values);
  }
}
