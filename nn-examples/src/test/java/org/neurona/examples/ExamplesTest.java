package org.neurona.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    void leavesAReport(@TempDir Path folder) throws IOException {
      // Not success(...): with validation the progress bar is longer than 80 columns, as Keras' is.
      Run run = Run.of("mnist", "--epochs", "1", "--samples", "400", "--report", folder.toString());
      assertEquals(0, run.exitCode(), run.err());
      String page = Files.readString(folder.resolve("index.html"));
      assertTrue(run.out().contains("report: " + folder.resolve("index.html")), run.out());
      for (String part : List.of("Test scores", "Training", "Confusion matrix", "Classification report",
          "Digits that are read wrong", "Model", "Settings")) {
        assertTrue(page.contains("<h2>" + part + "</h2>"), part);
      }
      String accuracy = run.lastLine().substring("test accuracy: ".length());
      assertTrue(page.contains("<th scope=\"row\">accuracy</th><td>" + accuracy + "</td>"), accuracy);
      assertTrue(page.contains("val_loss") && page.contains("truly") && page.contains("macro avg"));
      assertTrue(page.contains(System.getProperty("java.runtime.version")));
      // All that is referred to is in the page itself.
      assertEquals(Set.of("data:image/png;base64"), Pattern.compile("(?:href|src)=\"([^\",]*)").matcher(page).results()
          .map(found -> found.group(1)).collect(Collectors.toSet()));
      assertFalse(page.contains("<script") || page.contains("url("));
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
  void regularizationComparesFourRuns(@TempDir Path folder) throws IOException {
    Path plot = folder.resolve("curves.svg");
    Run run = success("regularization", "--samples", "200", "--epochs", "8", "--plot", plot.toString());
    for (String name : List.of("none", "L2 of 0.001", "dropout 0.5", "early stopping")) {
      assertEquals(1, run.lines().stream().filter(line -> line.startsWith(name + " ")).count(), run.out());
      // Once as the legend's text and once as the curve's, for training and for validation.
      assertTrue(Files.readString(plot).split(">" + name + "<", -1).length - 1 >= 4, name);
    }
    List<String> none = List.of(run.lines().stream().filter(line -> line.startsWith("none ")).findFirst().orElseThrow()
        .split(" +"));
    assertTrue(Double.parseDouble(none.get(2)) < 0.5 * Double.parseDouble(none.get(3)), "it overfits: " + none);
  }

  @Test
  void tuneSortsItsTrialsAndRepeatsThem() {
    String[] args = {"tune", "--samples", "300", "--epochs", "2", "--trials", "4", "--seed", "3"};
    Run run = success(args);
    int heading = IntStream.range(0, run.lines().size()).filter(i -> run.lines().get(i).startsWith("units")).findFirst()
        .orElseThrow();
    List<Double> losses = run.lines().subList(heading + 1, heading + 5).stream()
        .map(line -> Double.parseDouble(line.strip().split(" +")[4])).toList();
    assertEquals(losses.stream().sorted().toList(), losses);
    assertTrue(lastNumber(run) > 0.3, run.lastLine());
    assertEquals(run.out(), success(args).out());
  }

  @Test
  void galleryMakesItsPictures(@TempDir Path folder) throws IOException {
    success("gallery", folder.toString(), "--samples", "300", "--epochs", "2");
    for (String name : List.of("model", "history", "confusion", "digits")) {
      assertTrue(Files.readString(folder.resolve(name + ".svg")).startsWith("<svg "), name);
    }
  }

  @Test
  void customLayerLearnsAndReloads() {
    Run run = success("custom-layer", "--epochs", "2", "--samples", "2000");
    assertTrue(run.out().contains("saved and loaded, same predictions: yes"), run.out());
    assertTrue(lastNumber(run) > 0.7, run.lastLine());
  }

  @Test
  void residualBlocksLearnDigitsAndAreDrawn(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("model.svg");
    Run run = success("residual", "--epochs", "2", "--samples", "1500", "--batch-size", "16", "--picture",
        picture.toString());
    assertTrue(lastNumber(run) > 0.5, run.lastLine());
    assertTrue(Files.readString(picture).contains(">add_1<"));
  }

  @Test
  void transferLeavesTheFrozenBaseAlone() {
    Run run = success("transfer", "--epochs", "1", "--samples", "1500", "--few", "4", "--batch-size", "16");
    assertTrue(run.lines().contains("frozen weights that did not move: all of 4,800"), run.out());
    assertTrue(run.out().contains("5 to 9: 20 images to learn from"), run.out());
    // The layers above the base: 800 * 64 + 64 and 64 * 5 + 5.
    assertTrue(run.out().contains("Trainable params: 51,589"), run.out());
    assertTrue(lastNumber(run) > 0.4, run.lastLine());
  }

  @Test
  void autoencoderDrawsOriginalsAndWhatItMadeOfThem(@TempDir Path folder) throws IOException {
    Path picture = folder.resolve("digits.png");
    Run run = success("autoencoder", "--epochs", "4", "--samples", "2000", "--batch-size", "32", "--picture",
        picture.toString());
    assertEquals("\u0089PNG", Files.readString(picture, StandardCharsets.ISO_8859_1).substring(0, 4));
    // An image of nothing but the mean of each pixel has an error of 0.067.
    assertTrue(lastNumber(run) < 0.05, run.lastLine());
    String codes = run.lines().stream().filter(line -> line.startsWith("  by  32 codes:")).findFirst().orElseThrow();
    assertTrue(Double.parseDouble(codes.substring(codes.lastIndexOf(' ') + 1)) > 0.6, codes);
  }

  @Test
  void theForecastIsBetterThanLastYearsNumberAndThatOfACycleAgo(@TempDir Path folder) throws IOException {
    Path plot = folder.resolve("spots.svg");
    Run run = success("timeseries", "--epochs", "60", "--plot", plot.toString());
    double last = meanError(run, "last year's");
    double cycle = meanError(run, "eleven years ago");
    // From the table itself: of |s(t) - s(t - 1)| and |s(t) - s(t - 11)| the means over 1931 to 2008.
    assertEquals(24.4, last);
    assertEquals(26.2, cycle);
    assertTrue(meanError(run, "LSTM") < 0.85 * last, run.out());
    assertTrue(Files.readString(plot).contains(">forecast a year ahead<"));
  }

  private static double meanError(Run run, String forecast) {
    String line = run.lines().stream().filter(found -> found.startsWith(forecast + " ")).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(forecast.length()).strip().split(" +")[0]);
  }

  @Test
  void textTellsAuthorsByTheirSentences() {
    Run run = success("text", "--epochs", "5", "--sentence",
        "The Rays of Light which fall upon the Glass are refracted.");
    // By guessing it were 0.33.
    assertTrue(lastNumber(run) > 0.65, run.lastLine());
    String newton = run.lines().stream().filter(line -> line.matches("  Newton: [01]\\.\\d{4}")).findFirst()
        .orElseThrow();
    assertTrue(Double.parseDouble(newton.substring(10)) > 0.5, newton);
  }

  @Test
  void attentionTurnsDigitsRoundAndItsAbsenceGuesses() {
    Run run = success("attention", "--epochs", "8");
    assertTrue(lastNumber(run) > 0.9, run.lastLine());
    String without = run.lines().get(run.lines().size() - 2);
    // One of ten digits is right by chance.
    assertEquals(0.1, Double.parseDouble(without.substring(without.lastIndexOf(' ') + 1)), 0.05);
  }
}
