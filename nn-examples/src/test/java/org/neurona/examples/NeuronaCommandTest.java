package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NeuronaCommandTest {
  private static final String KNOWN =
      "mnist, mnist-cnn, iris, perceptron, regression, binary, backprop, two-frameworks, custom-layer, "
          + "regularization, tune, csv, residual, transfer, autoencoder, timeseries, text, attention, "
          + "gallery, inspect, convert, predict";

  static Set<String> examples() {
    return NeuronaCommand.examples();
  }

  static Set<String> commands() {
    return NeuronaCommand.commandLine().getSubcommands().keySet();
  }

  @Test
  void knowsTheExamplesAndWhatWorksOnModelFiles() {
    assertEquals(KNOWN, String.join(", ", commands()));
    assertEquals(KNOWN.replace(", inspect, convert, predict", ""), String.join(", ", examples()));
  }

  @Test
  void listsTheCommandsOneToALine() {
    Run run = Run.of();
    assertEquals(0, run.exitCode());
    for (String example : commands()) {
      assertEquals(1, run.out().lines().filter(line -> line.startsWith("  " + example + " ")).count(), example);
    }
    assertTrue(run.out().indexOf("Model files:\n  inspect ") < run.out().indexOf("Examples:\n  mnist "), run.out());
    // A description that wraps starts a line with many spaces.
    assertTrue(run.out().lines().noneMatch(line -> line.startsWith("      ")), run.out());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void helpsWithEveryExample(String example) {
    Run run = Run.of(example, "--help");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("Usage: bin/neurona " + example), run.out());
    assertTrue(run.out().contains("--engine=NAME"), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpsWithEveryCommandIn80Columns(String command) {
    Run run = Run.of(command, "--help");
    assertEquals(0, run.exitCode());
    assertTrue(run.out().startsWith("Usage: bin/neurona " + command), run.out());
    assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
  }

  static Stream<String> trainedExamples() {
    return examples().stream().filter(name -> !Set.of("perceptron", "backprop").contains(name));
  }

  @ParameterizedTest
  @MethodSource("trainedExamples")
  void offersTheTrainingOptions(String example) {
    String help = Run.of(example, "--help").out();
    assertTrue(Stream.of("--epochs", "--batch-size", "--seed").allMatch(help::contains), help);
  }

  @Test
  void namesTheCommandsWhereOneIsUnknown() {
    Run run = Run.of("mnits");
    assertEquals(2, run.exitCode());
    assertEquals("Unknown command \"mnits\". Known: " + KNOWN + "\n", run.err());
    assertEquals("", run.out());
  }

  @Test
  void saysWhichOptionIsUnknown() {
    Run run = Run.of("iris", "--speed", "9");
    assertEquals(2, run.exitCode());
    assertTrue(run.err().startsWith("Unknown option"), run.err());
    assertTrue(run.err().endsWith("bin/neurona iris --help shows the options.\n"), run.err());
  }

  @Test
  void saysWhichEnginesThereAre() {
    for (String example : new String[] {"iris", "backprop"}) {
      Run run = Run.of(example, "--engine", "gpu");
      assertEquals(2, run.exitCode());
      assertEquals("Unknown engine \"gpu\". Known: auto, simd, scalar, commons-math\nbin/neurona " + example
          + " --help shows the options.\n", run.err());
    }
  }

  @Test
  void explainsABadValueInOneLine() {
    Run run = Run.of("iris", "--epochs", "-1");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().startsWith("bin/neurona iris: "), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }

  @Test
  void saysThatAFileIsNotThere() {
    Run run = Run.of("csv", "no-such.csv", "--target", "x");
    assertEquals(1, run.exitCode());
    assertEquals("bin/neurona csv: no such file: no-such.csv\n", run.err());
  }

  @Test
  void explainsAMissingFolderInOneLine() {
    Run run = Run.of("mnist", "--data", "no/such/folder");
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("no/such/folder"), run.err());
    assertFalse(run.err().contains("\tat "), run.err());
  }
}
