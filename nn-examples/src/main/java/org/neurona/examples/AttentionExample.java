package org.neurona.examples;

import java.util.Random;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.Add;
import org.neurona.layers.Dense;
import org.neurona.layers.Embedding;
import org.neurona.layers.Input;
import org.neurona.layers.LayerNormalization;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A transformer block turns sequences of digits round (A. Vaswani et al., "Attention is all you need", 2017). Each
 * place must look at another one to know its digit, and attention is the only layer in which places look at each other:
 * the same model without it can but guess.
 */
@Command(name = "attention", description = "A transformer block turns digits round.")
final class AttentionExample extends Example {
  private static final int DIGITS = 10;
  private static final int LENGTH = 8;
  private static final int FEATURES = 32;
  private static final int HEADS = 4;
  private static final int TEST = 500;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(10, 32);

  @Option(names = "--samples", paramLabel = "N", description = "Train on N sequences (default: ${DEFAULT-VALUE}).")
  private int samples = 4000;

  @Override
  void run() {
    if (samples <= 0) {
      throw new IllegalArgumentException("--samples must be positive, got " + samples);
    }
    Random random = new Random(options.seed);
    ArrayDataset train = sequences(random, samples);
    ArrayDataset test = sequences(random, TEST);

    Model model = transformer(true);
    model.summary();
    print("%nengine: %s", model.engine().describe());
    model.fit(train, options.fit());
    Model blind = transformer(false);
    blind.fit(train, options.fit().verbose(0));

    int[] guessed = model.predict(test.x().slice(0, 3)).argMax().toIntArray();
    print("");
    for (int row = 0; row < 3; row++) {
      StringBuilder given = new StringBuilder();
      StringBuilder turned = new StringBuilder();
      for (int place = 0; place < LENGTH; place++) {
        given.append(' ').append((int) test.x().get(row, place) % DIGITS);
        turned.append(' ').append(guessed[row * LENGTH + place]);
      }
      print("%s  ->%s", given, turned);
    }
    print("%ndigits right without attention: %.4f", blind.evaluate(test).get("accuracy"));
    print("digits right with attention:    %.4f", model.evaluate(test).get("accuracy"));
  }

  /** A block of a transformer's encoder, and a layer that names the digit of each place. */
  private Model transformer(boolean attends) {
    Tensor digits = Input.of(LENGTH);
    Tensor x = new Embedding(LENGTH * DIGITS, FEATURES).apply(digits);
    if (attends) {
      Tensor seen = new MultiHeadAttention(HEADS, FEATURES / HEADS).apply(x, x);  // queries and values are x
      x = new LayerNormalization().apply(new Add().apply(x, seen));
    }
    Tensor y = new Dense(2 * FEATURES, "relu").apply(x);
    y = new Dense(FEATURES).apply(y);
    x = new LayerNormalization().apply(new Add().apply(x, y));
    Model model = new Model(digits, new Dense(DIGITS, "softmax").apply(x));
    model.seed(options.seed);
    model.compile(new Adam(0.003), "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  /** Random digits, and the same from the last to the first. A digit's number says its place too: 10 place + digit. */
  private static ArrayDataset sequences(Random random, int count) {
    int[][] x = new int[count][LENGTH];
    int[][] y = new int[count][LENGTH];
    for (int row = 0; row < count; row++) {
      for (int place = 0; place < LENGTH; place++) {
        int digit = random.nextInt(DIGITS);
        x[row][place] = place * DIGITS + digit;
        y[row][LENGTH - 1 - place] = digit;
      }
    }
    return Dataset.of(NDArray.of(x), NDArray.of(y));
  }
}
