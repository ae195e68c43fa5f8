package org.neurona.examples;

import java.util.List;
import java.util.Random;
import org.neurona.History;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.SGD;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A number rather than a class as the answer: a plane is fitted to noisy points by gradient descent. */
@Command(name = "regression", description = "A plane through noisy points: linear output, squared error.")
final class RegressionExample extends Example {
  private static final int POINTS = 500;
  private static final double[] TRUE_WEIGHTS = {3, -2};
  private static final double TRUE_BIAS = 0.5;
  private static final double NOISE = 0.1;

  @Mixin
  private final TrainingOptions options = new TrainingOptions(30, 32);

  @Override
  void run() {
    // y = 3 x0 - 2 x1 + 0.5 + noise
    float[][] x = new float[POINTS][2];
    float[] y = new float[POINTS];
    Random random = new Random(options.seed);
    for (int i = 0; i < POINTS; i++) {
      x[i] = new float[] {random.nextFloat(-1, 1), random.nextFloat(-1, 1)};
      double plane = TRUE_WEIGHTS[0] * x[i][0] + TRUE_WEIGHTS[1] * x[i][1] + TRUE_BIAS;
      y[i] = (float) (plane + NOISE * random.nextGaussian());
    }

    // One linear neuron: its weights are the plane. A regression has no activation at its output.
    var model = new Sequential(new Input(2), new Dense(1));
    model.seed(options.seed);
    model.compile(new SGD(0.05), "mean_squared_error", "mean_absolute_error");
    History history = model.fit(NDArray.of(x), NDArray.of(y), options.fit().verbose(0));

    List<Double> losses = history.get("loss");
    for (int epoch = 0; epoch < losses.size(); epoch += 5) {
      print("epoch %2d  mean squared error %.5f", epoch + 1, losses.get(epoch));
    }

    NDArray kernel = model.getWeights().get(0);
    NDArray bias = model.getWeights().get(1);
    print("%n             true   learned");
    print("weight x0  %6.3f   %7.4f", TRUE_WEIGHTS[0], kernel.get(0, 0));
    print("weight x1  %6.3f   %7.4f", TRUE_WEIGHTS[1], kernel.get(1, 0));
    print("bias       %6.3f   %7.4f", TRUE_BIAS, bias.get(0));

    // No model can do better than the variance of the noise.
    print("%nthe last epoch's mean squared error: %.5f (of the noise alone: %.5f)", losses.get(losses.size() - 1),
        NOISE * NOISE);
  }
}
