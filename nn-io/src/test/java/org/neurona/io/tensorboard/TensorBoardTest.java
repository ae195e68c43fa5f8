package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.SGD;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;

/** What the callback writes, read with TensorFlow's own messages. */
class TensorBoardTest {
  private static final NDArray X = NDArray.of(
      new float[][] {{0, 1}, {1, 0}, {1, 1}, {0, 0}, {2, 1}, {1, 2}, {2, 2}, {0, 2}});
  private static final NDArray Y = NDArray.of(new float[][] {{1}, {1}, {2}, {0}, {3}, {3}, {4}, {2}});

  @TempDir
  Path logs;

  /** Six rows for training and two for validation make three batches of two in an epoch. */
  private static FitOptions threeEpochs() {
    return new FitOptions().epochs(3).batchSize(2).validationSplit(0.25).verbose(0);
  }

  private static Sequential model() {
    Sequential model = new Sequential(new Input(2), new Dense(3, "tanh").name("hidden"), new Dense(1).name("out"));
    model.seed(5);
    model.compile(new SGD().learningRate(0.05), "mse", "mae");
    return model;
  }

  private List<Event> train() throws IOException {
    return EventReader.events(EventReader.onlyFile(logs.resolve("train")));
  }

  private List<Event> validation() throws IOException {
    return EventReader.events(EventReader.onlyFile(logs.resolve("validation")));
  }

  private static void assertCurve(List<Event> events, String tag, List<? extends Number> steps, List<Double> values) {
    List<Event> curve = EventReader.tagged(events, tag);
    assertEquals(steps.stream().map(Number::longValue).toList(), curve.stream().map(Event::getStep).toList(), tag);
    for (int i = 0; i < values.size(); i++) {
      var value = EventReader.value(curve.get(i));
      assertEquals("scalars", value.getMetadata().getPluginData().getPluginName(), tag);
      assertEquals(DataClass.DATA_CLASS_SCALAR, value.getMetadata().getDataClass(), tag);
      assertEquals(DataType.DT_FLOAT, value.getTensor().getDtype(), tag);
      assertEquals(0, value.getTensor().getTensorShape().getDimCount(), tag);
      assertArrayEquals(new double[] {values.get(i).floatValue()}, EventReader.numbers(value.getTensor()), tag);
    }
  }

  @Test
  void theCurvesAreThoseOfTheHistory() throws IOException {
    History history = model().fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs)));

    assertCurve(train(), "epoch_loss", history.epochs(), history.get("loss"));
    assertCurve(train(), "epoch_mae", history.epochs(), history.get("mae"));
    assertCurve(train(), "epoch_learning_rate", history.epochs(), List.of(0.05, 0.05, 0.05));
    assertCurve(validation(), "epoch_loss", history.epochs(), history.get("val_loss"));
    assertCurve(validation(), "epoch_mae", history.epochs(), history.get("val_mae"));
    assertCurve(validation(), "evaluation_loss_vs_iterations", List.of(3, 6, 9), history.get("val_loss"));
    assertCurve(validation(), "evaluation_mae_vs_iterations", List.of(3, 6, 9), history.get("val_mae"));
  }
}
