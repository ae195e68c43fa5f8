package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.datasets.Mnist;
import org.neurona.layers.Add;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.GlobalAveragePooling2D;
import org.neurona.layers.Input;
import org.neurona.layers.MaxPooling2D;
import org.neurona.metrics.ConfusionMatrix;
import org.neurona.ops.Tensor;
import org.neurona.plots.Caption;
import org.neurona.plots.Picture;
import org.neurona.plots.Plots;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The pictures that the README shows, from training that gives the same numbers wherever it runs. */
@Command(name = "gallery", description = "Makes the pictures that README.md shows.")
final class GalleryExample extends Example {
  private static final int SHOWN = 24;

  @Parameters(paramLabel = "DIR", description = "Where to put them: docs/gallery.")
  private Path folder;

  @Option(names = "--samples", paramLabel = "N", description = "Train on N digits (default: ${DEFAULT-VALUE}).")
  private int samples = 4000;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(10, 32);

  @Override
  void run() throws IOException {
    save("model", Plots.model(branches()));

    Mnist mnist = Mnist.load();
    ArrayDataset test = mnist.test().slice(0, Math.min(2000, samples));
    var model = new Sequential(
        new Flatten(28, 28),
        new Dense(128, "relu"),
        new Dense(10, "softmax"));
    model.seed(options.seed);
    // Plain loops: the same bits on every machine, whatever vectors it has.
    model.engine("scalar");
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    FitOptions fit = options.fit().verbose(0).validationSplit(0.2);
    History history = model.fit(mnist.train().slice(0, samples), fit);
    save("history", Plots.history(history));

    NDArray probabilities = model.predict(test.x());
    save("confusion", Plots.confusion(ConfusionMatrix.of(test.y(), probabilities)));
    save("digits", digits(test, probabilities));
  }

  private void save(String name, Picture picture) throws IOException {
    Path file = folder.resolve(name + ".svg");
    picture.save(file);
    print("%s", file);
  }

  /** Two inputs, a shortcut, two outputs: what a column of layers can't show. */
  private static Model branches() {
    Tensor photo = new Input(64, 64, 3).name("photo").apply();
    Tensor facts = new Input(12).name("facts").apply();
    Tensor edges = new Conv2D(16, 3, "relu").padding("same").name("edges").apply(photo);
    Tensor shapes = new Conv2D(16, 3, "relu").padding("same").name("shapes").apply(edges);
    Tensor both = new MaxPooling2D(2).apply(new Add().name("shortcut").apply(edges, shapes));
    Tensor seen = new GlobalAveragePooling2D().name("seen").apply(both);
    Tensor known = new Dense(16, "relu").name("known").apply(facts);
    Tensor all = new Dropout(0.3).apply(new Concatenate().apply(seen, known));
    return new Model(List.of(photo, facts), List.of(new Dense(1).name("price").apply(all),
        new Dense(5, "softmax").name("district").apply(all)));
  }

  /** The first mistakes, between digits that are read right. */
  private static Picture digits(ArrayDataset test, NDArray probabilities) {
    int[] predicted = probabilities.argMax().toIntArray();
    int[] truth = test.y().toIntArray();
    int[] wrong = IntStream.range(0, truth.length).filter(i -> predicted[i] != truth[i]).limit(SHOWN / 3).toArray();
    int[] right = IntStream.range(0, truth.length).filter(i -> predicted[i] == truth[i])
        .limit(SHOWN - wrong.length).toArray();
    int[] shown = IntStream.concat(IntStream.of(wrong), IntStream.of(right)).sorted().limit(SHOWN).toArray();
    List<Caption> captions = IntStream.of(shown)
        .mapToObj(i -> Caption.of(Integer.toString(predicted[i]), Integer.toString(truth[i]))).toList();
    return Plots.images(test.x().take(shown), captions);
  }
}
