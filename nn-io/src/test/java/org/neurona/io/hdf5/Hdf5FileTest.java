package org.neurona.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
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

  @ParameterizedTest
  @CsvSource({"<f4, FLOAT32", ">f4, FLOAT32", "<f8, FLOAT64", ">f8, FLOAT64", "<f2, FLOAT32", "<i4, INT32",
      "<i8, FLOAT64"})
  void numbersAreReadWhateverTheirTypeAndOrder(String name, DType type) throws IOException {
    NDArray array = types().array(name);

    assertEquals(type, array.dtype());
    assertEquals(Shape.of(2, 3), array.shape());
    assertArrayEquals(new double[] {-1, 0, 1, 2, 3, 4}, array.toDoubleArray());
  }

  @Test
  void scalarsAndArraysWithoutElementsHaveTheirShapes() throws IOException {
    assertEquals(Shape.of(), types().array("scalar").shape());
    assertArrayEquals(new double[] {2.5}, types().array("scalar").toDoubleArray());
    assertEquals(Shape.of(0, 3), types().array("empty").shape());
  }

  @Test
  void whatIsNotThereIsSaidByItsPath() throws IOException {
    Hdf5Group root = types();

    assertFalse(root.hasArray("scalar/x"));
    assertTrue(root.group("scalar").isEmpty());
    assertEquals("the array missing/x is missing",
        assertThrows(IllegalArgumentException.class, () -> root.array("missing/x")).getMessage());
  }

  private static Hdf5Group types() throws IOException {
    try (InputStream in = Hdf5FileTest.class.getResourceAsStream("types.h5")) {
      return Hdf5File.open(ByteSource.of(in.readAllBytes()), LoadLimits.defaults()).root();
    }
  }
}
