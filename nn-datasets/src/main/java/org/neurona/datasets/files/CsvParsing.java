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
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.data.ArrayDataset;
import org.neurona.datasets.DatasetFormatException;

/** One reading of one CSV file. */
final class CsvParsing {
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
  private List<String> columns;
  private long columnLine;
  private int target = NONE;
  private int[] features;
  private final List<float[]> rows = new ArrayList<>();
  private final List<Float> numericTargets = new ArrayList<>();
  private final List<String> classTargets = new ArrayList<>();

  CsvParsing(CsvReader.Options options, String file) {
    this.options = options;
    this.file = file;
  }

  CsvTable read(Reader text) throws IOException {
    // Widths are checked here, so that the message names the line that set the number of columns.
    try (CloseableIterator<CsvRecord> records = de.siegmar.fastcsv.reader.CsvReader.builder()
        .fieldSeparator(options.delimiter())
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .ofCsvRecord(text).iterator()) {
      long line = 1;
      while (true) {
        CsvRecord csvRecord = next(records, line);
        if (csvRecord == null) {
          break;
        }
        line = csvRecord.getStartingLineNumber();
        if (columns == null) {
          takeColumns(csvRecord);
          if (options.header()) {
            continue;
          }
        }
        takeRow(csvRecord);
      }
    }
    if (rows.isEmpty()) {
      throw new DatasetFormatException(file, "end", "no rows of data" + (columns == null ? "" : " after the header"));
    }
    return table();
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

  private void takeRow(CsvRecord csvRecord) throws IOException {
    if (csvRecord.getFieldCount() != columns.size()) {
      throw DatasetFormatException.atLine(file, csvRecord.getStartingLineNumber(), "expected " + columns.size()
          + " columns as in line " + columnLine + ", got " + csvRecord.getFieldCount());
    }
    float[] row = new float[features.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = number(csvRecord, features[i]);
    }
    rows.add(row);
    if (target == NONE) {
      return;
    }
    if (options.numericTarget()) {
      numericTargets.add(number(csvRecord, target));
    } else {
      String name = present(csvRecord, target);
      if (!options.classNames().isEmpty() && !options.classNames().contains(name)) {
        throw failure(csvRecord, target,
            "unknown class " + quoted(name) + "; known: " + String.join(", ", options.classNames()));
      }
      classTargets.add(name);
    }
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

  private CsvTable table() {
    float[] flat = new float[Math.multiplyExact(rows.size(), features.length)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, flat, i * features.length, features.length);
    }
    NDArray x = NDArray.wrap(Shape.of(rows.size(), features.length), flat);
    List<String> classes = classes();
    ArrayDataset dataset = new ArrayDataset(List.of(x), target == NONE ? List.of() : List.of(targets(classes)), null);
    return new CsvTable(dataset, IntStream.of(features).mapToObj(columns::get).toList(), classes);
  }

  private List<String> classes() {
    if (!options.hasTarget() || options.numericTarget()) {
      return List.of();
    }
    if (!options.classNames().isEmpty()) {
      return options.classNames();
    }
    List<String> sorted = new ArrayList<>(new TreeSet<>(classTargets));
    if (sorted.stream().allMatch(name -> WHOLE_NUMBER.matcher(name).matches())) {
      sorted.sort((a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }
    return sorted;
  }

  private NDArray targets(List<String> classes) {
    if (options.numericTarget()) {
      float[] values = new float[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = numericTargets.get(i);
      }
      return NDArray.wrap(Shape.of(values.length), values);
    }
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : classes) {
      numbers.put(name, numbers.size());
    }
    return NDArray.of(classTargets.stream().mapToInt(numbers::get).toArray());
  }
}
