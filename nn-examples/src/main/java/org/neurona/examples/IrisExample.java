package org.neurona.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.Dataset;
import org.neurona.datasets.Iris;
import org.neurona.datasets.StandardScaler;
import org.neurona.datasets.TrainTestSplit;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Three species of iris told apart by four lengths: split, scale, train, save, load. */
@Command(name = "iris", description = "Flowers by their measures: split, scale, train, save.")
final class IrisExample extends Example {
  @Mixin
  private final TrainingOptions options = new TrainingOptions(60, 16);

  @Override
  void run() throws IOException {
    Iris iris = Iris.load();
    TrainTestSplit split = TrainTestSplit.of(iris.dataset(), 0.2, options.seed);

    // The scaler learns mean and deviation from the training rows alone: the test rows must stay unseen.
    StandardScaler scaler = new StandardScaler().fit(split.train().x());
    Dataset train = Dataset.of(scaler.transform(split.train().x()), split.train().y());
    NDArray testX = scaler.transform(split.test().x());
    NDArray testY = split.test().y();
    print("%d flowers to train on, %d to test with", split.train().size(), split.test().size());
    print("measures: %s%n", String.join(", ", iris.featureNames()));

    var model = new Sequential(
        new Input(4),
        new Dense(16, "relu"),
        new Dense(3, "softmax"));
    model.seed(options.seed);
    model.compile(new Adam(0.02), "sparse_categorical_crossentropy", "accuracy");

    // verbose(0): sixty progress bars would tell less than the history does.
    History history = model.fit(train, options.fit().verbose(0));
    List<Double> losses = history.get("loss");
    for (int epoch = 0; epoch < losses.size(); epoch += 10) {
      print("epoch %3d  loss %.4f  accuracy %.4f", epoch + 1, losses.get(epoch), history.get("accuracy").get(epoch));
    }

    Path file = Files.createTempFile("neurona-iris", ".json");
    try {
      Models.save(model, file);
      Model loaded = Models.load(file);
      print("saved and loaded: %d weights, same predictions: %s", loaded.countParams(),
          loaded.predict(testX).equals(model.predict(testX)) ? "yes" : "NO");
    } finally {
      Files.delete(file);
    }

    // A prediction is a row of probabilities, one for each species.
    NDArray probabilities = model.predict(testX);
    int[] species = probabilities.argMax().toIntArray();
    print("%nfirst test flowers:");
    for (int i = 0; i < Math.min(5, species.length); i++) {
      print("  %-11s with probability %.3f, truly %s", iris.classNames().get(species[i]),
          probabilities.get(i, species[i]), iris.classNames().get((int) testY.get(i)));
    }
    print("%ntest accuracy: %.4f", model.evaluate(testX, testY).get("accuracy"));
  }
}
