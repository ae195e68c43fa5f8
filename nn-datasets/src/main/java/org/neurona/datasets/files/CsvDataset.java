package org.neurona.datasets.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.data.Rows;

/**
 * The rows of a CSV file, read from its begin in each pass, for files larger than memory; {@link CsvReader} says how. The
 * values are those of {@link CsvReader#read(Path)}. The order is that of the file: {@link #shuffle} changes it.
 *
 * <pre>{@code
 * CsvDataset houses = new CsvReader().target("price").numericTarget(true).open(Path.of("houses.csv"));
 * model.fit(houses.shuffle(10_000).batch(32), new FitOptions().epochs(5));
 * }</pre>
 */
public final class CsvDataset implements Dataset {
  private final CsvReader.Options options;
  private final Path file;
  private final List<String> featureNames;
  private final List<String> classNames;
  private final Map<String, Integer> classNumbers;
  private final OptionalInt rows;

  private CsvDataset(CsvReader.Options options, Path file, List<String> featureNames, List<String> classNames,
      OptionalInt rows) {
    this.options = options;
    this.file = file;
    this.featureNames = List.copyOf(featureNames);
    this.classNames = List.copyOf(classNames);
    this.classNumbers = CsvParsing.numbers(classNames);
    this.rows = rows;
  }

  /** Looks at the first row, or, where classes are to be found, at all. */
  static CsvDataset open(CsvReader.Options options, Path file) throws IOException {
    boolean search = options.hasTarget() && !options.numericTarget() && options.classNames().isEmpty();
    try (InputStream in = Files.newInputStream(file);
        CsvParsing parsing = CsvReader.parse(options, in, file.getFileName().toString())) {
      if (!parsing.advance()) {
        throw parsing.noRows();
      }
      if (!search) {
        return new CsvDataset(options, file, parsing.featureNames(), options.classNames(), OptionalInt.empty());
      }
      Set<String> classes = new HashSet<>();
      long count = 0;
      do {
        classes.add(parsing.classTarget());
        count++;
      } while (parsing.advance());
      return new CsvDataset(options, file, parsing.featureNames(), CsvParsing.sorted(classes),
          count > Integer.MAX_VALUE ? OptionalInt.empty() : OptionalInt.of((int) count));
    }
  }

  /** The names of the feature columns, in the order of the file. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** The classes, so that class number {@code i} is {@code classNames().get(i)}; empty where the target is none. */
  public List<String> classNames() {
    return classNames;
  }

  /** How many rows there are, where the file was read through to find the classes. */
  @Override
  public OptionalInt rows() {
    return rows;
  }

  @Override
  public boolean hasOwnOrder() {
    return true;
  }

  @Override
  public List<Shape> inputShapes() {
    return List.of(Shape.of(featureNames.size()));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code batchSize} is not positive
   * @throws UncheckedIOException if the file can't be read, or does not have the expected content
   */
  @Override
  public Pass batches(int batchSize, RandomGenerator shuffle) {
    if (batchSize <= 0) {
      throw new IllegalArgumentException("`batchSize` must be a positive integer, got " + batchSize);
    }
    InputStream in = null;
    try {
      in = Files.newInputStream(file);
      return new CsvPass(in, CsvReader.parse(options, in, file.getFileName().toString()), batchSize);
    } catch (IOException e) {
      close(in);
      throw failure(e);
    }
  }

  private static UncheckedIOException failure(IOException cause) {
    return new UncheckedIOException(cause.getMessage(), cause);
  }

  private static void close(InputStream in) {
    try {
      if (in != null) {
        in.close();
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** As {@code CsvDataset[houses.csv]}. */
  @Override
  public String toString() {
    return "CsvDataset[" + file.getFileName() + "]";
  }

  private final class CsvPass implements Pass {
    private final InputStream in;
    private final CsvParsing parsing;
    private final int batchSize;
    /** Whether the parsing stands at a row that has not been given out. */
    private boolean atRow;
    private boolean ended;

    CsvPass(InputStream in, CsvParsing parsing, int batchSize) {
      this.in = in;
      this.parsing = parsing;
      this.batchSize = batchSize;
    }

    @Override
    public boolean hasNext() {
      try {
        atRow = atRow || !ended && parsing.advance();
        ended = !atRow;
        return atRow;
      } catch (IOException e) {
        throw failure(e);
      }
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All rows have been given out");
      }
      int width = featureNames.size();
      float[] x = new float[batchSize * width];
      float[] numbers = new float[batchSize];
      int[] classes = new int[batchSize];
      int count = 0;
      try {
        while (count < batchSize && hasNext()) {
          parsing.features(x, count * width);
          if (options.hasTarget() && options.numericTarget()) {
            numbers[count] = parsing.numericTarget();
          } else if (options.hasTarget()) {
            classes[count] = number(parsing.classTarget());
          }
          count++;
          atRow = false;
        }
      } catch (IOException e) {
        throw failure(e);
      }
      NDArray y = options.numericTarget() ? NDArray.wrap(Shape.of(batchSize), numbers)
          : NDArray.wrap(Shape.of(batchSize), classes);
      return new Batch(List.of(new Rows(NDArray.wrap(Shape.of(batchSize, width), x), null, 0, count)),
          options.hasTarget() ? List.of(new Rows(y, null, 0, count)) : List.of(), null);
    }

    private int number(String name) throws IOException {
      Integer number = classNumbers.get(name);
      if (number == null) {
        throw new IOException(file.getFileName() + " has changed since it was opened: there is a new class, " + name);
      }
      return number;
    }

    @Override
    public void close() {
      CsvDataset.close(in);
    }
  }
}
