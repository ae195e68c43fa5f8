package org.neurona.plots;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.spi.CallbackState;

/** Histories with values of choice. */
final class Runs {
  private Runs() {}

  /** What a real fit gives. */
  static History trained(FitOptions options) {
    var model = new Sequential(new Input(1), new Dense(1));
    model.compile("sgd", "mean_squared_error", "mean_absolute_error");
    NDArray x = NDArray.of(new float[][] {{1}, {2}, {3}, {4}});
    return model.fit(x, NDArray.of(2f, 4f, 6f, 8f), options.verbose(0));
  }

  /** A history of so many epochs with these values. */
  static History of(int epochs, Map<String, List<Double>> values) {
    CallbackState state =
        CallbackState.EMPTY.numbers("epochs", IntStream.range(0, epochs).mapToObj(i -> (double) i).toList());
    for (Map.Entry<String, List<Double>> column : values.entrySet()) {
      state = state.numbers("logs/" + column.getKey(), column.getValue());
    }
    History history = trained(new FitOptions());
    history.restore(state);
    return history;
  }
}
