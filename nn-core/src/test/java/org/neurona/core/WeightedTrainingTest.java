package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.Loss;
import org.neurona.ops.Ops;
import org.neurona.optimizers.SGD;

/** Weights of rows and classes in {@code fit}, and how often it validates. */
class WeightedTrainingTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, 0}, {0, 1}, {1, 1}});
  private static final NDArray ONE_HOT = NDArray.of(new double[][] {{1, 0}, {0, 1}, {0, 1}});
  private static final NDArray LABELS = NDArray.of(0f, 1f, 1f);
  /** The loss of a row is its first output, whatever the target is: the loss of a batch tells its weights. */
  private static final Loss FIRST = Loss.of("first", (t, a) -> Ops.sum(Ops.slice(a, 1, 0, 1), false, -1));

  private static Sequential model(String engine, Loss loss) {
    Sequential model = new Sequential(new Input(2), new Dense(2).useBias(false));
    model.engine(engine).compile(new SGD(0), loss);
    model.setWeights(List.of(NDArray.of(new double[][] {{1, 0}, {10, 0}})));
    return model;
  }

  private static FitOptions quiet() {
    return new FitOptions().verbose(0).shuffle(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void rowsCountByTheirWeightsAndTheirClasses(String engine) {
    // The outputs are 1, 10 and 11; the sum is divided by the number of rows.
    Model model = model(engine, FIRST);
    NDArray weights = NDArray.of(3.0, 0.5, 2.0);
    assertEquals((3 + 5 + 22) / 3.0, model.fit(X, ONE_HOT, quiet().sampleWeight(weights)).get("loss").get(0), 1e-5);
    assertEquals((1 + 4 * 21) / 3.0,
        model.fit(X, ONE_HOT, quiet().classWeight(Map.of(1, 4.0))).get("loss").get(0), 1e-5);
    assertEquals((3 * 2 + 5 + 22) / 3.0, model.fit(X, ONE_HOT, quiet().sampleWeight(weights)
        .classWeight(Map.of(0, 2.0))).get("loss").get(0), 1e-5);
    Dataset weighted = new ArrayDataset(List.of(X), List.of(ONE_HOT), weights);
    assertEquals((3 * 2 + 5 + 22) / 3.0,
        model.fit(weighted, quiet().classWeight(Map.of(0, 2.0))).get("loss").get(0), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void classWeightsAreThoseOfTheRowsWhateverTheTargetsLookLike(String engine) {
    Model sparse = new Sequential(new Input(2), new Dense(2, "softmax")).engine(engine);
    Model dense = new Sequential(new Input(2), new Dense(2, "softmax")).engine(engine);
    Model rows = new Sequential(new Input(2), new Dense(2, "softmax")).engine(engine);
    sparse.compile("sgd", "sparse_categorical_crossentropy");
    dense.compile("sgd", "categorical_crossentropy");
    rows.compile("sgd", "categorical_crossentropy");
    FitOptions options = new FitOptions().verbose(0).epochs(3).batchSize(2);
    sparse.fit(X, LABELS, options.classWeight(Map.of(0, 0.5, 1, 3.0)));
    dense.fit(X, ONE_HOT, options.classWeight(Map.of(0, 0.5, 1, 3.0)));
    rows.fit(X, ONE_HOT, options.sampleWeight(NDArray.of(0.5, 3.0, 3.0)));
    assertEquals(rows.getWeights(), dense.getWeights());
    Computed.assertClose(rows.getWeights().get(0).toDoubleArray(), sparse.getWeights().get(0).toDoubleArray(), 1e-6,
        "sparse targets");
  }

  @Test
  void classWeightsDoNotTouchValidationButWeightsOfRowsAreSplit() {
    FitOptions options = quiet().validationSplit(0.3);
    History byClass = model("scalar", FIRST).fit(X, ONE_HOT, options.classWeight(Map.of(1, 4.0)));
    assertEquals((1 + 40) / 2.0, byClass.get("loss").get(0), 1e-5);
    assertEquals(11, byClass.get("val_loss").get(0), 1e-5);
    History byRow = model("scalar", FIRST).fit(X, ONE_HOT, options.sampleWeight(NDArray.of(3.0, 0.5, 2.0)));
    assertEquals((3 + 5) / 2.0, byRow.get("loss").get(0), 1e-5);
    assertEquals(22, byRow.get("val_loss").get(0), 1e-5);
  }

  @Test
  void validationComesAsOftenAsAskedInBatchesOfItsOwn() {
    History history = model("scalar", FIRST).fit(X, ONE_HOT,
        quiet().epochs(5).validationFreq(2).validationBatchSize(1).validationData(X, ONE_HOT));
    assertEquals(5, history.get("loss").size());
    assertEquals(2, history.get("val_loss").size());
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    Model model = model("scalar", FIRST);
    assertEquals("fit: classWeight has a weight for class 2, but the model's output has shape (None, 2): classes are 0 "
        + "to 1", message(() -> model.fit(X, ONE_HOT, quiet().classWeight(Map.of(2, 1.0)))));
    assertEquals("fit: classWeight must give each class, from 0, a finite number >= 0. Received: 0=-1.0",
        message(() -> quiet().classWeight(Map.of(0, -1.0))));
    assertEquals("fit: the data has sample weights already, and sampleWeight was given too",
        message(() -> model.fit(new ArrayDataset(List.of(X), List.of(ONE_HOT), NDArray.of(1.0, 1.0, 1.0)),
            quiet().sampleWeight(NDArray.of(1.0, 1.0, 1.0)))));
    assertEquals("Received an invalid value for validationFreq, expected a positive integer. Received: "
        + "validationFreq=0",
        message(() -> quiet().validationFreq(0)));
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
