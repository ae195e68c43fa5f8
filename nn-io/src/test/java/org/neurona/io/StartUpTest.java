package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/**
 * A process that loads a model and predicts loads no classes that it can do without. Each takes some tenths of a
 * millisecond, and a record that compares itself by itself some tens, so that these are what a start is made of.
 */
class StartUpTest {
  /** What loads with it many classes, or makes them. */
  private static final List<String> NEEDLESS = List.of("io.jhdf.HdfFile", "io.jhdf.object", "org.slf4j",
      "org.apache.commons", "java.lang.runtime.ObjectMethods", "java.util.regex.Matcher",
      "java.util.stream.TerminalOp", "org.neurona.layers.LSTM", "org.neurona.layers.RNN", "org.neurona.optimizers");

  @TempDir
  Path folder;

  /** A program that predicts once. */
  static final class Program {
    private Program() {}

    public static void main(String[] arguments) throws IOException {
      Models.load(Path.of(arguments[0])).predict(NDArray.zeros(1, 4));
    }
  }

  private List<String> loaded() throws IOException, InterruptedException {
    Path model = folder.resolve("model.keras");
    Models.save(new Sequential(new Input(4), new Dense(3, "relu"), new Dense(2, "softmax")), model);
    Path log = folder.resolve("classes.txt");
    Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dneurona.engine=scalar", "-Xlog:class+load:file=" + log + ":none", "-cp",
        System.getProperty("java.class.path"), Program.class.getName(), model.toString()).inheritIO().start();
    assertEquals(0, process.waitFor());
    return Files.readAllLines(log);
  }

  @Test
  void noClassIsLoadedThatAPredictionCanDoWithout() throws IOException, InterruptedException {
    List<String> loaded = loaded();

    assertTrue(loaded.stream().anyMatch(name -> name.startsWith("org.neurona.io.hdf5.Hdf5File ")));
    assertEquals(List.of(), loaded.stream().filter(name -> NEEDLESS.stream().anyMatch(name::startsWith)).toList());
  }
}
