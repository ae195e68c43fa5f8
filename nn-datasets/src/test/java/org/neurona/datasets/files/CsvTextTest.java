package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurona.datasets.DatasetFormatException;

class CsvTextTest {
  @TempDir
  Path folder;

  private CsvText read(String text) throws IOException {
    return CsvText.read(Files.writeString(folder.resolve("data.csv"), text, StandardCharsets.UTF_8));
  }

  @Test
  void keepsFieldsAsTextWithoutSpacesAround() throws IOException {
    CsvText table = read("\uFEFFname, size\n\"Müller, \"\"A\"\"\",1.50\nb, 2 \n");
    assertEquals(List.of("name", "size"), table.columns());
    assertEquals(List.of(List.of("Müller, \"A\"", "1.50"), List.of("b", "2")), table.rows());
    assertEquals(List.of("1.50", "2"), table.column("size"));
  }

  @Test
  void knowsTheLinesOfRows() throws IOException {
    CsvText table = read("name,size\n\"two\nlines\",1\nb,\n");
    assertEquals(List.of(2L, 4L), table.lines());
    assertEquals("data.csv, line 4, column \"size\": the value is missing",
        assertThrows(DatasetFormatException.class, () -> table.column("size")).getMessage());
    assertEquals("data.csv, line 2, column \"name\": too long",
        table.failure("name", 0, "too long").getMessage());
  }

  @Test
  void namesTheColumnsWhereOneIsUnknown() throws IOException {
    CsvText table = read("name,size\na,1\n");
    assertEquals("data.csv, line 1: no column \"sise\"; known: name, size",
        assertThrows(DatasetFormatException.class, () -> table.column("sise")).getMessage());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a,b;1,2;3     | data.csv, line 3: expected 2 columns as in the header, got 1
      a,b;1,2,3     | data.csv, line 2: expected 2 columns as in the header, got 3
      a,a;1,2       | data.csv, line 1: two columns are named "a"
      a,b           | data.csv, end: no rows of data after the header
      ''            | data.csv, end: no rows of data
      """)
  void refusesWhatIsNoTable(String text, String message) {
    assertEquals(message,
        assertThrows(DatasetFormatException.class, () -> read(text.replace(';', '\n'))).getMessage());
  }

  @Test
  void refusesWhatIsNotUtf8() throws IOException {
    Path file = Files.write(folder.resolve("latin.csv"), "a,b\nM\u00fcller,2\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("latin.csv, line 1 or after: the text is not UTF-8",
        assertThrows(DatasetFormatException.class, () -> CsvText.read(file)).getMessage());
  }
}
