package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.datasets.DatasetFormatException;

/** Rows of CSV files as they come, held against the same file read as a whole. */
class CsvDatasetTest {
  @TempDir
  private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  private static List<NDArray> all(Dataset data, boolean targets) {
    List<NDArray> parts = new ArrayList<>();
    try (Pass pass = Pass.over(data.batches(2, null))) {
      while (pass.hasNext()) {
        Batch batch = pass.next();
        parts.add((targets ? batch.y() : batch.x()).get(0).toArray());
      }
    }
    return parts;
  }

  @Test
  void givesTheValuesOfTheReaderInEachPass() throws IOException {
    Path file = file("a,kind,b\n1,dog,2\n3,cat,4\n5,dog,6\n");
    CsvReader reader = new CsvReader().target("kind");
    CsvDataset data = reader.open(file);
    CsvTable table = reader.read(file);

    for (int pass = 0; pass < 2; pass++) {
      assertEquals(table.x(), NDArray.concatenate(all(data, false)));
      assertEquals(table.y(), NDArray.concatenate(all(data, true)));
    }
    assertEquals(List.of("a", "b"), data.featureNames());
    assertEquals(List.of("cat", "dog"), data.classNames());
    assertEquals(OptionalInt.of(3), data.rows());
    assertEquals(List.of(Shape.of(2)), data.inputShapes());
    assertEquals(NDArray.of(1, 0, 1), NDArray.concatenate(all(data.shuffle(1).batch(2).prefetch(1), true)));
    assertEquals("CsvDataset[t.csv].shuffle(5)", data.shuffle(5).toString());
  }

  @Test
  void readsNoFurtherThanNeededWhereTheClassesAreKnown() throws IOException {
    Path file = file("1,dog\n2,cat\n3,cow\n");
    CsvDataset data = new CsvReader().header(false).target(-1).classNames(List.of("cat", "dog")).open(file);

    assertEquals(OptionalInt.empty(), data.rows());
    assertEquals(NDArray.of(1, 0), all(data.take(2), true).get(0));
    assertEquals("t.csv, line 3, column \"x1\": unknown class \"cow\"; known: cat, dog",
        assertThrows(UncheckedIOException.class, () -> all(data, true)).getMessage());
  }

  @Test
  void takesNumbersAsTargetsOrNone() throws IOException {
    Path file = file("a,b\n1,2.5\n3,4.5\n");

    assertEquals(NDArray.of(2.5f, 4.5f), all(new CsvReader().target("b").numericTarget(true).open(file), true).get(0));
    assertEquals(NDArray.of(new float[][] {{1, 2.5f}, {3, 4.5f}}), all(new CsvReader().open(file), false).get(0));
  }

  @Test
  void complainsAsTheReaderDoes() throws IOException {
    assertEquals("t.csv, end: no rows of data after the header",
        assertThrows(DatasetFormatException.class, () -> new CsvReader().open(file("a,b\n"))).getMessage());
    CsvDataset data = new CsvReader().open(file("a,b\n1,2\n3\n"));
    assertEquals("t.csv, line 3: expected 2 columns as in line 1, got 1",
        assertThrows(UncheckedIOException.class, () -> all(data, false)).getMessage());
  }
}
