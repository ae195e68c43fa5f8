package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.ShapeMismatchException;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.SparseCategoricalCrossentropy;
import org.neurona.optimizers.Optimizers;

/** What a user reads who gives a model the wrong thing, on a real engine. */
class BadInputTest {
  private static final FitOptions SILENT = new FitOptions().verbose(0);
  private static final NDArray X = NDArray.zeros(6, 4);
  private static final NDArray LABELS = NDArray.of(0, 1, 2, 0, 1, 2);

  private static Model classifier() {
    Model model = new Sequential(new Input(4), new Dense(3, "softmax")).engine("scalar");
    model.compile("sgd", "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  private static String message(Class<? extends Exception> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  @Test
  void wrongRankIsNamedWithBothShapes() {
    assertEquals("fit: x expects shape (None, 4), got shape (6, 2, 2)",
        message(ShapeMismatchException.class, () -> classifier().fit(NDArray.zeros(6, 2, 2), LABELS, SILENT)));
  }

  @Test
  void oneRowWithoutABatchAxisGetsAdvice() {
    assertEquals("predict: x expects shape (None, 4), got shape (4,). One row needs a batch axis: reshape it to (1, 4)",
        message(ShapeMismatchException.class, () -> classifier().predict(NDArray.zeros(4))));
  }

  @Test
  void wrongWidthIsNamedWithBothShapes() {
    assertEquals("fit: x expects shape (None, 4), got shape (6, 5)",
        message(ShapeMismatchException.class, () -> classifier().fit(NDArray.zeros(6, 5), LABELS, SILENT)));
  }

  @Test
  void aLayerSaysWhatRankItExpects() {
    assertEquals("Dense \"hidden\" expects input of rank >= 2, got shape (None,)",
        message(ShapeMismatchException.class, () -> new Sequential(new Dense(3).name("hidden")).build()));
  }

  @Test
  void labelsOutOfRangeAreNamed() {
    assertEquals("Received a label value of 3 which is outside the valid range of [0, 3).",
        message(IllegalArgumentException.class, () -> classifier().fit(X, NDArray.of(0, 1, 2, 3, 1, 2), SILENT)));
    assertEquals("Received a label value of -1 which is outside the valid range of [0, 3).",
        message(IllegalArgumentException.class, () -> classifier().evaluate(X, NDArray.of(0, 1, -1, 0, 1, 2))));
  }

  @Test
  void nanInTheInputIsNamedWithItsRow() {
    NDArray x = NDArray.of(new float[][] {{0, 0, 0, 0}, {0, Float.NaN, 0, 0}});

    assertEquals("fit: x contains NaN, first in row 1. Remove such rows or fill in a value",
        message(IllegalArgumentException.class, () -> classifier().fit(x, NDArray.of(0, 1), SILENT)));
  }

  @Test
  void emptyDataIsRefused() {
    assertEquals("fit: the data is empty. Received: 0 samples", message(IllegalArgumentException.class,
        () -> classifier().fit(NDArray.zeros(0, 4), NDArray.zeros(0), SILENT)));
  }

  @Test
  void differentNumbersOfRowsAreRefused() {
    assertEquals("Data cardinality is ambiguous. Make sure all arrays contain the same number of samples.'x' sizes: 6\n"
        + "'y' sizes: 2", message(IllegalArgumentException.class, () -> classifier().fit(X, NDArray.of(0, 1), SILENT)));
  }

  @Test
  void unknownStringsListTheKnownOnes() {
    Model model = classifier();

    assertTrue(message(IllegalArgumentException.class, () -> new Dense(3, "rellu")).startsWith(
        "Could not interpret activation function identifier: rellu. Did you mean \"relu\"? Known: celu, elu,"));
    assertEquals("Could not interpret optimizer identifier: adm. Did you mean \"adam\"? Known: "
        + String.join(", ", Optimizers.catalogue().identifiers()),
        message(IllegalArgumentException.class, () -> model.compile("adm", "mse")));
    assertTrue(message(IllegalArgumentException.class, () -> model.compile("adam", "mean_square_error")).startsWith(
        "Could not interpret loss identifier: mean_square_error. Did you mean \"mean_squared_error\"? Known: "));
    assertTrue(message(IllegalArgumentException.class, () -> model.compile("adam", "mse", "acuracy")).startsWith(
        "Could not interpret metric identifier: acuracy. Did you mean \"accuracy\"? Known: "));
    assertEquals("Unknown engine \"gpu\". Known: auto, simd, scalar, commons-math", message(
        IllegalArgumentException.class, () -> new Sequential(new Input(1), new Dense(1)).engine("gpu").getWeights()));
  }

  @Test
  void trainingNeedsCompile() {
    Model model = new Sequential(new Input(4), new Dense(3));

    assertEquals("You must call `compile()` before calling `fit()`.",
        message(IllegalStateException.class, () -> model.fit(X, LABELS, SILENT)));
  }

  @Test
  void aLayerNameCannotBeUsedTwice() {
    assertEquals("All layers added to a Sequential model should have unique names. Name 'a' is already the name of a "
        + "layer in this model.", message(IllegalArgumentException.class,
            () -> new Sequential(new Dense(1).name("a"), new Dense(1).name("a"))));
  }

  @Test
  void targetsOfAnotherShapeAreRefused() {
    Model model = new Sequential(new Input(4), new Dense(3)).engine("scalar");
    model.compile("sgd", "mse");

    assertEquals("Arguments `target` and `output` must have the same shape. Received: target.shape=(6, 2), "
        + "output.shape=(6, 3)",
        message(IllegalArgumentException.class, () -> model.fit(X, NDArray.zeros(6, 2), SILENT)));
  }

  @Test
  void aBatchLargerThanTheDataIsOneBatchAndIsSaid() {
    List<String> messages = LogCapture.of(() -> classifier().fit(X, LABELS, SILENT.batchSize(10)));

    assertEquals(List.of("fit: batchSize 10 is larger than the data, 6 samples: each epoch is one batch of 6"),
        messages);
  }

  @Test
  void aLossThatIsNoNumberIsSaidOnce() {
    Model model = new Sequential(new Input(1), new Dense(1)).engine("scalar");
    model.compile("sgd", "mse");
    NDArray huge = NDArray.full(org.neurona.Shape.of(8, 1), 1e30f);

    List<String> messages = LogCapture.of(() -> model.fit(huge, huge, SILENT.epochs(3).batchSize(4)));

    assertEquals(1, messages.size());
    assertTrue(messages.get(0).matches("The loss is (NaN|Infinity) since batch \\d of epoch 1: the model no longer "
        + "learns. A smaller learning rate or scaled inputs may help"), messages.get(0));
  }

  @Test
  void logitsBehindASoftmaxAreAskedAbout() {
    Model model = new Sequential(new Input(4), new Dense(3, "softmax")).engine("scalar");
    model.compile(new org.neurona.optimizers.SGD(), new SparseCategoricalCrossentropy().fromLogits(true));

    List<String> messages = LogCapture.of(() -> model.fit(X, LABELS, SILENT));

    assertEquals(List.of("`sparse_categorical_crossentropy` received `fromLogits=true`, but the `output` argument was "
        + "produced by a Softmax activation and thus does not represent logits. Was this intended?"), messages);
  }

  @Test
  void oneWeightIsThatOfAllAtItsPlace() {
    Model model = classifier();
    List<NDArray> all = model.getWeights();

    for (int i = 0; i < all.size(); i++) {
      assertEquals(all.get(i), model.getWeight(i));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> model.getWeight(all.size()));
  }
}
