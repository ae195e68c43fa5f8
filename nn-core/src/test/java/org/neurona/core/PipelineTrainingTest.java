package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.CompileOptions;
import org.neurona.EvaluateOptions;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Dataset;
import org.neurona.data.Element;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;

/** Training, evaluation and prediction on pipelines; what arrays give is the measure. */
class PipelineTrainingTest {
  private static final FitOptions SILENT = new FitOptions().verbose(0);
  private static final ArrayDataset DATA = data(50);

  private static ArrayDataset data(int rows) {
    Random random = new Random(5);
    float[][] x = new float[rows][3];
    int[] y = new int[rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      y[i] = x[i][0] > x[i][1] ? 1 : 0;
    }
    return Dataset.of(NDArray.of(x), NDArray.of(y));
  }

  /** The rows one by one. */
  private static Dataset stream() {
    return Dataset.from(() -> IntStream.range(0, DATA.size())
        .mapToObj(i -> Element.of(DATA.x().row(i), DATA.y().row(i))).iterator());
  }

  private static Sequential model() {
    Sequential model = new Sequential(new Dense(8, "relu"), new Dense(2, "softmax"));
    model.seed(4).compile("adam", "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  private static List<NDArray> trained(Dataset data, FitOptions options) {
    Model model = model();
    model.fit(data, options);
    return model.getWeights();
  }

  private static void assertRefused(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Nested
  class Bits {
    @Test
    void areThoseOfArraysWhateverTheRowsComeFrom() {
      FitOptions options = SILENT.epochs(3);
      List<NDArray> expected = trained(DATA.shuffle(20).batch(8), options);

      assertEquals(expected, trained(stream().shuffle(20).batch(8), options));
      assertEquals(expected, trained(stream().shuffle(20).batch(8).prefetch(3), options));
      assertEquals(expected, trained(stream().shuffle(20).prefetch(2), options.batchSize(8)));
      assertEquals(expected, trained(stream().cache().shuffle(20), options.batchSize(8)));
      assertNotEquals(expected, trained(stream().shuffle(21).batch(8), options));
      assertEquals(trained(DATA, options.shuffle(false).batchSize(8)), trained(stream().batch(8), options));
    }

    @Test
    void followFromTheModelsSeedAndTheEpoch() {
      List<List<Float>> first = new ArrayList<>();
      Dataset data = DATA.shuffle(50).map(element -> {
        first.get(first.size() - 1).add(element.x().get(0));
        return element;
      }).batch(50);
      Sequential model = model();
      model.build(3);
      FitOptions options = SILENT.callbacks(new LambdaCallback().onEpochBegin(epoch -> first.add(new ArrayList<>())));
      model.fit(data, options.epochs(2));
      assertNotEquals(first.get(0), first.get(1));
      Sequential again = model();
      again.build(3);
      again.fit(data, options);
      assertEquals(first.get(0), first.get(2));
      Sequential other = new Sequential(new Dense(8, "relu"), new Dense(2, "softmax"));
      other.seed(9).compile("adam", "sparse_categorical_crossentropy", "accuracy");
      other.build(3);
      other.fit(data, options);
      assertNotEquals(first.get(0), first.get(3));
    }
  }

  @Nested
  class Weights {
    @Test
    void ofRowsComeAsTheThirdPartOfAnElement() {
      float[] weights = new float[DATA.size()];
      for (int i = 0; i < weights.length; i++) {
        weights[i] = i % 3;
      }
      Dataset weighted = Dataset.from(() -> IntStream.range(0, DATA.size()).mapToObj(i -> Element
          .of(DATA.x().row(i), DATA.y().row(i), NDArray.scalar(weights[i]))).iterator());

      assertEquals(trained(DATA, SILENT.shuffle(false).sampleWeight(NDArray.of(weights))), trained(weighted, SILENT));
      assertRefused("`sampleWeight` is only supported for arrays in memory. Received: GeneratedDataset; give its batches "
          + "weights instead", () -> trained(weighted, SILENT.sampleWeight(NDArray.of(weights))));
    }

    @Test
    void ofClassesGoWithPipelines() {
      Map<Integer, Double> classes = Map.of(0, 3.0);

      assertEquals(trained(DATA, SILENT.shuffle(false).classWeight(classes)),
          trained(stream().batch(32).prefetch(1), SILENT.classWeight(classes)));
    }
  }

  @Nested
  class Steps {
    private final List<String> seen = new ArrayList<>();

    /** One number for each batch, the first of its first row, which tells where in the data it is. */
    private FitOptions noting(FitOptions options) {
      int[] epoch = new int[1];
      return options.callbacks(new LambdaCallback().onEpochBegin(number -> epoch[0] = number)
          .onTrainBatchEnd((batch, logs) -> seen.add(epoch[0] + ":" + batch)));
    }

    private Dataset numbered(int rows, List<Integer> order) {
      return Dataset.from(() -> IntStream.range(0, rows).mapToObj(i -> {
        order.add(i);
        return Element.of(NDArray.of((float) i, 0, 0), NDArray.of(0).row(0));
      }).iterator()).batch(1);
    }

    @Test
    void goOnThroughThePassFromOneEpochToTheNext() {
      List<Integer> order = new ArrayList<>();
      Sequential model = model();
      model.build(3);
      model.fit(numbered(5, order), noting(SILENT.stepsPerEpoch(2).epochs(4)));

      // Keras: 0 1 | 2 3 | 4, the data has ended: a warning | 0 1
      assertEquals(List.of("0:0", "0:1", "1:0", "1:1", "2:0", "3:0", "3:1"), seen);
      assertEquals(List.of(0, 1, 2, 3, 4, 0, 1), order);
    }

    @Test
    void beginAnewWhereTheDataEndsWithAnEpoch() {
      List<Integer> order = new ArrayList<>();
      Sequential model = model();
      model.build(3);
      model.fit(numbered(4, order), noting(SILENT.stepsPerEpoch(2).epochs(3)));

      assertEquals(List.of("0:0", "0:1", "1:0", "1:1", "2:0", "2:1"), seen);
      assertEquals(List.of(0, 1, 2, 3, 0, 1), order);
    }

    @Test
    void ofArraysShuffleOncePerPass() {
      FitOptions batches = SILENT.batchSize(5);

      assertEquals(trained(DATA, batches.epochs(2)), trained(DATA, batches.epochs(4).stepsPerEpoch(5)));
    }

    @Test
    void areWhatTheProgressBarCountsTo() {
      Model model = model();
      List<OptionalInt> steps = new ArrayList<>();
      Callback callback = new Callback() {
        @Override
        public void onTrainBegin() {
          steps.add(parameters().steps());
        }

        @Override
        public void onTestBegin() {
          steps.add(parameters().steps());
        }
      };
      model.fit(stream().batch(8).repeat(), SILENT.stepsPerEpoch(3).callbacks(callback));
      model.fit(DATA.batch(8), SILENT.callbacks(callback));
      model.fit(stream().batch(8), SILENT.callbacks(callback));
      model.evaluate(stream().repeat(), new EvaluateOptions().steps(2).callbacks(callback));

      assertEquals(List.of(OptionalInt.of(3), OptionalInt.of(7), OptionalInt.empty(), OptionalInt.of(2)), steps);
    }

    @Test
    void ofValidationBeginWithTheFirstRowEachTime() {
      Model model = model();
      History history = model.fit(DATA, SILENT.epochs(2).validationData(stream().batch(10).repeat()).validationSteps(2)
          .validationFreq(2));

      assertEquals(model.evaluate(DATA.take(20), new EvaluateOptions().batchSize(10)).get("loss"),
          history.get("val_loss").get(0));
    }

    @Test
    void ofEvaluationAndPredictionLeaveOff() {
      Model model = model();
      model.fit(DATA, SILENT);
      EvaluateOptions two = new EvaluateOptions().steps(2);

      assertEquals(model.evaluate(DATA.take(20), new EvaluateOptions().batchSize(10)),
          model.evaluate(stream().batch(10).repeat().prefetch(1), two));
      assertEquals(model.predict(DATA.x().slice(0, 20)), model.predict(stream().batch(10), two).get(0));
      assertEquals(model.predict(DATA.x()), model.predict(stream(), new EvaluateOptions().steps(9)).get(0),
          "fewer are worth a warning only");
    }

    @Test
    void areNeededForDataThatNeverEnds() {
      Dataset endless = DATA.repeat();
      String message = "When passing an infinitely repeating dataset, please specify `%s`, so that a pass has an end. "
          + "Received input: ArrayDataset[x=(50, 3), y=(50,)].repeat()";
      assertRefused(message.formatted("stepsPerEpoch"), () -> model().fit(endless, SILENT));
      assertRefused(message.formatted("validationSteps"), () -> model().fit(DATA, SILENT.validationData(endless)));
      assertRefused(message.formatted("steps"), () -> model().evaluate(endless));
      assertRefused(message.formatted("steps"), () -> model().predict(endless, new EvaluateOptions()));
    }

    @Test
    void areGivenUpWhenACallbackStops() {
      Model model = model();
      model.fit(stream().repeat().batch(4).prefetch(2), SILENT.stepsPerEpoch(100).epochs(9)
          .callbacks(new LambdaCallback().onTrainBatchEnd((batch, logs) -> {
            seen.add("" + batch);
            if (batch == 6) {
              model.stopTraining();
            }
          })));

      assertEquals(7, seen.size());
    }
  }

  @Nested
  class Mistakes {
    @Test
    void aBatchSizeForBatchesIsRefused() {
      Dataset batches = DATA.batch(8);
      String input = " argument must not be specified for data that comes in batches already. Received input: "
          + "ArrayDataset[x=(50, 3), y=(50,)].batch(8), ";
      assertRefused("The `batchSize`" + input + "batchSize=4", () -> model().fit(batches, SILENT.batchSize(4)));
      assertRefused("The `validationBatchSize`" + input + "validationBatchSize=4",
          () -> model().fit(DATA, SILENT.validationBatchSize(4).validationData(batches)));
      assertRefused("The `batchSize`" + input + "batchSize=4",
          () -> model().evaluate(batches, new EvaluateOptions().batchSize(4)));
    }

    @Test
    void aShapeThatIsNotTheModelsIsNamedWithItsBatch() {
      Model model = model();
      model.fit(DATA, SILENT);
      Dataset wide = Dataset.from(List.of(Element.of(NDArray.zeros(4), NDArray.of(0).row(0))));

      assertEquals("fit: batch 0: x expects shape (None, 3), got shape (1, 4)",
          assertThrows(IllegalArgumentException.class, () -> model.fit(wide, SILENT)).getMessage().replaceAll("\\. .*", ""));
      assertRefused("evaluate: the model has 1 outputs, but batch 0 of the data has 0 arrays as y",
          () -> model.evaluate(Dataset.from(List.of(Element.of(NDArray.zeros(3))))));
    }

    @Test
    void noDataIsRefused() {
      Model model = model();
      model.fit(DATA, SILENT);
      Dataset nothing = stream().take(0);
      assertRefused("fit: the data is empty. Received: 0 samples", () -> model.fit(nothing.map(e -> e), SILENT));
      assertRefused("evaluate: the data is empty. Received: 0 samples", () -> model.evaluate(stream().skip(50)));
      assertRefused("predict: the data is empty. Received: 0 samples",
          () -> model.predict(stream().skip(50), new EvaluateOptions()));
    }

    @Test
    void whatGoesWrongInAPipelineReachesTheCallerAndLeavesTheModelUsable() {
      Model model = model().build(3);
      Dataset broken = stream().map(element -> {
        throw new IllegalStateException("no such file");
      }).prefetch(1);
      assertEquals("The pipeline failed while reading ahead: no such file", assertThrows(IllegalStateException.class,
          () -> model.fit(broken, SILENT)).getMessage());
      model.fit(stream().prefetch(1), SILENT);
    }

    @Test
    void aSplitNeedsArrays() {
      assertRefused("`validationSplit` is only supported for arrays in memory. Received: CheckedBatches; give "
          + "validationData instead", () -> model().fit(stream(), SILENT.validationSplit(0.1)));
    }
  }

  @Nested
  class ManyArrays {
    @Test
    void goTogetherThroughAPipeline() {
      NDArray other = NDArray.of(new float[DATA.size()]).reshape(-1, 1);
      ArrayDataset arrays = Dataset.of(List.of(DATA.x(), other), List.of(DATA.y(), DATA.x()));
      Dataset rows = Dataset.from(() -> Stream.iterate(0, i -> i < DATA.size(), i -> i + 1).map(i -> new Element(
          List.of(DATA.x().row(i), other.row(i)), List.of(DATA.y().row(i), DATA.x().row(i)), null)).iterator());

      assertEquals(trainedTwoByTwo(arrays, SILENT.shuffle(false)), trainedTwoByTwo(rows.prefetch(2), SILENT));
      assertEquals(trainedTwoByTwo(arrays.shuffle(9), SILENT), trainedTwoByTwo(rows.shuffle(9).prefetch(2), SILENT));
    }

    private List<NDArray> trainedTwoByTwo(Dataset data, FitOptions options) {
      Tensor one = Input.of(3);
      Tensor two = Input.of(1);
      Tensor both = new Concatenate().apply(one, two);
      Model model = new Model(List.of(one, two), List.of(new Dense(2, "softmax").name("class").apply(both),
          new Dense(3).name("copy").apply(both)));
      model.compile(new CompileOptions().optimizer(new SGD(0.1))
          .loss("class", "sparse_categorical_crossentropy").loss("copy", "mse"));
      model.fit(data, options);
      return model.getWeights();
    }
  }

  @Test
  void theMemoryOfAnEpochIsFreeWhenItIsOver() {
    // Not closed passes would hold their threads: as many as epochs.
    Model model = model();
    model.fit(stream().prefetch(1), SILENT.epochs(20));
    assertFalse(Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive)
        .anyMatch(thread -> thread.getName().equals("neurona-prefetch")));
    assertTrue(model.history().epochs().size() == 20);
  }
}
