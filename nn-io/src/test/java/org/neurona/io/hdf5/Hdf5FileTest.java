package org.neurona.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.keras.Fixtures;

class Hdf5FileTest {
  static Stream<Path> files() {
    return Fixtures.all(".*\\.(h5|hdf5|weight)").stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileOfKerasIsReadWhole(Path file) throws IOException {
    Hdf5Group root = Hdf5File.open(ByteSource.of(Files.readAllBytes(file)), LoadLimits.defaults()).root();

    assertTrue(numbers(root) > 0);
  }

  private static long numbers(Hdf5Group group) {
    long numbers = 0;
    for (String name : group.names()) {
      numbers += group.group(name).isPresent() ? numbers(group.group(name).get()) : group.array(name).size();
    }
    return numbers;
  }

  @ParameterizedTest
  @MethodSource("files")
  void listsOfTextsOfBothKindsAreRead(Path file) throws IOException {
    Hdf5Group root = Hdf5File.open(ByteSource.of(Files.readAllBytes(file)), LoadLimits.defaults()).root();
    Hdf5Group weights = root.group("model_weights").orElse(root);

    for (String layer : weights.texts("layer_names").orElse(List.of())) {
      Hdf5Group group = weights.group(layer).orElseThrow();
      for (String weight : group.texts("weight_names").orElseThrow()) {
        assertTrue(group.hasArray(weight), weight);
      }
      assertEquals(weights.path().isEmpty() ? layer : "model_weights/" + layer, group.path());
    }
  }
}
