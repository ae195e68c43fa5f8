package org.neurona.datasets.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.neurona.datasets.DatasetFormatException;

/**
 * A CSV file (RFC 4180, UTF-8, commas, a header line) as it is, before anything is known of its columns. Where all
 * features are numbers {@link CsvReader} makes arrays of it at once.
 *
 * @param file the file's name, for messages
 * @param columns the names in the header
 * @param rows the fields of each row, without spaces around them; empty where a value is missing
 * @param lines the line of the file on which each row begins, counted from 1
 */
public record CsvText(String file, List<String> columns, List<List<String>> rows, List<Long> lines) {
  /** Copies the lists. */
  public CsvText {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    lines = List.copyOf(lines);
  }

  /**
   * Reads a file.
   *
   * @throws DatasetFormatException if it is no CSV, two columns have one name, rows differ in length or there is none
   * @throws IOException if it can't be read
   */
  public static CsvText read(Path file) throws IOException {
    String name = file.getFileName().toString();
    try (InputStream in = Files.newInputStream(file);
        PushbackReader text = new PushbackReader(
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
        CloseableIterator<CsvRecord> records = de.siegmar.fastcsv.reader.CsvReader.builder()
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(CsvReader.withoutByteOrderMark(text, name)).iterator()) {
      return read(name, records);
    }
  }

  private static CsvText read(String file, CloseableIterator<CsvRecord> records) throws IOException {
    List<String> columns = null;
    List<List<String>> rows = new ArrayList<>();
    List<Long> lines = new ArrayList<>();
    long line = 1;
    while (true) {
      CsvRecord csvRecord = CsvParsing.readingUtf8(file, line, () -> records.hasNext() ? records.next() : null);
      if (csvRecord == null) {
        break;
      }
      line = csvRecord.getStartingLineNumber();
      List<String> fields = csvRecord.getFields().stream().map(String::strip).toList();
      if (columns == null) {
        columns = fields;
        requireDifferent(file, line, columns);
      } else if (fields.size() != columns.size()) {
        throw DatasetFormatException.atLine(file, line,
            "expected " + columns.size() + " columns as in the header, got " + fields.size());
      } else {
        rows.add(fields);
        lines.add(line);
      }
    }
    if (rows.isEmpty()) {
      throw new DatasetFormatException(file, "end", "no rows of data" + (columns == null ? "" : " after the header"));
    }
    return new CsvText(file, columns, rows, lines);
  }

  private static void requireDifferent(String file, long line, List<String> columns) throws DatasetFormatException {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw DatasetFormatException.atLine(file, line, "two columns are named \"" + column + "\"");
      }
    }
  }

  /**
   * The values of a column.
   *
   * @throws DatasetFormatException if there is no such column, or a value is missing in it
   */
  public List<String> column(String name) throws DatasetFormatException {
    int index = columns.indexOf(name);
    if (index < 0) {
      throw DatasetFormatException.atLine(file, 1,
          "no column \"" + name + "\"; known: " + String.join(", ", columns));
    }
    List<String> values = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      String value = rows.get(row).get(index);
      if (value.isEmpty()) {
        throw failure(name, row, "the value is missing");
      }
      values.add(value);
    }
    return values;
  }

  /** A finding about the value of a column in a row, counted from 0, that names file, line and column. */
  public DatasetFormatException failure(String column, int row, String reason) {
    return new DatasetFormatException(file, "line " + lines.get(row) + ", column \"" + column + "\"", reason);
  }
}
