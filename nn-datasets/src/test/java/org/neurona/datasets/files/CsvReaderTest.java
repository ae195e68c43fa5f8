package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.Shape;

class CsvReaderTest {
  private static final String FLOWERS = "length,width,species\n1.5,2,rose\n3,-4e-1,iris\n+.5,6.,rose\n";

  private static CsvTable read(CsvReader reader, String text) throws IOException {
    return reader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "data.csv");
  }

  private static void assertRefused(String message, CsvReader reader, String text) {
    Damage.refused(message, text.getBytes(StandardCharsets.UTF_8),
        file -> reader.read(new ByteArrayInputStream(file), "data.csv"));
  }

  private static void assertRejected(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Nested
  class Tables {
    @Test
    void readsFeaturesAndClasses() throws IOException {
      CsvTable table = read(new CsvReader().target("species"), FLOWERS);
      assertEquals(NDArray.of(new float[][] {{1.5f, 2}, {3, -0.4f}, {0.5f, 6}}), table.x());
      assertEquals(NDArray.of(1, 0, 1), table.y());
      assertEquals(List.of("length", "width"), table.featureNames());
      assertEquals(List.of("iris", "rose"), table.classNames());
      assertEquals(table.x(), table.dataset().x());
      assertEquals(3, table.dataset().size());
    }

    @Test
    void takesTheClassesInTheGivenOrder() throws IOException {
      CsvReader reader = new CsvReader().target("species").classNames(List.of("rose", "tulip", "iris"));
      CsvTable table = read(reader, FLOWERS);
      assertEquals(List.of("rose", "tulip", "iris"), table.classNames());
      assertEquals(NDArray.of(0, 2, 0), table.y());
    }

    @Test
    void sortsWholeNumbersAsNumbers() throws IOException {
      CsvTable table = read(new CsvReader().target("label"), "label,x\n10,0\n2,0\n-1,0\n");
      assertEquals(List.of("-1", "2", "10"), table.classNames());
      assertEquals(NDArray.of(2, 1, 0), table.y());
    }

    @Test
    void readsANumericTarget() throws IOException {
      CsvTable table = read(new CsvReader().target("price").numericTarget(true), "price,rooms\n1.5,3\n2,4\n");
      assertEquals(NDArray.of(1.5f, 2), table.y());
      assertEquals(NDArray.of(new float[][] {{3}, {4}}), table.x());
      assertEquals(List.of(), table.classNames());
    }

    @Test
    void needsNoTarget() throws IOException {
      CsvTable table = read(new CsvReader(), "a,b\n1,2\n");
      assertEquals(NDArray.of(new float[][] {{1, 2}}), table.x());
      assertEquals("This data set has no targets", assertThrows(IllegalStateException.class, table::y).getMessage());
    }

    @Test
    void needsNoHeader() throws IOException {
      CsvTable table = read(new CsvReader().header(false).target(-1), "1,2,a\n3,4,b\n");
      assertEquals(List.of("x0", "x1"), table.featureNames());
      assertEquals(NDArray.of(0, 1), table.y());
      assertEquals(NDArray.of(new float[][] {{2}, {4}}),
          read(new CsvReader().header(false).target("x2").ignore("x0"), "1,2,a\n3,4,b\n").x());
    }

    @Test
    void leavesColumnsOut() throws IOException {
      CsvTable table = read(new CsvReader().target(2).ignore("length"), FLOWERS);
      assertEquals(List.of("width"), table.featureNames());
      assertEquals(Shape.of(3, 1), table.x().shape());
    }

    @Test
    void readsOtherDelimitersQuotesAndLineEnds() throws IOException {
      CsvTable table = read(new CsvReader().delimiter(';').target("my, class"),
          "a;\"my, class\"\r\n 1 ;\"it's \"\"b\"\"\"\r\n\r\n\"2\"; a \r\n");
      assertEquals(NDArray.of(new float[][] {{1}, {2}}), table.x());
      assertEquals(List.of("a", "it's \"b\""), table.classNames());
    }

    @Test
    void skipsAByteOrderMark() throws IOException {
      assertEquals(List.of("a"), read(new CsvReader(), "\uFEFF\"a\"\n1\n").featureNames());
    }

    @Test
    void readsAFile(@TempDir Path folder) throws IOException {
      Path file = Files.writeString(folder.resolve("flowers.csv"), FLOWERS);
      assertEquals(3, new CsvReader().target("species").read(file).dataset().size());
    }
  }

  @Nested
  class Refusals {
    @Test
    void namesMissingValues() {
      assertRefused("data.csv, line 3, column \"b\": the value is missing", new CsvReader(), "a,b\n1,2\n3,\n");
      assertRefused("data.csv, line 2, column \"c\": the value is missing", new CsvReader().target("c"),
          "a,c\n1,\" \"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "NA", "?", "1f", "0x10", "Infinity", "1.2.3", "1e", ".", "--1", "1 2", "½"})
    void namesWhatIsNoNumber(String value) {
      assertRefused("data.csv, line 2, column \"b\": expected a number, got \"" + value + "\"", new CsvReader(),
          "a,b\n1," + value + "\n");
    }

    @Test
    void shortensWhatItQuotes() {
      assertRefused("data.csv, line 2, column \"a\": expected a number, got \"" + "x".repeat(60) + "...\"",
          new CsvReader(), "a\n" + "x".repeat(1000) + "\n");
    }

    @Test
    void namesNumbersThatAreTooLarge() {
      assertRefused("data.csv, line 2, column \"a\": the number 1e39 is too large for float32", new CsvReader(),
          "a\n1e39\n");
    }

    @Test
    void namesRaggedRows() {
      assertRefused("data.csv, line 3: expected 2 columns as in line 1, got 3", new CsvReader(), "a,b\n1,2\n1,2,3\n");
      assertRefused("data.csv, line 2: expected 2 columns as in line 1, got 1", new CsvReader().header(false),
          "1,2\n1\n");
    }

    @Test
    void countsTheLinesOfQuotedFields() {
      assertRefused("data.csv, line 4, column \"a\": expected a number, got \"x\"", new CsvReader().target("b"),
          "a,b\n1,\"two\nlines\"\nx,c\n");
    }

    @Test
    void namesUnknownClasses() {
      assertRefused("data.csv, line 3, column \"species\": unknown class \"iris\"; known: rose, tulip",
          new CsvReader().target("species").classNames(List.of("rose", "tulip")), FLOWERS);
    }

    @Test
    void namesColumnsWithOneName() {
      assertRefused("data.csv, line 1: two columns are named \"a\"", new CsvReader(), "a,b, a\n1,2,3\n");
    }

    @Test
    void namesColumnsThatAreNotThere() {
      String known = "; known: length, width, species";
      assertRefused("data.csv, line 1: no column \"color\"" + known, new CsvReader().target("color"), FLOWERS);
      assertRefused("data.csv, line 1: no column \"color\"" + known, new CsvReader().ignore("color"), FLOWERS);
      assertRefused("data.csv, line 1: no column 3: there are 3 columns", new CsvReader().target(3), FLOWERS);
      assertRefused("data.csv, line 1: no column -4: there are 3 columns", new CsvReader().target(-4), FLOWERS);
      assertRefused("data.csv, line 1: no column is left for features, of a", new CsvReader().target("a"), "a\n1\n");
    }

    @Test
    void namesFilesWithoutData() {
      assertRefused("data.csv, end: no rows of data", new CsvReader(), "");
      assertRefused("data.csv, end: no rows of data after the header", new CsvReader(), "a,b\n");
    }

    @Test
    void namesBytesThatAreNoText() {
      Damage.refused("data.csv, line 1 or after: the text is not UTF-8", new byte[] {'a', '\n', (byte) 0xff, '\n'},
          file -> new CsvReader().read(new ByteArrayInputStream(file), "data.csv"));
    }

    @Test
    void areReadOrRefusedWhateverByteIsChanged() {
      Damage.survivesChangedBytes(FLOWERS.getBytes(StandardCharsets.UTF_8), 5000, 7,
          file -> new CsvReader().target("species").read(new ByteArrayInputStream(file), "data.csv"));
    }
  }

  @Nested
  class Options {
    @Test
    void areImmutable() {
      CsvReader reader = new CsvReader();
      CsvReader other = reader.header(false).delimiter('\t').target(1).numericTarget(true)
          .classNames(List.of("a")).ignore("b");
      assertTrue(reader.header());
      assertEquals(',', reader.delimiter());
      assertFalse(reader.numericTarget());
      assertFalse(other.header());
      assertEquals('\t', other.delimiter());
      assertTrue(other.numericTarget());
      assertEquals(List.of("a"), other.classNames());
      assertEquals(List.of("b"), other.ignored());
    }

    @Test
    void rejectWhatCanNotBe() {
      assertRejected("`delimiter` must not be a quote or the end of a line, got '\"'",
          () -> new CsvReader().delimiter('"'));
      assertRejected("`classNames` must be different from each other, got [a, a]",
          () -> new CsvReader().classNames(List.of("a", "a")));
    }
  }
}
