package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.Add;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.ops.Tensor;
import org.neurona.spi.ModelRuntime;

/** What a user reads whose data does not fit, before an engine sees it. */
class DataCheckTest {
  private static final NDArray X = NDArray.zeros(10, 4);
  private static final NDArray Y = NDArray.zeros(10, 1);
  private static final FitOptions SILENT = new FitOptions().verbose(0);

  private ModelRuntime runtime;
  private Sequential model;

  @BeforeEach
  void build() {
    runtime = MockEngine.runtime();
    model = new Sequential(new Input(4), new Dense(1));
    model.compile("sgd", "mse");
  }

  private static String message(Class<? extends Exception> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  private static NDArray withNan(int row) {
    float[][] rows = new float[10][4];
    rows[row][2] = Float.NaN;
    return NDArray.of(rows);
  }

  @Test
  void emptyDataIsRefused() {
    NDArray none = NDArray.zeros(0, 4);

    assertEquals("fit: the data is empty. Received: 0 samples",
        message(IllegalArgumentException.class, () -> model.fit(none, NDArray.zeros(0, 1), SILENT)));
    assertEquals("evaluate: the data is empty. Received: 0 samples",
        message(IllegalArgumentException.class, () -> model.evaluate(none, NDArray.zeros(0, 1))));
    assertEquals("predict: the data is empty. Received: 0 samples",
        message(IllegalArgumentException.class, () -> model.predict(none)));
    assertEquals("fit: validation: the data is empty. Received: 0 samples", message(IllegalArgumentException.class,
        () -> model.fit(X, Y, SILENT.validationData(none, NDArray.zeros(0, 1)))));
    verify(runtime, never()).fit(any());
  }

  @Test
  void aWrongWidthOrRankIsNamedWithBothShapes() {
    assertEquals("fit: x expects shape (None, 4), got shape (10, 5)",
        message(ShapeMismatchException.class, () -> model.fit(NDArray.zeros(10, 5), Y, SILENT)));
    assertEquals("fit: x expects shape (None, 4), got shape (10, 2, 2)",
        message(ShapeMismatchException.class, () -> model.fit(NDArray.zeros(10, 2, 2), Y, SILENT)));
    assertEquals("trainOnBatch: x expects shape (None, 4), got shape (10, 5)",
        message(ShapeMismatchException.class, () -> model.trainOnBatch(NDArray.zeros(10, 5), Y)));
    assertEquals("fit: validation: x expects shape (None, 4), got shape (10, 5)", message(ShapeMismatchException.class,
        () -> model.fit(X, Y, SILENT.validationData(NDArray.zeros(10, 5), Y))));
  }

  @Test
  void oneRowGetsAdvice() {
    assertEquals("predict: x expects shape (None, 4), got shape (4,). One row needs a batch axis: reshape it to (1, 4)",
        message(ShapeMismatchException.class, () -> model.predict(NDArray.zeros(4))));
  }

  @Test
  void nanIsNamedWithItsRow() {
    assertEquals("fit: x contains NaN, first in row 7. Remove such rows or fill in a value",
        message(IllegalArgumentException.class, () -> model.fit(withNan(7), Y, SILENT)));
    assertEquals("fit: y contains NaN, first in row 0. Remove such rows or fill in a value",
        message(IllegalArgumentException.class, () -> model.fit(X, withNan(0), SILENT)));
    assertEquals("predict: x contains NaN, first in row 2. Remove such rows or fill in a value",
        message(IllegalArgumentException.class, () -> model.predict(withNan(2))));
  }

  @Test
  void aLastAxisOfLengthOneIsAddedOrDropped() {
    Sequential column = new Sequential(new Input(1), new Dense(1));
    Sequential images = new Sequential(new Input(2, 2), new Dense(1));

    assertEquals(Shape.of(3, 1), checked(column, NDArray.zeros(3)).x().shape());
    assertEquals(Shape.of(3, 2, 2), checked(images, NDArray.zeros(3, 2, 2, 1)).x().shape());
  }

  private static ArrayDataset checked(Model model, NDArray x) {
    return (ArrayDataset) DataCheck.forModel("fit", new ArrayDataset(List.of(x), List.of(), null), model.graph(), 0);
  }

  @Test
  void thereIsAnArrayForEachInputAndOutput() {
    Tensor left = new Input(4).name("left").apply();
    Tensor right = new Input(3).name("right").apply();
    Model two = new Model(List.of(left, right),
        List.of(new Dense(1).apply(new Add().apply(new Dense(3).apply(left), right))));
    two.compile("sgd", "mse");

    assertEquals("fit: the model has 2 inputs, but x has 1 arrays",
        message(IllegalArgumentException.class, () -> two.fit(X, Y, SILENT)));
    assertEquals("fit: the model has 1 outputs, but y has 2 arrays", message(IllegalArgumentException.class,
        () -> two.fit(List.of(X, NDArray.zeros(10, 3)), List.of(Y, Y), SILENT)));
    assertEquals("fit: x[1] (\"right\") expects shape (None, 3), got shape (10, 4)",
        message(ShapeMismatchException.class, () -> two.fit(List.of(X, X), List.of(Y), SILENT)));
  }

  @Test
  void differentNumbersOfRowsAreRefused() {
    assertEquals("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.'x' sizes: 10\n"
        + "'y' sizes: 3",
        message(IllegalArgumentException.class, () -> model.fit(X, NDArray.zeros(3, 1), SILENT)));
  }

  @Test
  void aBatchThatIsLargerThanTheDataIsOnlySaid() {
    assertEquals(List.of("fit: batchSize 100 is larger than the data, 10 samples: each epoch is one batch of 10"),
        LogCapture.of(() -> model.fit(X, Y, SILENT.batchSize(100))));
    assertEquals(List.of(), LogCapture.of(() -> model.fit(X, Y, SILENT)));
    verify(runtime, times(2)).fit(any());
  }

  @Test
  void everyCallThatTrainsNeedsCompile() {
    Model bare = new Sequential(new Input(4), new Dense(1));

    assertEquals("You must call `compile()` before calling `fit()`.",
        message(IllegalStateException.class, () -> bare.fit(X, Y)));
    assertEquals("You must call `compile()` before calling `evaluate()`.",
        message(IllegalStateException.class, () -> bare.evaluate(Dataset.of(X, Y))));
    assertEquals("You must call `compile()` before calling `trainOnBatch()`.",
        message(IllegalStateException.class, () -> bare.trainOnBatch(X, Y)));
    assertEquals("You must call `compile()` before calling `learningRate()`.",
        message(IllegalStateException.class, bare::learningRate));
    assertEquals("You must call `compile()` before calling `trainingState()`.",
        message(IllegalStateException.class, bare::trainingState));
  }
}
