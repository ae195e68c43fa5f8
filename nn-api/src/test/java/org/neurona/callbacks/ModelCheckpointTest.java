package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.LogCapture;
import org.neurona.Sequential;
import org.neurona.StandardOutput;
import org.neurona.WithoutServices;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

class ModelCheckpointTest {
  private final Sequential model = new Sequential(new Input(1), new Dense(1));

  @BeforeEach
  void forget() {
    NotedFormat.SAVED.clear();
    NotedFormat.full = false;
    model.compile("sgd", "mse", "accuracy");
  }

  private static String message(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }

  /** Trains for an epoch of three batches for each value. */
  private void run(ModelCheckpoint callback, String name, double... values) {
    callback.attach(model, new FitParameters(0, values.length, OptionalInt.of(3)));
    callback.onTrainBegin();
    for (int epoch = 0; epoch < values.length; epoch++) {
      callback.onEpochBegin(epoch);
      for (int batch = 0; batch < 3; batch++) {
        callback.onTrainBatchEnd(batch, Map.of("loss", values[epoch]));
      }
      Map<String, Double> logs = new TreeMap<>(Map.of("loss", 0.5));
      logs.put(name, values[epoch]);
      callback.onEpochEnd(epoch, logs);
    }
    callback.onTrainEnd(Map.of());
  }

  @Test
  void savesAfterEveryEpoch() {
    run(new ModelCheckpoint("m.json"), "val_loss", 1, 2);

    assertEquals(List.of("m.json", "m.json"), NotedFormat.SAVED);
  }

  @Test
  void savesTheWeightsAloneWhereAsked() {
    run(new ModelCheckpoint(Path.of("m.weights.h5")).saveWeightsOnly(true), "val_loss", 1);

    assertEquals(List.of("weights m.weights.h5"), NotedFormat.SAVED);
  }

  @Test
  void savesAfterSoManyBatchesAcrossEpochs() {
    run(new ModelCheckpoint("{epoch}-{batch:02d}.json").saveFreq(2), "val_loss", 1, 2);

    assertEquals(List.of("1-02.json", "2-01.json", "2-03.json"), NotedFormat.SAVED);
  }

  @Test
  void theFrequencyIsEpochOrANumberOfBatches() {
    run(new ModelCheckpoint("m.json").saveFreq(2).saveFreq("epoch"), "val_loss", 1);

    assertEquals(List.of("m.json"), NotedFormat.SAVED);
    assertEquals("Unrecognized saveFreq: batch. Expected saveFreq are 'epoch' or integer values",
        message(() -> new ModelCheckpoint("m.json").saveFreq("batch")));
    assertEquals("ModelCheckpoint: Received an invalid value for saveFreq, expected a positive integer. Received: "
        + "saveFreq=0", message(() -> new ModelCheckpoint("m.json").saveFreq(0)));
  }

  @Test
  void foldersThatDoNotExistAreMade(@TempDir Path folder) {
    run(new ModelCheckpoint(folder.resolve("runs/{epoch:02d}/m.json")), "val_loss", 1);

    assertTrue(Files.isDirectory(folder.resolve("runs/01")));
  }

  @Test
  void namesTheFileByTheEpochAndItsValues() {
    run(new ModelCheckpoint("m-{epoch:02d}-{val_loss:.2f}.json"), "val_loss", 3, 4.25);

    assertEquals(List.of("m-01-3.00.json", "m-02-4.25.json"), NotedFormat.SAVED);
  }

  @Test
  void aPlaceholderNeedsAValue() {
    assertEquals("Failed to format this callback filepath: \"{val_acc}.json\". Reason: no value \"val_acc\", known: "
        + "epoch, loss", message(() -> run(new ModelCheckpoint("{val_acc}.json"), "loss", 1)));
    assertEquals("Failed to format this callback filepath: \"{batch}.json\". Reason: no value \"batch\", known: epoch, "
        + "loss", message(() -> run(new ModelCheckpoint("{batch}.json"), "loss", 1)));
  }

  @Test
  void aPlaceholderThatCannotBeFilledInIsRefusedAtOnce() {
    assertEquals("Failed to format this callback filepath: \"m{epoch:.2f}.json\". Reason: in place of {epoch:.2f}, "
        + "write {epoch} or something like {epoch:02d}", message(() -> new ModelCheckpoint("m{epoch:.2f}.json")));
  }

  @Test
  void aFailedSaveNamesTheFile() {
    NotedFormat.full = true;
    UncheckedIOException failure = assertThrows(UncheckedIOException.class,
        () -> run(new ModelCheckpoint("at-{epoch}.json"), "val_loss", 1));

    assertEquals("ModelCheckpoint could not save at-1.json", failure.getMessage());
    assertEquals("disk full", failure.getCause().getMessage());
  }

  @Test
  void withoutAFormatTrainingDoesNotEvenBegin() throws ReflectiveOperationException {
    Class<?> type = WithoutServices.load(ModelCheckpoint.class);
    Object callback = type.getConstructor(String.class).newInstance("m.json");

    Throwable failure = assertThrows(InvocationTargetException.class,
        () -> type.getMethod("onTrainBegin").invoke(callback)).getCause();
    assertEquals("java.lang.IllegalStateException: No model format found. Add nn-io to the class path (module path: "
        + "requires org.neurona.io).", failure.toString());
  }

  @Test
  void settingsAreThoseOfKeras() {
    assertEquals("{filepath=m.json, monitor=val_loss, verbose=0, save_best_only=false, save_weights_only=false, "
        + "mode=auto, save_freq=null, initial_value_threshold=null}",
        new ModelCheckpoint("m.json").config().toMap().toString());
    assertEquals("ModelCheckpoint: Received an invalid value for filepath, expected the name of a file. Received: "
        + "filepath= ", message(() -> new ModelCheckpoint(" ")));
  }

  @Nested
  class BestOnly {
    private final ModelCheckpoint best = new ModelCheckpoint("{epoch}.json").saveBestOnly(true);

    @Test
    void savesWhatIsBetterThanAllBefore() {
      run(best, "val_loss", 3, 4, 2, 2, 1);

      assertEquals(List.of("1.json", "3.json", "5.json"), NotedFormat.SAVED);
      assertEquals(1.0, best.best());
    }

    @Test
    void knowsWhichWayAMetricIsBetter() {
      run(best.monitor("val_accuracy"), "val_accuracy", 0.5, 0.4, 0.6);

      assertEquals(List.of("1.json", "3.json"), NotedFormat.SAVED);
    }

    @Test
    void canBeToldWhichWayIsBetter() {
      run(best.monitor("x").mode("max"), "x", 1, 2, 1);

      assertEquals(List.of("1.json", "2.json"), NotedFormat.SAVED);
      assertEquals("ModelCheckpoint callback received monitor=x, but Neurona isn't able to automatically determine "
          + "whether that metric should be maximized or minimized. Pass `mode='max'` in order to monitor based on the "
          + "highest metric value, or pass `mode='min'` in order to use the lowest value.",
          message(() -> run(best.monitor("x"), "x", 1)));
    }

    @Test
    void canStartFromAValueThatWasReachedBefore() {
      run(best.initialValueThreshold(2.5), "val_loss", 3, 2);

      assertEquals(List.of("2.json"), NotedFormat.SAVED);
    }

    @Test
    void takesNanForNoImprovement() {
      run(best, "val_loss", Double.NaN, 2, Double.NaN);

      assertEquals(List.of("2.json"), NotedFormat.SAVED);
    }

    @Test
    void forgetsTheBestOfAnEarlierRun() {
      run(best, "val_loss", 1);
      assertEquals(1.0, best.best());
      run(best, "val_loss", 5);

      assertEquals(5.0, best.best());
      assertNull(new ModelCheckpoint("m.json").best());
    }

    @Test
    void savesAllTheSameWithoutAValueButSaysSo() {
      assertEquals(List.of("Can save best model only with val_loss available. Available metrics are: loss"),
          LogCapture.of(() -> run(best, "loss", 1)));
      assertEquals(List.of("1.json"), NotedFormat.SAVED);
    }
  }

  @Nested
  class Says {
    @Test
    void whatItSaved() {
      assertEquals("\nEpoch 1: saving model to m.json\n\nEpoch 1: finished saving model to m.json\n",
          StandardOutput.of(() -> run(new ModelCheckpoint("m.json").verbose(1), "val_loss", 1)));
    }

    @Test
    void howTheBestValueChanged() {
      ModelCheckpoint callback = new ModelCheckpoint("m.json").saveBestOnly(true).verbose(1);

      assertEquals("""

          Epoch 1: val_loss improved from None to 0.41235, saving model to m.json

          Epoch 1: finished saving model to m.json

          Epoch 2: val_loss did not improve from 0.41235

          Epoch 3: val_loss improved from 0.41235 to 0.39871, saving model to m.json

          Epoch 3: finished saving model to m.json
          """, StandardOutput.of(() -> run(callback, "val_loss", 0.412346, 0.5, 0.398714)));
    }

    @Test
    void nothingUnlessAsked() {
      assertEquals("", StandardOutput.of(() -> run(new ModelCheckpoint("m.json"), "val_loss", 1)));
    }
  }
}
