package org.neurona.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;

/** jHDF's logging prints nothing of its own accord. */
class QuietLoggingTest {
  @TempDir
  Path folder;

  /** A program that does nothing but write an HDF5 file. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      try (Hdf5Writer writer = new Hdf5Writer(Path.of(arguments[0]))) {
        writer.root().array("x", NDArray.of(1f));
      }
      System.out.println("done, " + System.getProperty("slf4j.internal.verbosity"));
    }
  }

  @Test
  void nothingIsPrintedAndNoPropertyIsLeftWhereThereIsNothingToLogTo() throws IOException, InterruptedException {
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
        System.getProperty("java.class.path"), Program.class.getName(), folder.resolve("x.h5").toString())
        .redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(1, TimeUnit.MINUTES);

    assertEquals("done, null", output.strip());
  }
}
