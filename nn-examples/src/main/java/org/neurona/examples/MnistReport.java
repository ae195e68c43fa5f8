package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;
import org.neurona.metrics.ConfusionMatrix;
import org.neurona.plots.Caption;
import org.neurona.plots.Plots;
import org.neurona.plots.Report;

/**
 * What a training run on digits was and what came out, as one HTML page.
 *
 * @param model the trained model
 * @param history its epochs
 * @param options what was asked for
 * @param test the images that it was tested with
 * @param probabilities what the model says about them
 * @param score the scores of the test by name
 */
record MnistReport(Model model, History history, TrainingOptions options, ArrayDataset test, NDArray probabilities,
    Map<String, Double> score) {
  private static final int MOST_MISTAKES = 48;

  /** Writes the page into a folder; gives its file. */
  Path save(Path folder) throws IOException {
    Path file = folder.resolve("index.html");
    page().save(file);
    return file;
  }

  private Report page() {
    ConfusionMatrix matrix = ConfusionMatrix.of(test.y(), probabilities);
    Report report = new Report("MNIST: handwritten digits")
        .text(String.format(Locale.ROOT, "%,d of %,d test images are read right.",
            test.size() - mistakes().length, test.size()))
        .section("Test scores").facts(scores())
        .section("Training").picture(Plots.history(history))
        .section("Confusion matrix").picture(Plots.confusion(matrix))
        .section("Classification report").preformatted(matrix.report().toString());
    return withMistakes(report.section("Digits that are read wrong"))
        .section("Model").picture(Plots.model(model)).preformatted(model.summaryText())
        .section("Settings").facts(settings());
  }

  private Map<String, String> scores() {
    Map<String, String> scores = new LinkedHashMap<>();
    score.forEach((name, value) -> scores.put(name, String.format(Locale.ROOT, "%.4f", value)));
    return scores;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("optimizer", model.compileOptions().optimizer());
    model.compileOptions().losses().values().forEach(loss -> settings.put("loss", loss));
    settings.put("epochs", history.epochs().size());
    settings.put("batch size", options.batchSize);
    settings.put("seed", options.seed);
    settings.put("engine", model.engine().describe());
    settings.put("JDK", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    settings.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
    return settings;
  }

  /** The mistakes, those first of which the model is surest. */
  private int[] mistakes() {
    int[] predicted = probabilities.argMax().toIntArray();
    int[] digits = test.y().toIntArray();
    return IntStream.range(0, digits.length).filter(i -> predicted[i] != digits[i]).boxed()
        .sorted(Comparator.comparingDouble(i -> -probabilities.get(i, predicted[i]))).mapToInt(i -> i).toArray();
  }

  private Report withMistakes(Report report) {
    int[] mistakes = mistakes();
    if (mistakes.length == 0) {
      return report.text("There is none.");
    }
    int[] shown = IntStream.of(mistakes).limit(MOST_MISTAKES).toArray();
    int[] predicted = probabilities.argMax().toIntArray();
    int[] digits = test.y().toIntArray();
    List<Caption> captions = IntStream.of(shown)
        .mapToObj(i -> Caption.of(Integer.toString(predicted[i]), Integer.toString(digits[i]))).toList();
    return report.text(String.format(Locale.ROOT, "%d of %d, those first of which the model is surest.", shown.length,
        mistakes.length)).picture(Plots.images(test.x().take(shown), captions));
  }
}
