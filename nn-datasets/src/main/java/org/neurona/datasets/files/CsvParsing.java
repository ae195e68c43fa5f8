package org.neurona.datasets.files;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.neurona.datasets.DatasetFormatException;

/** One reading of one CSV file, record by record. */
final class CsvParsing implements AutoCloseable {
  /** A plain decimal number: Java's own parser would take "1f", "NaN" and hexadecimal, too. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,9}");
  private static final int NONE = -1;
  private static final int MAX_QUOTED = 60;

  /** An action that may meet bytes that are not text. */
  @FunctionalInterface
  interface Reading<T> {
    T read() throws IOException;
  }

  private final CsvReader.Options options;
  private final String file;
  private final CloseableIterator<CsvRecord> records;
  private List<String> columns;
  private long columnLine;
  private long line = 1;
  private int target = NONE;
  private int[] features;
  private CsvRecord row;

  CsvParsing(CsvReader.Options options, String file, Reader text) {
    this.options = options;
    this.file = file;
    // Widths are checked here, so that the message names the line that set the number of columns.
    this.records = de.siegmar.fastcsv.reader.CsvReader.builder()
        .fieldSeparator(options.delimiter())
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text).iterator();
  }

  /** Goes to the next row of data; false at the end. */
  boolean advance() throws IOException {
    row = next(records, line);
    if (row != null) {
      line = row.getStartingLineNumber();
    }
    if (row != null && columns == null) {
      takeColumns(row);
      return options.header() ? advance() : checked();
    }
    return row != null && checked();
  }

  private boolean checked() throws IOException {
    if (row.getFieldCount() != columns.size()) {
      throw DatasetFormatException.atLine(file, row.getStartingLineNumber(), "expected " + columns.size()
          + " columns as in line " + columnLine + ", got " + row.getFieldCount());
    }
    return true;
  }

  /** That a file without a row is an error. */
  DatasetFormatException noRows() {
    return new DatasetFormatException(file, "end", "no rows of data" + (columns == null ? "" : " after the header"));
  }

  /** The names of the feature columns, once there is a row. */
  List<String> featureNames() {
    return IntStream.of(features).mapToObj(columns::get).toList();
  }

  /** How many features a row has, once there is one. */
  int featureCount() {
    return features.length;
  }

  /** Copies the features of the row to {@code values} from {@code at} on. */
  void features(float[] values, int at) throws IOException {
    for (int i = 0; i < features.length; i++) {
      values[at + i] = number(row, features[i]);
    }
  }

  /** The target of the row, where it is a number. */
  float numericTarget() throws IOException {
    return number(row, target);
  }

  /** The target of the row, where it is a class. */
  String classTarget() throws IOException {
    String name = present(row, target);
    if (!options.classNames().isEmpty() && !options.classNames().contains(name)) {
      throw failure(row, target, "unknown class " + quoted(name) + "; known: " + String.join(", ", options.classNames()));
    }
    return name;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private CsvRecord next(CloseableIterator<CsvRecord> records, long line) throws IOException {
    return readingUtf8(file, line, () -> records.hasNext() ? records.next() : null);
  }

  /** Reads, with every complaint about the content as the one exception for damaged files. */
  static <T> T readingUtf8(String file, long line, Reading<T> reading) throws IOException {
    IOException failure;
    try {
      return reading.read();
    } catch (CharacterCodingException e) {
      failure = notUtf8(file, line, e);
    } catch (UncheckedIOException e) {
      failure = e.getCause() instanceof CharacterCodingException coding ? notUtf8(file, line, coding) : e.getCause();
    } catch (CsvParseException e) {
      boolean coding = e.getCause() instanceof CharacterCodingException;
      failure = coding ? notUtf8(file, line, e)
          : new DatasetFormatException(file, "line " + line + " or after", e.getMessage());
      if (failure.getCause() == null) {
        failure.initCause(e);
      }
    }
    throw failure;
  }

  private static DatasetFormatException notUtf8(String file, long line, Exception cause) {
    DatasetFormatException failure =
        new DatasetFormatException(file, "line " + line + " or after", "the text is not UTF-8");
    failure.initCause(cause);
    return failure;
  }

  private void takeColumns(CsvRecord first) throws IOException {
    columnLine = first.getStartingLineNumber();
    columns = options.header()
        ? first.getFields().stream().map(String::strip).toList()
        : IntStream.range(0, first.getFieldCount()).mapToObj(i -> "x" + i).toList();
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw DatasetFormatException.atLine(file, columnLine, "two columns are named \"" + column + "\"");
      }
    }
    if (options.targetName() != null) {
      target = indexOf(options.targetName());
    } else if (options.targetIndex() != null) {
      int index = options.targetIndex();
      target = index < 0 ? index + columns.size() : index;
      if (target < 0 || target >= columns.size()) {
        throw DatasetFormatException.atLine(file, columnLine,
            "no column " + index + ": there are " + columns.size() + " columns");
      }
    }
    Set<Integer> left = new HashSet<>();
    for (String ignored : options.ignored()) {
      left.add(indexOf(ignored));
    }
    features = IntStream.range(0, columns.size()).filter(i -> i != target && !left.contains(i)).toArray();
    if (features.length == 0) {
      throw DatasetFormatException.atLine(file, columnLine,
          "no column is left for features, of " + String.join(", ", columns));
    }
  }

  private int indexOf(String column) throws IOException {
    int index = columns.indexOf(column);
    if (index < 0) {
      throw DatasetFormatException.atLine(file, columnLine,
          "no column \"" + column + "\"; known: " + String.join(", ", columns));
    }
    return index;
  }

  private float number(CsvRecord csvRecord, int column) throws IOException {
    String text = present(csvRecord, column);
    if (!NUMBER.matcher(text).matches()) {
      throw failure(csvRecord, column, "expected a number, got " + quoted(text));
    }
    float value = Float.parseFloat(text);
    if (Float.isInfinite(value)) {
      throw failure(csvRecord, column, "the number " + text + " is too large for float32");
    }
    return value;
  }

  private String present(CsvRecord csvRecord, int column) throws IOException {
    String text = csvRecord.getField(column).strip();
    if (text.isEmpty()) {
      throw failure(csvRecord, column, "the value is missing");
    }
    return text;
  }

  private static String quoted(String text) {
    return text.length() <= MAX_QUOTED ? "\"" + text + "\"" : "\"" + text.substring(0, MAX_QUOTED) + "...\"";
  }

  private DatasetFormatException failure(CsvRecord csvRecord, int column, String reason) {
    return new DatasetFormatException(file,
        "line " + csvRecord.getStartingLineNumber() + ", column \"" + columns.get(column) + "\"", reason);
  }

  /** Classes in the order of their numbers: sorted, as numbers if all of them are whole numbers. */
  static List<String> sorted(Set<String> classes) {
    List<String> sorted = new ArrayList<>(new TreeSet<>(classes));
    if (sorted.stream().allMatch(name -> WHOLE_NUMBER.matcher(name).matches())) {
      sorted.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }
    return sorted;
  }

  /** The number of each class. */
  static Map<String, Integer> numbers(List<String> classes) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : classes) {
      numbers.put(name, numbers.size());
    }
    return numbers;
  }
}
