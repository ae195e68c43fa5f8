package org.neurona.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.neurona.FitOptions;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.datasets.files.FileDataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How much slower training is from a file that is larger than memory than from arrays: makes the file, and trains one
 * network (784-300-100-10, Adam) on both in turn. Built by {@code mvn package}, run by
 *
 * <pre>{@code
 * java -Xmx512m --add-modules jdk.incubator.vector -cp "nn-examples/target/classes:nn-examples/target/lib/*" \
 *   org.neurona.examples.LargeDataProof --gigabytes 3
 * }</pre>
 */
@Command(name = "LargeDataProof", sortOptions = false, mixinStandardHelpOptions = true,
    description = "Trains in turn from a file larger than memory and from arrays, and prints the ratio of their rates.")
final class LargeDataProof extends Example {
  private static final int WIDTH = 784;
  private static final int CLASSES = 10;
  private static final int CHUNK = 500;

  @Option(names = "--gigabytes", description = "Size of the file of inputs (default: ${DEFAULT-VALUE}).")
  private double gigabytes = 3;

  @Option(names = "--rounds", description = "Epochs over the file, each in turn with as many rows from memory "
      + "(default: ${DEFAULT-VALUE}).")
  private int rounds = 5;

  @Option(names = "--batch-size", description = "Rows in a batch (default: ${DEFAULT-VALUE}).")
  private int batchSize = 128;

  @Option(names = "--memory-rows", description = "Rows of the arrays (default: ${DEFAULT-VALUE}).")
  private int memoryRows = 50_000;

  @Option(names = "--shuffle", description = "Rows of the window that the file is shuffled in; 0 shuffles it as a whole, "
      + "each row read from its place (default: ${DEFAULT-VALUE}).")
  private int shuffle = 10_000;

  @Option(names = "--prefetch", description = "Batches to read ahead (default: ${DEFAULT-VALUE}).")
  private int prefetch = 0;

  @Option(names = "--folder", description = "Where the files are made, and removed (default: a temporary folder).")
  private Path folder;

  /** Runs and ends the process. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LargeDataProof()).execute(args));
  }

  @Override
  void run() throws IOException {
    Path place = folder == null ? Files.createTempDirectory("neurona-large") : Files.createDirectories(folder);
    Path x = place.resolve("x.npy");
    Path y = place.resolve("y.npy");
    try {
      write(x, y, (int) (gigabytes * (1L << 30) / (WIDTH * Float.BYTES) / CHUNK) * CHUNK);
      train(FileDataset.open(x, y));
    } finally {
      Files.deleteIfExists(x);
      Files.deleteIfExists(y);
      if (folder == null) {
        Files.delete(place);
      }
    }
  }

  private void train(FileDataset file) {
    ArrayDataset memory = inMemory(file);
    Dataset disk = shuffle == 0 ? file : file.shuffle(shuffle).batch(batchSize);
    disk = prefetch == 0 ? disk : disk.prefetch(prefetch);
    FitOptions options = new FitOptions().verbose(0);
    FitOptions diskOptions = disk.isBatched() ? options : options.batchSize(batchSize);
    int epochs = Math.max(1, file.size() / memory.size());
    print("%s: %.2f GB, heap %d MB", disk, file.size() * (double) (WIDTH * Float.BYTES) / (1L << 30),
        Runtime.getRuntime().maxMemory() >> 20);
    Sequential fromDisk = model();
    Sequential fromMemory = model();
    fromDisk.fit(memory.take(10 * batchSize), options); // builds the model, and lets the JVM compile
    fromMemory.fit(memory, options.batchSize(batchSize));
    print("engine: %s", fromDisk.engine().describe());
    double[] ratios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      double loss = fromDisk.fit(disk, diskOptions).get("loss").get(0);
      double diskRate = rate(file.size(), start);
      start = System.nanoTime();
      fromMemory.fit(memory, options.batchSize(batchSize).epochs(epochs));
      double memoryRate = rate((long) epochs * memory.size(), start);
      ratios[round] = diskRate / memoryRate;
      print("round %d: disk %.0f rows/s (loss %.4f), memory %.0f rows/s, ratio %.3f", round + 1, diskRate, loss,
          memoryRate, ratios[round]);
    }
    Arrays.sort(ratios);
    print("median ratio %.3f", ratios[rounds / 2]);
  }

  private ArrayDataset inMemory(FileDataset file) {
    Dataset part = file.take(memoryRows).batch(memoryRows);
    var batch = part.batches(memoryRows, null).next();
    return Dataset.of(batch.x().get(0).toArray(), batch.y().get(0).toArray());
  }

  private static double rate(long rows, long start) {
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  private static Sequential model() {
    Sequential model = new Sequential(new Input(WIDTH), new Dense(300, "relu"), new Dense(100, "relu"),
        new Dense(CLASSES, "softmax"));
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  /** A pattern for each class under noise. */
  private static void write(Path x, Path y, int rows) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    float[][] patterns = new float[CLASSES][WIDTH];
    for (float[] pattern : patterns) {
      for (int i = 0; i < WIDTH; i++) {
        pattern[i] = random.nextInt(5) == 0 ? 0.5f : 0;
      }
    }
    ByteBuffer inputs = ByteBuffer.allocate(CHUNK * WIDTH * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    byte[] targets = new byte[CHUNK];
    try (OutputStream xs = Files.newOutputStream(x); OutputStream ys = Files.newOutputStream(y)) {
      xs.write(header("<f4", "(" + rows + ", " + WIDTH + ")"));
      ys.write(header("|u1", "(" + rows + ",)"));
      for (int row = 0; row < rows; row += CHUNK) {
        inputs.clear();
        for (int i = 0; i < CHUNK; i++) {
          targets[i] = (byte) random.nextInt(CLASSES);
          float[] pattern = patterns[targets[i]];
          for (int j = 0; j < WIDTH; j += 2) {
            int noise = random.nextInt();
            inputs.putFloat(pattern[j] + (noise & 0xffff) / 65536f);
            inputs.putFloat(pattern[j + 1] + (noise >>> 16) / 65536f);
          }
        }
        xs.write(inputs.array());
        ys.write(targets);
      }
    }
  }

  /** What stands at the begin of an {@code .npy} file, version 1.0. */
  private static byte[] header(String dtype, String shape) {
    String text = "{'descr': '" + dtype + "', 'fortran_order': False, 'shape': " + shape + ", }";
    int length = 128 - 10;
    ByteBuffer header = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    header.putShort((short) length);
    header.put((text + " ".repeat(length - 1 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }
}
