package org.neurona.examples;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.SGD;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Backpropagation on paper: two inputs, two hidden neurons, two outputs, all with the sigmoid. The gradient of the
 * error is worked out by the chain rule, number by number, and held against the library's.
 *
 * <p>The numbers are those of M. Mazur's "A Step by Step Backpropagation Example", 2015, which many courses use.
 */
@Command(name = "backprop", description = "A gradient by the chain rule, beside the library's.")
final class BackpropExample extends Example {
  private String engine = "commons-math";

  @Spec
  private CommandSpec command;

  @Option(names = "--engine", paramLabel = "NAME",
      description = "simd, scalar or auto, in float32, or commons-math, in float64, the default.")
  private void engine(String name) {
    engine = RunOptions.requireEngine(name, command);
  }

  @Override
  void run() {
    double[] p = {0.05, 0.10};
    double[] t = {0.01, 0.99};
    double[][] v = {{0.15, 0.25}, {0.20, 0.30}}; // v[i][j]: from input i to hidden neuron j
    double[] c = {0.35, 0.35};
    double[][] w = {{0.40, 0.50}, {0.45, 0.55}}; // w[j][k]: from hidden neuron j to output k
    double[] b = {0.60, 0.60};

    print("Forward: h = sigmoid(p v + c), a = sigmoid(h w + b), E = 1/2 sum (t - a)^2");
    double[] h = layer(p, v, c);
    double[] a = layer(h, w, b);
    double error = 0;
    for (int k = 0; k < 2; k++) {
      error += 0.5 * (t[k] - a[k]) * (t[k] - a[k]);
    }
    print("  h = (%.9f, %.9f)", h[0], h[1]);
    print("  a = (%.9f, %.9f)", a[0], a[1]);
    print("  E = %.9f", error);

    print("%nBackward: d is the derivative of E by what goes into a neuron's sigmoid.");
    double[] dOutput = new double[2];
    for (int k = 0; k < 2; k++) {
      // dE/da = a - t, and the sigmoid's own derivative is a (1 - a).
      dOutput[k] = (a[k] - t[k]) * a[k] * (1 - a[k]);
    }
    double[] dHidden = new double[2];
    for (int j = 0; j < 2; j++) {
      // A hidden neuron acts on E through both outputs: their shares add up.
      dHidden[j] = (dOutput[0] * w[j][0] + dOutput[1] * w[j][1]) * h[j] * (1 - h[j]);
    }
    print("  outputs d = (a - t) a (1 - a)       = (%11.9f, %11.9f)", dOutput[0], dOutput[1]);
    print("  hidden  d = (sum of d w) h (1 - h)  = (%11.9f, %11.9f)", dHidden[0], dHidden[1]);

    // A weight's gradient is what flows in times the d behind it; a bias' is the d itself.
    List<NDArray> byHand = List.of(
        NDArray.of(outer(p, dHidden)), NDArray.of(dHidden), NDArray.of(outer(h, dOutput)), NDArray.of(dOutput));

    var model = new Sequential(new Input(2), new Dense(2, "sigmoid"), new Dense(2, "sigmoid"));
    model.engine(engine);
    model.setWeights(List.of(NDArray.of(v), NDArray.of(c), NDArray.of(w), NDArray.of(b)));
    // One step of plain gradient descent with learning rate 1 subtracts the gradient from the weights.
    model.compile(new SGD(1), "half_sum_of_squares");
    List<NDArray> before = model.getWeights();
    model.trainOnBatch(NDArray.of(new double[][] {p}), NDArray.of(new double[][] {t}));
    List<NDArray> after = model.getWeights();

    print("%nGradient of     by the chain rule      by the library");
    double largest = 0;
    String[] names = {"v", "c", "w", "b"};
    for (int n = 0; n < names.length; n++) {
      double[] hand = byHand.get(n).toDoubleArray();
      double[] old = before.get(n).toDoubleArray();
      double[] stepped = after.get(n).toDoubleArray();
      for (int i = 0; i < hand.length; i++) {
        double library = old[i] - stepped[i];
        String index = hand.length == 4 ? "[" + i / 2 + "][" + i % 2 + "]" : "[" + i + "]";
        print("  %-10s %20.12f %19.12f", names[n] + index, hand[i], library);
        largest = Math.max(largest, Math.abs(hand[i] - library));
      }
    }
    print("%nlargest difference: %.1e", largest);
  }

  /** sigmoid(x w + b) for one row x. */
  private static double[] layer(double[] x, double[][] w, double[] b) {
    double[] out = new double[2];
    for (int j = 0; j < 2; j++) {
      double z = x[0] * w[0][j] + x[1] * w[1][j] + b[j];
      out[j] = 1 / (1 + Math.exp(-z));
    }
    return out;
  }

  private static double[][] outer(double[] x, double[] d) {
    return new double[][] {{x[0] * d[0], x[0] * d[1]}, {x[1] * d[0], x[1] * d[1]}};
  }
}
