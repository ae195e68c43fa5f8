package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** A file is never in memory as a whole: one that is larger than the heap of a JVM is saved and loaded by it. */
class StreamingTest {
  private static final long FILE_SIZE = 50_000_000;

  @TempDir
  Path folder;

  /** What the small JVM runs: 4.6 million weights, 18 MB in memory. */
  static final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      int checksum = save(file);
      Model loaded = Models.load(file, new LoadOptions().engine("scalar"));
      System.out.println(loaded.getWeights().hashCode() == checksum ? "same" : "different");
    }

    private static int save(Path file) throws IOException {
      Sequential model = new Sequential(new Input(1024), new Dense(1500), new Dense(1024), new Dense(1500));
      model.engine("scalar");
      Models.save(model, file);
      return model.getWeights().hashCode();
    }
  }

  @Test
  @Timeout(60)
  void aFileOfFiftyMegabytesNeedsNoHeapOfThatSize() throws Exception {
    Path file = folder.resolve("large.json");
    Path log = folder.resolve("log.txt");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx90m",
        "-cp", System.getProperty("java.class.path"), SmallHeap.class.getName(), file.toString())
        .redirectErrorStream(true).redirectOutput(log.toFile()).start();

    assertTrue(process.waitFor(50, TimeUnit.SECONDS));

    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), output);
    assertTrue(output.endsWith("same" + System.lineSeparator()), output);
    assertTrue(Files.size(file) > FILE_SIZE, "the file has " + Files.size(file) + " bytes");
  }
}
