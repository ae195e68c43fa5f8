package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.core.engine.Backend;
import org.neurona.layers.ActivityRegularization;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Reshape;
import org.neurona.layers.SimpleRNN;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L1L2;

/** Penalties on outputs are divided by the rows of the batch, as in Keras. */
class ActivityPenaltyTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, -2}, {3, 0}});

  /** The loss of outputs that are X itself, and of targets that are X as well. */
  private static double penalty(Backend backend, Layer layer, NDArray... weights) {
    Sequential model = new Sequential(new Input(2), layer);
    model.engine(backend.name()).compile(new SGD(0), "mse");
    model.setWeights(List.of(weights));
    return model.trainOnBatch(X, X).get("loss");
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void absoluteValuesAndSquaresAreSummedForEachRow(Backend backend) {
    double expected = (0.1 * (1 + 2 + 3) + 0.01 * (1 + 4 + 9)) / 2;

    assertEquals(expected, penalty(backend, new ActivityRegularization().l1(0.1).l2(0.01)), 1e-6);
    assertEquals(expected, penalty(backend, new Dense(2).useBias(false).activityRegularizer(L1L2.of(0.1, 0.01)),
        NDArray.of(new double[][] {{1, 0}, {0, 1}})), 1e-6);
  }

  /** Of one step without a recurrent kernel; Keras 3.15.1 hands SimpleRNN's penalty on to nothing. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void recurrentLayersHaveTheirs(Backend backend) {
    NDArray eye = NDArray.of(new double[][] {{1, 0}, {0, 1}});
    SimpleRNN layer = new SimpleRNN(2, "linear").useBias(false).activityRegularizer(L1L2.of(0.1, 0.01));
    Sequential model = new Sequential(new Input(2), new Reshape(1, 2), layer);
    model.engine(backend.name()).compile(new SGD(0), "mse");
    model.setWeights(List.of(eye, NDArray.of(new double[2][2])));

    assertEquals((0.1 * (1 + 2 + 3) + 0.01 * (1 + 4 + 9)) / 2, model.trainOnBatch(X, X).get("loss"), 1e-6);
  }
}
