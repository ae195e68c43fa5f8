package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A classifier of handwritten digits from the first line to the last: build, train, evaluate, save, load, predict. */
@Command(name = "mnist", description = "Handwritten digits: train, evaluate, save, load, predict.")
final class MnistExample extends Example {
  @Mixin
  private final TrainingOptions options = new TrainingOptions(5, 32);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  @Option(names = "--save", paramLabel = "FILE", description = "Where to keep the model (default: a temporary file).")
  private Path file;

  @Option(names = "--report", paramLabel = "DIR",
      description = "Leaves a page with curves, scores and mistakes there; a tenth of the images validates.")
  private Path report;

  @Override
  void run() throws IOException {
    // Images as 28 by 28 numbers from 0 (paper) to 1 (ink), labels as digits 0 to 9.
    ArrayDataset train = mnist.train();
    ArrayDataset test = mnist.test();

    // Each Dense layer computes activation(x kernel + bias); softmax turns ten scores into probabilities.
    var model = new Sequential();
    model.add(new Flatten(28, 28));
    model.add(new Dense(300, "relu"));
    model.add(new Dense(100, "relu"));
    model.add(new Dense(10, "softmax"));
    model.seed(options.seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.summary();
    print("%nengine: %s", model.engine().describe());

    // Curves of validation show whether a model learns by heart. Without a page all images are for training.
    History history = model.fit(train, report == null ? options.fit() : options.fit().validationSplit(0.1));

    // The test images were never trained on: only they tell how good the model is.
    Map<String, Double> score = model.evaluate(test);

    Model loaded = saveAndLoad(model);
    NDArray probabilities = loaded.predict(test.x());
    print("loaded model predicts the same bits: %s", probabilities.equals(model.predict(test.x())) ? "yes" : "NO");

    show(test, probabilities);
    if (report != null) {
      print("report: %s", new MnistReport(model, history, options, test, probabilities, score).save(report));
    }
    print("test accuracy: %.4f", score.get("accuracy"));
  }

  private Model saveAndLoad(Model model) throws IOException {
    Path target = file != null ? file : Files.createTempFile("neurona-mnist", ".json");
    try {
      Models.save(model, target);
      print("%nsaved to %s (%,d bytes)", target, Files.size(target));
      return Models.load(target);
    } finally {
      if (file == null) {
        Files.delete(target);
      }
    }
  }

  /** The first ten test images, and what the model takes them for. */
  private static void show(ArrayDataset test, NDArray probabilities) {
    int[] predicted = probabilities.argMax().toIntArray();
    int[] digits = test.y().toIntArray();
    for (int from = 0; from < Math.min(10, test.size()); from += 5) {
      int to = Math.min(from + 5, test.size());
      List<String> captions = IntStream.range(from, to)
          .mapToObj(i -> predicted[i] == digits[i] ? predicted[i] + ", right" : predicted[i] + ", truly " + digits[i])
          .toList();
      DigitText.forStandardOutput().sideBySide(test.x().slice(from, to), captions).forEach(System.out::println);
      print("");
    }
  }
}
