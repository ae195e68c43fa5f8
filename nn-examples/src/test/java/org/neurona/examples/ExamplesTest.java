package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every example from its command line, with settings that take a moment. */
class ExamplesTest {
  private static Run success(String... args) {
    Run run = Run.of(args);
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.lines().stream().allMatch(line -> line.length() <= 80), run.out());
    return run;
  }

  /** The figure at the end of the last line. */
  private static double lastNumber(Run run) {
    String line = run.lastLine();
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  @Nested
  class Mnist {
    @Test
    void endsWithTheTestAccuracy() {
      Run run = success("mnist", "--epochs", "2", "--samples", "2000");
      assertTrue(run.lastLine().matches("test accuracy: 0\\.\\d{4}"), run.lastLine());
      assertTrue(lastNumber(run) > 0.75, run.lastLine());
      assertTrue(run.lines().contains("loaded model predicts the same bits: yes"), run.out());
    }

    @Test
    void keepsTheModelWhereAsked(@TempDir Path folder) {
      Path file = folder.resolve("digits.json");
      Run run = success("mnist", "--epochs", "1", "--samples", "100", "--save", file.toString());
      assertTrue(Files.exists(file));
      assertTrue(run.out().contains("saved to " + file), run.out());
    }

    @Test
    void givesTheSameFiguresForTheSameSeed() {
      String[] args = {"mnist", "--epochs", "1", "--samples", "500", "--seed", "7", "--engine", "scalar"};
      assertEquals(success(args).lastLine(), success(args).lastLine());
    }
  }

  @Test
  void convolutionLearnsDigits() {
    Run run = success("mnist-cnn", "--epochs", "2", "--samples", "1500", "--batch-size", "32");
    assertTrue(run.lastLine().matches("test accuracy: 0\\.\\d{4}"), run.lastLine());
    assertTrue(lastNumber(run) > 0.8, run.lastLine());
  }

  @Test
  void irisLearnsAndReloads() {
    Run run = success("iris");
    assertTrue(run.out().contains("same predictions: yes"), run.out());
    assertTrue(lastNumber(run) >= 0.9, run.lastLine());
  }

  @Test
  void perceptronConvergesAndAgreesWithTheLibrary() {
    Run run = success("perceptron");
    assertTrue(run.out().contains("the rule has converged"), run.out());
    assertEquals("same predictions: yes", run.lastLine());
  }

  @Test
  void perceptronSaysWhereItHasNotConverged() {
    assertTrue(success("perceptron", "--epochs", "1").out().contains("Not converged: try more --epochs."));
  }

  @Test
  void regressionFindsThePlane() {
    Run run = success("regression");
    double error = Double.parseDouble(run.lastLine().replaceAll(".*: (\\S+) \\(.*", "$1"));
    assertTrue(error > 0.005 && error < 0.015, run.lastLine());
  }

  @Test
  void binaryPartsTheMoons() {
    assertTrue(lastNumber(success("binary")) > 0.95);
  }

  @Test
  void backpropAgreesWithTheLibrary() {
    Run run = success("backprop");
    // The figures of the published example.
    assertTrue(run.out().contains("E = 0.298371109"), run.out());
    assertTrue(run.out().contains("0.082167040564      0.082167040564"), run.out());
    assertTrue(lastNumber(run) < 1e-12, run.lastLine());
    assertTrue(lastNumber(success("backprop", "--engine", "scalar")) < 1e-6);
  }

  @Test
  void twoFrameworksAgree() {
    Run run = success("two-frameworks", "--epochs", "1", "--samples", "500");
    assertTrue(run.lastLine().startsWith("the losses agree: yes"), run.lastLine());
  }

  @Test
  void customLayerLearnsAndReloads() {
    Run run = success("custom-layer", "--epochs", "2", "--samples", "2000");
    assertTrue(run.out().contains("saved and loaded, same predictions: yes"), run.out());
    assertTrue(lastNumber(run) > 0.7, run.lastLine());
  }
}
