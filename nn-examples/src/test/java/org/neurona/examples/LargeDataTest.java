package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs with a heap that is much smaller than what they train on. */
class LargeDataTest {
  private static final int ROWS = 100_000;
  private static final int HEAP = 16;

  @TempDir
  private static Path folder;
  private static Path x;
  private static Path y;

  /** What a program printed, and how it ended. */
  private record End(int code, String output) {}

  @BeforeAll
  static void write() throws IOException {
    x = folder.resolve("x.npy");
    y = folder.resolve("y.npy");
    SplittableRandom random = new SplittableRandom(6);
    try (DataOutputStream xs = open(x, "(" + ROWS + ", " + LargeDataProgram.WIDTH + ")");
        DataOutputStream ys = open(y, "(" + ROWS + ",)")) {
      byte[] row = new byte[LargeDataProgram.WIDTH];
      for (int i = 0; i < ROWS; i++) {
        for (int j = 0; j < row.length; j++) {
          row[j] = (byte) random.nextInt(4);
        }
        xs.write(row);
        ys.write(row[0] > row[1] ? 1 : 0);
      }
    }
  }

  private static DataOutputStream open(Path file, String shape) throws IOException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': " + shape + ", }";
    out.write(0x93);
    out.write(("NUMPY\1\0" + (char) 118 + "\0" + text + " ".repeat(117 - text.length()) + "\n")
        .getBytes(StandardCharsets.ISO_8859_1));
    return out;
  }

  private static End run(int megabytes, String way, String from) throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process = new ProcessBuilder(java, "-Xmx" + megabytes + "m", "-XX:+UseSerialGC", "-cp",
        System.getProperty("java.class.path"), LargeDataProgram.class.getName(), x.toString(), y.toString(), way, from)
        .redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new End(process.waitFor(), output.lines().filter(line -> line.startsWith("weights")).findFirst()
        .orElse(output));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whole", "window", "prefetched"})
  void aFileThatIsLargerThanTheHeapTrainsToTheBitsOfArrays(String way) throws IOException, InterruptedException {
    long heaps = Files.size(x) / (HEAP << 20);
    assertTrue(heaps >= 3, "the file is some times as large as the heap");
    End disk = run(HEAP, way, "files");

    assertEquals(0, disk.code(), disk.output());
    assertEquals(run(512, way, "arrays"), disk);
    assertTrue(disk.output().startsWith("weights "), disk.output());
  }

  @Test
  void arraysOfItWouldNotFit() throws IOException, InterruptedException {
    End end = run(HEAP, "whole", "arrays");

    assertNotEquals(0, end.code());
    assertTrue(end.output().contains("OutOfMemoryError"), end.output());
  }
}
