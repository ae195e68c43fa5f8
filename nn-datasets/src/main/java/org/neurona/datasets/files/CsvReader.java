package org.neurona.datasets.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;

/**
 * Reads tables of numbers from CSV files (RFC 4180, UTF-8): every column is a feature but the target, which may be
 * class names or numbers. A missing value, or one that is no number, is an error that names its line and column.
 * Immutable.
 *
 * <pre>{@code
 * CsvTable iris = new CsvReader().target("species").read(Path.of("iris.csv"));
 * iris.x();           // float32, shape (150, 4)
 * iris.y();           // int32 class numbers, shape (150,)
 * iris.classNames();  // [setosa, versicolor, virginica]
 *
 * CsvTable houses = new CsvReader().target("price").numericTarget(true).ignore("id").read(Path.of("houses.csv"));
 * }</pre>
 */
public final class CsvReader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** All settings, so that a copy changes one of them. */
  record Options(boolean header, char delimiter, String targetName, Integer targetIndex, boolean numericTarget,
      List<String> classNames, List<String> ignored) {
    boolean hasTarget() {
      return targetName != null || targetIndex != null;
    }
  }

  private final Options options;

  /** A reader of comma-separated files with a header line, without a target. */
  public CsvReader() {
    this(new Options(true, ',', null, null, false, List.of(), List.of()));
  }

  private CsvReader(Options options) {
    this.options = options;
  }

  /** Whether the first line holds the names of the columns; true unless set. */
  public boolean header() {
    return options.header;
  }

  /** Returns a copy that takes the first line as names, or as data; columns are then named x0, x1, x2 ... */
  public CsvReader header(boolean header) {
    return new CsvReader(new Options(header, options.delimiter, options.targetName, options.targetIndex,
        options.numericTarget, options.classNames, options.ignored));
  }

  /** What separates columns; a comma unless set. */
  public char delimiter() {
    return options.delimiter;
  }

  /** Returns a copy for columns that are separated by another character. */
  public CsvReader delimiter(char delimiter) {
    if (delimiter == '"' || delimiter == '\r' || delimiter == '\n') {
      throw new IllegalArgumentException("`delimiter` must not be a quote or the end of a line, got "
          + (delimiter == '"' ? "'\"'" : delimiter == '\r' ? "'\\r'" : "'\\n'"));
    }
    return new CsvReader(new Options(options.header, delimiter, options.targetName, options.targetIndex,
        options.numericTarget, options.classNames, options.ignored));
  }

  /** Returns a copy whose target is the column of this name. */
  public CsvReader target(String column) {
    Objects.requireNonNull(column, "column");
    return new CsvReader(new Options(options.header, options.delimiter, column, null, options.numericTarget,
        options.classNames, options.ignored));
  }

  /** Returns a copy whose target is this column, counted from 0; or from the end, so that -1 is the last. */
  public CsvReader target(int column) {
    return new CsvReader(new Options(options.header, options.delimiter, null, column, options.numericTarget,
        options.classNames, options.ignored));
  }

  /** Whether the target is a number to predict rather than a class; false unless set. */
  public boolean numericTarget() {
    return options.numericTarget;
  }

  /** Returns a copy whose target is a number to predict (regression), or a class. */
  public CsvReader numericTarget(boolean numericTarget) {
    return new CsvReader(new Options(options.header, options.delimiter, options.targetName, options.targetIndex,
        numericTarget, options.classNames, options.ignored));
  }

  /** The classes in the order of their numbers; empty where they are found in the file. */
  public List<String> classNames() {
    return options.classNames;
  }

  /**
   * Returns a copy that knows the classes and their order: any other in the file is an error. Without them the classes
   * are those in the file, sorted, as numbers if all of them are whole numbers.
   */
  public CsvReader classNames(List<String> classNames) {
    if (new HashSet<>(classNames).size() < classNames.size()) {
      throw new IllegalArgumentException("`classNames` must be different from each other, got " + classNames);
    }
    return new CsvReader(new Options(options.header, options.delimiter, options.targetName, options.targetIndex,
        options.numericTarget, List.copyOf(classNames), options.ignored));
  }

  /** The columns that are left out. */
  public List<String> ignored() {
    return options.ignored;
  }

  /** Returns a copy that leaves these columns out, whatever is in them. */
  public CsvReader ignore(String... columns) {
    return new CsvReader(new Options(options.header, options.delimiter, options.targetName, options.targetIndex,
        options.numericTarget, options.classNames, List.of(columns)));
  }

  /**
   * Reads a file.
   *
   * @throws org.neurona.datasets.DatasetFormatException if it does not have the expected content, such as the columns
   *     that were named
   * @throws IOException if it can't be read
   */
  public CsvTable read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.getFileName().toString());
    }
  }

  /**
   * Reads a stream to its end; the caller closes it.
   *
   * @param name what to call it in messages
   * @throws org.neurona.datasets.DatasetFormatException if it does not have the expected content, such as the columns
   *     that were named
   * @throws IOException if it can't be read
   */
  public CsvTable read(InputStream in, String name) throws IOException {
    // A decoder made here reports bytes that are not UTF-8, where a charset's name would replace them.
    try (CsvParsing parsing = parse(options, in, name)) {
      return table(options, parsing);
    }
  }

  /**
   * A data set of the rows of a file, which are read anew in each pass, for files larger than memory. Where the target is
   * a class and the classes are not named, the file is read through once to find them.
   *
   * @throws org.neurona.datasets.DatasetFormatException if it does not have the expected content, such as the columns
   *     that were named, as far as it is read
   * @throws IOException if it can't be read
   */
  public CsvDataset open(Path file) throws IOException {
    return CsvDataset.open(options, file);
  }

  /** Begins to read a stream, which the caller closes. */
  static CsvParsing parse(Options options, InputStream in, String name) throws IOException {
    PushbackReader text =
        new PushbackReader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())));
    return new CsvParsing(options, name, withoutByteOrderMark(text, name));
  }

  private static CsvTable table(Options options, CsvParsing parsing) throws IOException {
    List<float[]> rows = new ArrayList<>();
    List<Float> numbers = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean classes = options.hasTarget() && !options.numericTarget();
    while (parsing.advance()) {
      float[] row = new float[parsing.featureCount()];
      parsing.features(row, 0);
      rows.add(row);
      if (classes) {
        names.add(parsing.classTarget());
      } else if (options.hasTarget()) {
        numbers.add(parsing.numericTarget());
      }
    }
    if (rows.isEmpty()) {
      throw parsing.noRows();
    }
    NDArray x = NDArray.of(rows.toArray(float[][]::new));
    List<String> classNames = !classes ? List.of()
        : options.classNames().isEmpty() ? CsvParsing.sorted(new HashSet<>(names)) : options.classNames();
    Map<String, Integer> numberOf = CsvParsing.numbers(classNames);
    NDArray y = classes ? NDArray.of(names.stream().mapToInt(numberOf::get).toArray()) : floats(numbers);
    return new CsvTable(new ArrayDataset(List.of(x), options.hasTarget() ? List.of(y) : List.of(), null),
        parsing.featureNames(), classNames);
  }

  private static NDArray floats(List<Float> numbers) {
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = numbers.get(i);
    }
    return NDArray.of(values);
  }

  static Reader withoutByteOrderMark(PushbackReader text, String name) throws IOException {
    int first = CsvParsing.readingUtf8(name, 1, text::read);
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      text.unread(first);
    }
    return text;
  }
}
