package org.neurona.examples;

import java.util.Random;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.Adam;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Yes or no: two interleaved half circles, which no straight line can part. */
@Command(name = "binary", description = "Two moons: sigmoid, cross-entropy, a map of the decision.")
final class BinaryExample extends Example {
  private static final int COLUMNS = 72;
  private static final int ROWS = 18;
  private static final double NOISE = 0.15;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(60, 32);

  @Override
  void run() {
    Random random = new Random(options.seed);
    ArrayDataset train = twoMoons(1000, random);
    ArrayDataset test = twoMoons(500, random);

    // The sigmoid's output is the probability of class 1. The hidden layers bend the border.
    var model = new Sequential(
        new Input(2),
        new Dense(16, "relu"),
        new Dense(16, "relu"),
        new Dense(1, "sigmoid"));
    model.seed(options.seed);
    model.compile(new Adam(0.01), "binary_crossentropy", "accuracy");
    model.fit(train, options.fit().verbose(0));

    print("The model answers 0 (.) and 1 (:); test points are of class 0 (o) and 1 (x):%n");
    char[][] map = decisionMap(model);
    for (int i = 0; i < test.size(); i++) {
      int column = (int) ((test.x().get(i, 0) + 1.5) / 4 * COLUMNS);
      int row = (int) ((1.5 - test.x().get(i, 1)) / 2.5 * ROWS);
      if (row >= 0 && row < ROWS && column >= 0 && column < COLUMNS) {
        map[row][column] = test.y().get(i) == 0 ? 'o' : 'x';
      }
    }
    for (char[] line : map) {
      print("  %s", new String(line));
    }
    print("%ntest accuracy: %.4f", model.evaluate(test).get("accuracy"));
  }

  /** Half circles around (0, 0) and, upside down, (1, 0.5), with noise: scikit-learn's make_moons. */
  private static ArrayDataset twoMoons(int points, Random random) {
    float[] x = new float[2 * points];
    int[] y = new int[points];
    for (int i = 0; i < points; i++) {
      double angle = random.nextDouble() * Math.PI;
      y[i] = i % 2;
      double x0 = y[i] == 0 ? Math.cos(angle) : 1 - Math.cos(angle);
      double x1 = y[i] == 0 ? Math.sin(angle) : 0.5 - Math.sin(angle);
      x[2 * i] = (float) (x0 + NOISE * random.nextGaussian());
      x[2 * i + 1] = (float) (x1 + NOISE * random.nextGaussian());
    }
    return Dataset.of(NDArray.of(Shape.of(points, 2), x), NDArray.of(y));
  }

  /** The answer at the middle of each cell of the plane from (-1.5, -1) to (2.5, 1.5). */
  private static char[][] decisionMap(Sequential model) {
    float[][] cells = new float[ROWS * COLUMNS][];
    for (int i = 0; i < cells.length; i++) {
      float x0 = (i % COLUMNS + 0.5f) / COLUMNS * 4 - 1.5f;
      float x1 = 1.5f - (i / COLUMNS + 0.5f) / ROWS * 2.5f;
      cells[i] = new float[] {x0, x1};
    }
    NDArray probabilities = model.predict(NDArray.of(cells));
    char[][] map = new char[ROWS][COLUMNS];
    for (int i = 0; i < cells.length; i++) {
      map[i / COLUMNS][i % COLUMNS] = probabilities.get(i, 0) < 0.5 ? '.' : ':';
    }
    return map;
  }
}
