package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

class ModelCheckpointTest {
  @BeforeEach
  void forget() {
    NotedFormat.SAVED.clear();
    NotedFormat.full = false;
  }

  /** Two batches in each epoch, and these values of val_loss at its end. */
  private static List<String> saved(ModelCheckpoint callback, double... values) {
    Sequential model = new Sequential(new Input(1), new Dense(1));
    model.compile("sgd", "mse");
    callback.attach(model, new FitParameters(0, values.length, OptionalInt.of(2)));
    callback.onTrainBegin();
    for (int epoch = 0; epoch < values.length; epoch++) {
      callback.onEpochBegin(epoch);
      callback.onTrainBatchEnd(0, Map.of("loss", 1.0));
      callback.onTrainBatchEnd(1, Map.of("loss", 2.0));
      callback.onEpochEnd(epoch, Map.of("loss", 2.0, "val_loss", values[epoch]));
    }
    return NotedFormat.SAVED;
  }

  @Test
  void savesAfterEveryEpochUnderItsNumberAndValues() {
    assertEquals(List.of("m-01-3.00.json", "m-02-4.25.json"),
        saved(new ModelCheckpoint("m-{epoch:02d}-{val_loss:.2f}.json"), 3, 4.25));
  }

  @Test
  void savesOnlyWhatIsBetterIfAskedTo() {
    ModelCheckpoint callback = new ModelCheckpoint("m{epoch}.json").saveBestOnly(true);

    assertEquals(List.of("m1.json", "m3.json"), saved(callback, 3, 4, 2, 2));
    assertEquals(2.0, callback.best());
  }

  @Test
  void aThresholdMustBeBeatenFromTheStart() {
    assertEquals(List.of("m2.json"),
        saved(new ModelCheckpoint("m{epoch}.json").saveBestOnly(true).initialValueThreshold(2.5), 3, 2));
  }

  @Test
  void savesAfterSoManyBatches() {
    assertEquals(List.of("m1-2.json", "m2-2.json"), saved(new ModelCheckpoint("m{epoch}-{batch}.json").saveFreq(2), 1, 1));
  }

  @Test
  void savesWeightsAloneIfAskedTo() {
    assertEquals(List.of("weights w.json"), saved(new ModelCheckpoint("w.json").saveWeightsOnly(true), 1));
  }

  @Test
  void aPlaceholderThatCannotBeFilledInIsRefusedAtOnce() {
    assertEquals("Failed to format this callback filepath: \"m{epoch:.2f}.json\". Reason: in place of {epoch:.2f}, write "
        + "{epoch} or something like {epoch:02d}",
        assertThrows(IllegalArgumentException.class, () -> new ModelCheckpoint("m{epoch:.2f}.json")).getMessage());
    assertEquals("Failed to format this callback filepath: \"m{val_acc}.json\". Reason: no value \"val_acc\", known: "
        + "epoch, loss, val_loss", assertThrows(IllegalArgumentException.class,
            () -> saved(new ModelCheckpoint("m{val_acc}.json"), 1)).getMessage());
  }

  @Test
  void aFailedSaveNamesTheFile() {
    NotedFormat.full = true;

    assertEquals("ModelCheckpoint could not save m.json",
        assertThrows(UncheckedIOException.class, () -> saved(new ModelCheckpoint("m.json"), 1)).getMessage());
  }
}
