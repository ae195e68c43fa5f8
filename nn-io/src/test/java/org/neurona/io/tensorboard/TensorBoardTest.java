package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.EvaluateOptions;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.data.Dataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.SGD;
import org.tensorflow.proto.DataClass;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;
import org.tensorflow.proto.TensorShapeProto;

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
      Summary.Value value = EventReader.value(curve.get(i));
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

  @Test
  void everyTagOfAFullRunIsThereAndNoOther() throws IOException {
    model().fit(X, Y, threeEpochs().callbacks(
        new TensorBoard(logs).histogramFreq(1).updateFreq("batch").writeStepsPerSecond(true)));

    assertEquals(Set.of("keras", "model_summary", "epoch_loss", "epoch_mae", "epoch_learning_rate",
        "epoch_steps_per_second", "batch_loss", "batch_mae", "batch_steps_per_second", "hidden/kernel/histogram",
        "hidden/bias/histogram", "out/kernel/histogram", "out/bias/histogram"), tags(train()));
    assertEquals(Set.of("epoch_loss", "epoch_mae", "evaluation_loss_vs_iterations", "evaluation_mae_vs_iterations"),
        tags(validation()));
  }

  @Test
  void byDefaultThereAreTheGraphAndTheCurvesOfEpochs() throws IOException {
    model().fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs)));

    assertEquals(Set.of("keras", "model_summary", "epoch_loss", "epoch_mae", "epoch_learning_rate"), tags(train()));
  }

  @Test
  void histogramsHoldTheWeightsOfEveryFewEpochs() throws IOException {
    Sequential model = model();
    Map<Integer, double[]> kernels = new HashMap<>();
    LambdaCallback keep = new LambdaCallback()
        .onEpochEnd((epoch, unused) -> kernels.put(epoch, model.getWeights("hidden").get(0).toDoubleArray()));

    model.fit(X, Y, threeEpochs().callbacks(keep, new TensorBoard(logs).histogramFreq(2)));

    List<Event> histograms = EventReader.tagged(train(), "hidden/kernel/histogram");
    assertEquals(List.of(0L, 2L), histograms.stream().map(Event::getStep).toList());
    for (Event event : histograms) {
      Summary.Value value = EventReader.value(event);
      assertEquals("histograms", value.getMetadata().getPluginData().getPluginName());
      assertEquals(DataClass.DATA_CLASS_TENSOR, value.getMetadata().getDataClass());
      assertEquals(DataType.DT_DOUBLE, value.getTensor().getDtype());
      assertEquals(List.of(30L, 3L), value.getTensor().getTensorShape().getDimList().stream()
          .map(TensorShapeProto.Dim::getSize).toList());
      assertCounts(kernels.get((int) event.getStep()), EventReader.numbers(value.getTensor()));
    }
  }

  /** Counts the weights of each bucket anew, from the edges that were written. */
  private static void assertCounts(double[] weights, double[] buckets) {
    assertEquals(Arrays.stream(weights).min().getAsDouble(), buckets[0]);
    assertEquals(Arrays.stream(weights).max().getAsDouble(), buckets[buckets.length - 2]);
    for (int i = 0; i < buckets.length; i += 3) {
      double left = buckets[i];
      double right = buckets[i + 1];
      boolean last = i == buckets.length - 3;
      assertEquals(Arrays.stream(weights).filter(w -> w >= left && (w < right || last)).count(), buckets[i + 2]);
    }
  }

  @Test
  void batchesCountFromOneAndOnThroughTheEpochs() throws IOException {
    List<Double> losses = new ArrayList<>();
    LambdaCallback keep = new LambdaCallback().onTrainBatchEnd((batch, batchLogs) -> losses.add(batchLogs.get("loss")));

    model().fit(X, Y, threeEpochs().callbacks(keep, new TensorBoard(logs).updateFreq("batch")));

    assertCurve(train(), "batch_loss", List.of(1, 2, 3, 4, 5, 6, 7, 8, 9), losses);
  }

  @Test
  void aNumberWritesEveryThatManyBatches() throws IOException {
    model().fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs).updateFreq(4)));

    assertEquals(List.of(4L, 8L), EventReader.tagged(train(), "batch_loss").stream().map(Event::getStep).toList());
    assertEquals(3, EventReader.tagged(train(), "epoch_loss").size());
  }

  @Test
  void stepsPerSecondArePositive() throws IOException {
    model().fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs).updateFreq(3).writeStepsPerSecond(true)));

    for (String tag : List.of("epoch_steps_per_second", "batch_steps_per_second")) {
      List<Event> events = EventReader.tagged(train(), tag);
      assertEquals(3, events.size());
      events.forEach(event -> assertTrue(EventReader.numbers(EventReader.value(event).getTensor())[0] > 0));
    }
  }

  @Test
  void theSummaryIsATextInACodeBlock() throws IOException {
    Sequential model = model();
    List<String> summary = new ArrayList<>();

    model.fit(X, Y, threeEpochs().callbacks(
        new LambdaCallback().onTrainBegin(() -> summary.add(model.summaryText())), new TensorBoard(logs)));

    Summary.Value value = EventReader.value(EventReader.tagged(train(), "model_summary").get(0));
    assertEquals("text", value.getMetadata().getPluginData().getPluginName());
    assertEquals(DataClass.DATA_CLASS_TENSOR, value.getMetadata().getDataClass());
    assertEquals(DataType.DT_STRING, value.getTensor().getDtype());
    assertEquals("```\n" + summary.get(0) + "```\n", value.getTensor().getStringVal(0).toStringUtf8());
  }

  @Test
  void theGraphIsForThePluginOfKerasModels() throws IOException {
    Sequential model = model();

    model.fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs)));

    Event event = EventReader.tagged(train(), "keras").get(0);
    Summary.Value value = EventReader.value(event);
    assertEquals(0, event.getStep());
    assertEquals("graph_keras_model", value.getMetadata().getPluginData().getPluginName());
    assertEquals("1", value.getMetadata().getPluginData().getContent().toStringUtf8());
    assertEquals(DataType.DT_STRING, value.getTensor().getDtype());
    assertEquals(KerasGraph.json(model), value.getTensor().getStringVal(0).toStringUtf8());
  }

  @Test
  void withoutGraphTheCurvesComeFirst() throws IOException {
    model().fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs).writeGraph(false)));

    assertEquals(Set.of("epoch_loss", "epoch_mae", "epoch_learning_rate"), tags(train()));
  }

  @Test
  void eventsCanBeReadWhileTrainingRuns() throws IOException {
    List<Integer> seen = new ArrayList<>();
    LambdaCallback reader = new LambdaCallback().onEpochEnd((epoch, unused) -> {
      try {
        seen.add(EventReader.tagged(train(), "epoch_loss").size());
        seen.add(EventReader.tagged(validation(), "epoch_loss").size());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });

    model().fit(X, Y, threeEpochs().callbacks(new TensorBoard(logs), reader));

    assertEquals(List.of(1, 1, 2, 2, 3, 3), seen);
  }

  @Test
  void evaluateAloneWritesItsValuesAtTheOptimizersSteps() throws IOException {
    Sequential model = model();
    model.fit(X, Y, new FitOptions().epochs(2).batchSize(4).verbose(0));

    Map<String, Double> score = model.evaluate(Dataset.of(X, Y),
        new EvaluateOptions().verbose(0).callbacks(new TensorBoard(logs)));

    assertCurve(validation(), "evaluation_loss_vs_iterations", List.of(4), List.of(score.get("loss")));
    assertCurve(validation(), "evaluation_mae_vs_iterations", List.of(4), List.of(score.get("mae")));
    assertFalse(Files.exists(logs.resolve("train")));
  }

  @Test
  void withoutValidationThereIsNoFolderForIt() {
    model().fit(X, Y, new FitOptions().verbose(0).callbacks(new TensorBoard(logs)));

    assertFalse(Files.exists(logs.resolve("validation")));
  }

  @Test
  void aSecondFitGoesOnInAFileOfItsOwn() throws IOException {
    Sequential model = model();
    TensorBoard tensorBoard = new TensorBoard(logs);
    model.fit(X, Y, threeEpochs().callbacks(tensorBoard));
    Path first = EventReader.onlyFile(logs.resolve("validation"));

    History history = model.fit(X, Y, threeEpochs().epochs(5).initialEpoch(3).callbacks(tensorBoard));

    Path second = EventReader.files(logs.resolve("validation")).stream().filter(file -> !file.equals(first)).findFirst()
        .orElseThrow();
    assertCurve(EventReader.events(second), "epoch_loss", List.of(3, 4), history.get("val_loss"));
    assertCurve(EventReader.events(second), "evaluation_loss_vs_iterations", List.of(12, 15), history.get("val_loss"));
  }

  @Test
  void aChangedLearningRateShowsInItsCurve() throws IOException {
    Sequential model = model();
    LambdaCallback halve = new LambdaCallback().onEpochBegin(epoch -> model.learningRate(0.04 / (1 << epoch)));

    History history = model.fit(X, Y, threeEpochs().callbacks(halve, new TensorBoard(logs)));

    assertCurve(train(), "epoch_learning_rate", history.epochs(), List.of(0.04, 0.02, 0.01));
  }

  @Test
  void aFolderThatCannotBeMadeEndsTrainingAndIsNamed() throws IOException {
    Path occupied = Files.createFile(logs.resolve("taken"));
    TensorBoard tensorBoard = new TensorBoard(occupied);
    Sequential model = model();

    UncheckedIOException failure = assertThrows(UncheckedIOException.class,
        () -> model.fit(X, Y, threeEpochs().callbacks(tensorBoard)));

    assertTrue(failure.getMessage().startsWith("TensorBoard could not write " + occupied.resolve("train")),
        failure.getMessage());
  }

  private static Set<String> tags(List<Event> events) {
    return events.stream().map(event -> EventReader.value(event).getTag()).collect(Collectors.toSet());
  }
}
