package org.neurona.datasets.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.neurona.RowSource;
import org.neurona.Shape;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Pass;
import org.neurona.data.RowOrder;
import org.neurona.data.Rows;

/**
 * Arrays in files, for data that is larger than memory: NumPy's {@code .npy} (in row-major order) and uncompressed IDX
 * files, told apart by their content. Rows are read when they are needed, straight to where the engine computes with them.
 * Immutable.
 *
 * <pre>{@code
 * Dataset digits = FileDataset.open(Path.of("x.npy"), Path.of("y.npy"));
 * model.fit(digits.shuffle(10_000).batch(128).prefetch(4), new FitOptions().epochs(5));
 * }</pre>
 *
 * <p>Given to {@code fit} as it is, the rows come in any order, as those of arrays do, to the same bits, and each is read
 * from its place. That is a call of the operating system for each row, and slow where the files are not in its cache. A
 * pipeline with {@link #shuffle shuffle} reads the files from the beginning to the end, in large pieces: the faster way.
 *
 * <p>The files must stay as they are; each pass opens them anew and closes them. A file that takes up less than a 16th of
 * the heap is read as a whole at the begin of a pass. Element types are those of {@link NpyReader} and {@link IdxReader}.
 */
public final class FileDataset implements Dataset {
  private static final int HEAP_PARTS = 16;

  private final List<FileArray> xs;
  private final List<FileArray> ys;
  /** Null where every row counts the same. */
  private final FileArray sampleWeights;
  private final int from;
  private final int to;

  private FileDataset(List<FileArray> xs, List<FileArray> ys, FileArray sampleWeights, int from, int to) {
    this.xs = xs;
    this.ys = ys;
    this.sampleWeights = sampleWeights;
    this.from = from;
    this.to = to;
  }

  /**
   * Rows without targets, for prediction.
   *
   * @throws org.neurona.datasets.DatasetFormatException if the file is damaged, or holds what is not supported
   * @throws IOException if it can't be read
   */
  public static FileDataset open(Path x) throws IOException {
    return open(List.of(x), List.of());
  }

  /**
   * Rows and their targets.
   *
   * @throws org.neurona.datasets.DatasetFormatException if a file is damaged, or holds what is not supported
   * @throws IOException if one can't be read
   * @throws IllegalArgumentException if the numbers of rows differ
   */
  public static FileDataset open(Path x, Path y) throws IOException {
    return open(List.of(x), List.of(y));
  }

  /**
   * Rows for a model with several inputs or outputs: a file for each, in the model's order.
   *
   * @throws org.neurona.datasets.DatasetFormatException if a file is damaged, or holds what is not supported
   * @throws IOException if one can't be read
   * @throws IllegalArgumentException if there is no input, or the numbers of rows differ
   */
  public static FileDataset open(List<Path> x, List<Path> y) throws IOException {
    if (x.isEmpty()) {
      throw new IllegalArgumentException("A data set needs at least one input file");
    }
    List<FileArray> xs = read(x);
    return of(xs, read(y), null, 0, xs.get(0).rows());
  }

  private static List<FileArray> read(List<Path> files) throws IOException {
    List<FileArray> arrays = new ArrayList<>();
    for (Path file : files) {
      arrays.add(FileArray.read(file));
    }
    return List.copyOf(arrays);
  }

  private static FileDataset of(List<FileArray> xs, List<FileArray> ys, FileArray weights, int from, int to) {
    List<FileArray> all = Stream.of(xs, ys, weights == null ? List.<FileArray>of() : List.of(weights))
        .flatMap(List::stream).toList();
    if (all.stream().anyMatch(array -> array.rows() != xs.get(0).rows())) {
      // Keras' phrase, for which users search.
      throw new IllegalArgumentException("Data cardinality is ambiguous. Make sure all arrays contain the same number of "
          + "samples. Received: " + all.stream().map(FileArray::toString).collect(Collectors.joining(", ")));
    }
    return new FileDataset(xs, ys, weights, from, to);
  }

  /**
   * Returns a copy in which each row counts as a file says.
   *
   * @throws org.neurona.datasets.DatasetFormatException if it is damaged, or holds what is not supported
   * @throws IOException if it can't be read
   * @throws IllegalArgumentException if it does not have one number for each row
   */
  public FileDataset sampleWeights(Path file) throws IOException {
    FileArray weights = FileArray.read(file);
    if (weights.shape().rank() != 1) {
      throw new IllegalArgumentException("`sampleWeights` must have one value for each row, got shape "
          + weights.shape());
    }
    return of(xs, ys, weights, from, to);
  }

  /**
   * Returns a copy that reads the unsigned bytes of the inputs as multiples of {@code scale}; {@code 1 / 255f} makes
   * numbers from 0 to 1 of pixels.
   *
   * @throws IllegalArgumentException if it is 0 or not finite, or an input is no {@code uint8}
   */
  public FileDataset scale(float scale) {
    return new FileDataset(xs.stream().map(array -> array.scaled(scale)).toList(), ys, sampleWeights, from, to);
  }

  /** The first rows, or all where there are fewer. */
  @Override
  public FileDataset take(int count) {
    return new FileDataset(xs, ys, sampleWeights, from, from + Math.min(requireCount(count), size()));
  }

  /** All but the first rows. */
  @Override
  public FileDataset skip(int count) {
    return new FileDataset(xs, ys, sampleWeights, from + Math.min(requireCount(count), size()), to);
  }

  private static int requireCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("`count` must not be negative, got " + count);
    }
    return count;
  }

  /** The number of rows. */
  public int size() {
    return to - from;
  }

  @Override
  public OptionalInt rows() {
    return OptionalInt.of(size());
  }

  @Override
  public List<Shape> inputShapes() {
    return xs.stream().map(FileArray::rowShape).toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code batchSize} is not positive
   * @throws UncheckedIOException if a file can't be read, or has changed
   */
  @Override
  public Pass batches(int batchSize, RandomGenerator shuffle) {
    if (batchSize <= 0) {
      throw new IllegalArgumentException("`batchSize` must be a positive integer, got " + batchSize);
    }
    return new FilePass(batchSize, shuffle == null ? null : RowOrder.shuffled(size(), shuffle));
  }

  /** As {@code FileDataset[x=x.npy (60000, 784), y=y.npy (60000,)]}. */
  @Override
  public String toString() {
    return "FileDataset[x=" + names(xs) + (ys.isEmpty() ? "" : ", y=" + names(ys))
        + (sampleWeights == null ? "" : ", sampleWeights=" + sampleWeights)
        + (size() == xs.get(0).rows() ? "" : ", rows " + from + " to " + to) + "]";
  }

  private static String names(List<FileArray> arrays) {
    return arrays.stream().map(FileArray::toString).collect(Collectors.joining(", "));
  }

  /** The batches of one pass, from files that are open as long. */
  private final class FilePass implements Pass {
    private final List<FileRows> open = new ArrayList<>();
    private final List<RowSource> x = new ArrayList<>();
    private final List<RowSource> y = new ArrayList<>();
    private RowSource weights;
    private final int batchSize;
    private final int[] order;
    private int next;

    FilePass(int batchSize, int[] order) {
      this.batchSize = batchSize;
      this.order = order;
      for (int i = 0; order != null && i < order.length; i++) {
        order[i] += from;
      }
      try {
        for (FileArray array : xs) {
          x.add(rows(array));
        }
        for (FileArray array : ys) {
          y.add(rows(array));
        }
        weights = sampleWeights == null ? null : rows(sampleWeights);
      } catch (IOException e) {
        close();
        throw new UncheckedIOException(e.getMessage(), e);
      } catch (RuntimeException e) {
        close();
        throw e;
      }
    }

    private RowSource rows(FileArray array) throws IOException {
      FileRows rows = new FileRows(array);
      open.add(rows);
      boolean small = array.end() - array.start() < Runtime.getRuntime().maxMemory() / HEAP_PARTS;
      return small ? Rows.all(rows).toArray() : rows;
    }

    @Override
    public boolean hasNext() {
      return next < size();
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All " + size() + " rows have been given out");
      }
      int first = order == null ? from + next : next;
      int count = Math.min(batchSize, size() - next);
      next += count;
      return new Batch(x.stream().map(rows -> new Rows(rows, order, first, count)).toList(),
          y.stream().map(rows -> new Rows(rows, order, first, count)).toList(),
          weights == null ? null : new Rows(weights, order, first, count));
    }

    @Override
    public void close() {
      IOException failure = null;
      for (FileRows rows : open) {
        try {
          rows.close();
        } catch (IOException e) {
          failure = e;
        }
      }
      if (failure != null) {
        throw new UncheckedIOException("A file can't be closed: " + failure.getMessage(), failure);
      }
    }
  }
}
