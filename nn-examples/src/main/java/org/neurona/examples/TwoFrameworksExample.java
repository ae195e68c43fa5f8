package org.neurona.examples;

import java.io.IOException;
import java.util.Map;
import org.neurona.CompileOptions;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.layers.Activation;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.losses.SparseCategoricalCrossentropy;
import org.neurona.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One network, 784-128-10, as users of Keras write it and as users of PyTorch do. */
@Command(name = "two-frameworks", description = "One classifier as Keras users and as PyTorch users write it.")
final class TwoFrameworksExample extends Example {
  @Mixin
  private final TrainingOptions options = new TrainingOptions(3, 32);

  @Mixin
  private final MnistOptions mnist = new MnistOptions();

  @Override
  void run() throws IOException {
    ArrayDataset train = mnist.train();
    ArrayDataset test = mnist.test();

    // Keras: activations belong to layers, the model ends in probabilities, and compile takes words.
    var keras = new Sequential();
    keras.add(new Flatten(28, 28));
    keras.add(new Dense(128, "sigmoid"));
    keras.add(new Dense(10, "softmax"));
    keras.seed(options.seed);
    keras.compile("adam", "sparse_categorical_crossentropy", "accuracy");

    // PyTorch: nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.Sigmoid(), nn.Linear(128, 10)), and objects for
    // the rest. nn.CrossEntropyLoss expects logits, the scores before any softmax: so does the loss with fromLogits.
    var torch = new Sequential(
        new Flatten(28, 28),
        new Dense(128),
        new Activation("sigmoid"),
        new Dense(10));
    torch.seed(options.seed);
    torch.compile(new CompileOptions()
        .optimizer(new Adam(1e-3))
        .loss(new SparseCategoricalCrossentropy().fromLogits(true))
        .metrics("accuracy"));

    // The same first weights and the same seed: what follows differs in notation only.
    torch.setWeights(keras.getWeights());

    print("As Keras users write it:");
    keras.fit(train, options.fit());
    print("%nAs PyTorch users write it:");
    torch.fit(train, options.fit());

    Map<String, Double> kerasScore = keras.evaluate(test);
    Map<String, Double> torchScore = torch.evaluate(test);
    double kerasLoss = kerasScore.get("loss");
    double torchLoss = torchScore.get("loss");
    print("%n                     test loss   test accuracy");
    print("softmax              %9.6f   %.4f", kerasLoss, kerasScore.get("accuracy"));
    print("logits, fromLogits   %9.6f   %.4f", torchLoss, torchScore.get("accuracy"));
    print("%nthe losses agree: %s (difference %.1e)", Math.abs(kerasLoss - torchLoss) < 1e-3 ? "yes" : "NO",
        Math.abs(kerasLoss - torchLoss));
  }
}
