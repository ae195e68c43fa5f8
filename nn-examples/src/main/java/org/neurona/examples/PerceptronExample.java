package org.neurona.examples;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.activations.ActivationFunction;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.ops.Ops;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Rosenblatt's perceptron, 1958: one neuron with the step activation, and a learning rule without calculus. The rule is
 * written out here; then the same neuron is built from the library's layers.
 */
@Command(name = "perceptron", description = "The classical rule w <- w + (t - a) p, in plain Java.")
final class PerceptronExample extends Example {
  private static final int POINTS = 40;

  @Mixin
  private final RunOptions options = new RunOptions();

  @Option(names = "--epochs", paramLabel = "N",
      description = "Give up after so many passes over the points (default: ${DEFAULT-VALUE}).")
  private int epochs = 100;

  @Override
  void run() {
    // Points p in a square, with target t = 1 above the line 2 p0 + p1 = 0.3 and 0 below: separable by a line.
    double[][] p = new double[POINTS][];
    int[] t = new int[POINTS];
    Random random = new Random(options.seed);
    for (int i = 0; i < POINTS; i++) {
      double side;
      do {
        p[i] = new double[] {random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
        side = 2 * p[i][0] + p[i][1] - 0.3;
      } while (Math.abs(side) < 0.15); // a gap along the line bounds the number of updates
      t[i] = side > 0 ? 1 : 0;
    }

    // Where the answer a is wrong, the weights move towards the point (t = 1, a = 0) or away from it (t = 0, a = 1).
    double[] w = {0, 0};
    double b = 0;
    int updates = -1;
    for (int epoch = 1; epoch <= epochs && updates != 0; epoch++) {
      updates = 0;
      for (int i = 0; i < POINTS; i++) {
        int a = step(w, b, p[i]);
        if (a != t[i]) {
          w[0] += (t[i] - a) * p[i][0];
          w[1] += (t[i] - a) * p[i][1];
          b += t[i] - a;
          updates++;
        }
      }
      print("epoch %2d  updates %2d  w = (%7.4f, %7.4f)  b = %7.4f", epoch, updates, w[0], w[1], b);
    }
    print(updates == 0 ? "No error left: the rule has converged.%n" : "Not converged: try more --epochs.%n");

    // The same neuron: a Dense layer of one unit. Its activation is a function of our own.
    ActivationFunction step = ActivationFunction.of("step", z -> Ops.greaterEqual(z, 0));
    var neuron = new Sequential(new Input(2), new Dense(1).activation(step));
    neuron.setWeights(List.of(NDArray.of(new double[][] {{w[0]}, {w[1]}}), NDArray.of(b)));

    double bias = b; // a lambda takes no variable that changes
    int[] byHand = Arrays.stream(p).mapToInt(point -> step(w, bias, point)).toArray();
    int[] byLibrary = neuron.predict(NDArray.of(p)).toIntArray();
    print("target      %s", digits(t));
    print("by hand     %s", digits(byHand));
    print("by Dense(1) %s", digits(byLibrary));
    print("%nsame predictions: %s", Arrays.equals(byHand, byLibrary) ? "yes" : "NO");
  }

  /** The neuron: 1 where w p + b >= 0, else 0. */
  private static int step(double[] w, double b, double[] p) {
    return w[0] * p[0] + w[1] * p[1] + b >= 0 ? 1 : 0;
  }

  private static String digits(int[] values) {
    StringBuilder text = new StringBuilder();
    Arrays.stream(values).forEach(text::append);
    return text.toString();
  }
}
