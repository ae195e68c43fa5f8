package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.callbacks.BackupAndRestore;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.data.ArrayDataset;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.io.tensorboard.TensorBoard;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.optimizers.Adam;
import org.neurona.spi.CallbackState;

/** What backups take, refuse and leave; training ends before its time by an exception here. */
class BackupsTest {
  @TempDir
  private Path temporary;
  private Path folder;
  private Path file;

  @BeforeEach
  void place() {
    folder = temporary.resolve("backup");
    file = folder.resolve("backup.json");
  }

  private static Sequential model(int units, double rate) {
    Sequential model = new Sequential(new Input(2, 3), new Flatten(), new Dense(units, "relu"),
        new Dense(3, "softmax"));
    model.compile(new Adam(rate), "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  private FitOptions options(Callback... others) {
    List<Callback> all = new ArrayList<>(List.of(others));
    all.add(0, new BackupAndRestore(folder));
    return new FitOptions().epochs(4).batchSize(8).verbose(0).callbacks(all.toArray(Callback[]::new));
  }

  private static Callback failsAtEpoch(int number) {
    return new LambdaCallback().onEpochBegin(epoch -> {
      if (epoch == number) {
        throw new IllegalStateException("power cut");
      }
    });
  }

  /** Leaves a backup of two of four epochs. */
  private void fail() {
    assertEquals("power cut", assertThrows(IllegalStateException.class,
        () -> model(5, 0.1).fit(SampleModels.rows(), options(failsAtEpoch(2)))).getMessage());
  }

  @Test
  void afterAnExceptionTrainingGoesOnFromTheLastEpoch() {
    Model straight = model(5, 0.1);
    History whole = straight.fit(SampleModels.rows(), new FitOptions().epochs(4).batchSize(8).verbose(0));
    fail();
    assertTrue(Files.exists(file));
    Model model = model(5, 0.1);
    List<Integer> trained = new ArrayList<>();
    History history = model.fit(SampleModels.rows(), options(new LambdaCallback().onEpochBegin(trained::add)));
    assertEquals(List.of(2, 3), trained);
    assertEquals(whole.history(), history.history());
    assertEquals(whole.epochs(), history.epochs());
    assertEquals(straight.getWeights(), model.getWeights());
    assertEquals(straight.trainingState(), model.trainingState());
    assertFalse(Files.exists(folder));
  }

  @Test
  void inTheMiddleOfAnEpochASourceOfBatchesIsReadAgainUpToThePlace() {
    Dataset source = new Dataset() {
      @Override
      public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
        return SampleModels.rows().batches(batchSize, shuffle);
      }

      @Override
      public OptionalInt rows() {
        return OptionalInt.empty();
      }
    };
    Model straight = model(5, 0.1);
    History whole = straight.fit(source, new FitOptions().epochs(4).batchSize(8).verbose(0));
    int[] batches = new int[1];
    Callback cut = new LambdaCallback().onTrainBatchBegin(batch -> {
      if (++batches[0] == 9) {
        throw new IllegalStateException("power cut");
      }
    });
    FitOptions options = new FitOptions().epochs(4).batchSize(8).verbose(0)
        .callbacks(cut, new BackupAndRestore(folder).saveFreq(3));
    assertThrows(IllegalStateException.class, () -> model(5, 0.1).fit(source, options));
    Model model = model(5, 0.1);
    History history = model.fit(source, options);
    // Six of the eight batches were in the backup: 20 less 6 are left.
    assertEquals(9 + 20 - 6, batches[0]);
    assertEquals(whole.history(), history.history());
    assertEquals(straight.getWeights(), model.getWeights());

    assertThrows(IllegalStateException.class, () -> {
      batches[0] = 4;
      model(5, 0.1).fit(source, options);
    });
    Dataset shorter = new Dataset() {
      @Override
      public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
        return SampleModels.rows().slice(0, 16).batches(batchSize, shuffle);
      }

      @Override
      public OptionalInt rows() {
        return OptionalInt.empty();
      }
    };
    assertEquals("fit: the data has 2 batches, but 3 of them were done before training stopped",
        assertThrows(IllegalStateException.class, () -> model(5, 0.1).fit(shorter, options)).getMessage());
  }

  @Test
  void whatStatefulLayersKeepIsInTheBackup() {
    ArrayDataset rows = SampleModels.rows().slice(0, 16);
    Model straight = stateful();
    straight.fit(rows, new FitOptions().epochs(4).batchSize(8).shuffle(false).verbose(0));
    assertThrows(IllegalStateException.class,
        () -> stateful().fit(rows, options(failsAtEpoch(2)).shuffle(false)));

    Model model = stateful();
    model.fit(rows, options().shuffle(false));

    assertEquals(straight.getWeights(), model.getWeights());
    assertEquals(straight.getStates(), model.getStates());
  }

  private static Sequential stateful() {
    Sequential model = new Sequential(new Input(2, 3).batchSize(8), new LSTM(4).stateful(true),
        new Dense(3, "softmax"));
    model.compile(new Adam(0.1), "sparse_categorical_crossentropy");
    return model;
  }

  @Test
  void aTrainingThatHadStoppedStaysStopped() {
    Callback stopping = new Callback() {
      @Override
      public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (epoch == 1) {
          model().stopTraining();
        }
      }
    };
    Callback cut = new LambdaCallback().onTrainEnd(logs -> {
      throw new IllegalStateException("power cut");
    });
    FitOptions options = options(stopping, cut);
    assertThrows(IllegalStateException.class, () -> model(5, 0.1).fit(SampleModels.rows(), options));
    List<Integer> trained = new ArrayList<>();
    List<Object> logs = new ArrayList<>();
    History history = model(5, 0.1).fit(SampleModels.rows(),
        options(stopping, new LambdaCallback().onEpochBegin(trained::add).onTrainEnd(logs::add)));
    assertEquals(List.of(), trained);
    assertEquals(List.of(0, 1), history.epochs());
    assertEquals(history.get("loss").get(1), ((Map<?, ?>) logs.get(0)).get("loss"));
  }

  @Test
  void aBackupOfSomethingElseIsRefused() {
    fail();
    String cure = ". Go on with what it was made with, or remove it to begin anew";
    String other = "BackupAndRestore: " + file + " was made with another model or other arguments: it has ";
    assertEquals(other + "\"layer dense: Dense(units=5, activation=relu) of flatten[1][0] gives [(None, 5)]\", but now "
        + "there is \"layer dense: Dense(units=6, activation=relu) of flatten[1][0] gives [(None, 6)]\"" + cure,
        refusal(model(6, 0.1), options()));
    assertEquals(other + "\"optimizer Adam(learningRate=0.1)\", but now there is \"optimizer Adam(learningRate=0.2)\""
        + cure, refusal(model(5, 0.2), options()));
    assertEquals(other + "\"batchSize 8\", but now there is \"batchSize 4\"" + cure,
        refusal(model(5, 0.1), options().batchSize(4)));
    assertEquals(other + "\"shuffle true\", but now there is \"shuffle false\"" + cure,
        refusal(model(5, 0.1), options().shuffle(false)));
    assertEquals(other + "\"data of 40 rows\", but now there is \"data of 36 rows\"" + cure,
        refusal(model(5, 0.1), options().validationSplit(0.1)));
    String backup = BackupAndRestore.class.getName();
    assertEquals("BackupAndRestore: " + file + " was made with the callbacks [" + History.class.getName() + ", "
        + backup + "], but now they are [" + EarlyStopping.class.getName() + ", " + History.class.getName() + ", "
        + backup + "]" + cure, refusal(model(5, 0.1), options(new EarlyStopping())));
    assertTrue(Files.exists(file), "it is still there for who knows better");
  }

  private static String refusal(Model model, FitOptions options) {
    return assertThrows(IllegalStateException.class, () -> model.fit(SampleModels.rows(), options)).getMessage();
  }

  @Test
  void aDamagedBackupIsSaidToBeAndLeft() throws IOException {
    fail();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() / 2));
    String message = assertThrows(UncheckedIOException.class,
        () -> model(5, 0.1).fit(SampleModels.rows(), options())).getMessage();
    assertTrue(message.startsWith("BackupAndRestore can't read " + file + ": backup.json"), message);
    Models.save(model(5, 0.1), temporary.resolve("model.json"));
    Files.copy(temporary.resolve("model.json"), file, StandardCopyOption.REPLACE_EXISTING);
    message = assertThrows(UncheckedIOException.class,
        () -> model(5, 0.1).fit(SampleModels.rows(), options())).getMessage();
    assertTrue(message.contains("not a backup of training: it must begin with {\"format\": \"neurona-backup\""),
        message);
  }

  @Test
  void moreEpochsGoOnWhereFewerEnded() {
    ArrayDataset rows = SampleModels.rows();
    Callback keeping = new BackupAndRestore(folder).deleteCheckpoint(false);
    FitOptions options = new FitOptions().batchSize(8).verbose(0).callbacks(keeping);
    model(5, 0.1).fit(rows, options.epochs(2));
    assertTrue(Files.exists(file));
    Model model = model(5, 0.1);
    assertEquals(List.of(0, 1, 2, 3), model.fit(rows, options.epochs(4)).epochs());
    Model straight = model(5, 0.1);
    straight.fit(rows, new FitOptions().batchSize(8).verbose(0).epochs(4));
    assertEquals(straight.getWeights(), model.getWeights());
  }

  @Test
  void whatOthersHaveInTheFolderStaysAndWhatKilledSavesLeftGoes() throws IOException {
    fail();
    Path note = Files.writeString(folder.resolve("note.txt"), "mine");
    Path left = Files.writeString(folder.resolve(".backup.json.1234.tmp"), "half");
    model(5, 0.1).fit(SampleModels.rows(), options());
    assertTrue(Files.exists(note));
    assertFalse(Files.exists(left));
    assertFalse(Files.exists(file));
  }

  @Test
  void aFolderThatCanNotBeMadeIsNamed() throws IOException {
    Files.writeString(folder, "a file");
    String message = assertThrows(UncheckedIOException.class,
        () -> model(5, 0.1).fit(SampleModels.rows(), options())).getMessage();
    assertTrue(message.startsWith("BackupAndRestore can't write " + file), message);
    assertThrows(IllegalArgumentException.class, () -> new BackupAndRestore(" "));
    assertThrows(IllegalArgumentException.class, () -> new BackupAndRestore(folder).saveFreq(0));
    assertEquals("Invalid value for argument `saveFreq`. Received: saveFreq=batch. Expected either 'epoch' or an "
        + "integer value.", assertThrows(IllegalArgumentException.class,
            () -> new BackupAndRestore(folder).saveFreq("batch")).getMessage());
  }

  @Test
  void severalOutputsAndTheirMetricsGoOnInTheMiddle() {
    NDArray x = NDArray.of(new float[][] {{1, 2, 3, 4}, {-1, 0, 1, 0}, {2, 1, 0, 1}, {0, 0, 1, 1}});
    List<NDArray> y = List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}, {1, 1}, {0, 0}}), NDArray.of(1f, 0f, 1f, 0f));
    Model straight = SampleModels.branches();
    FitOptions plain = new FitOptions().epochs(3).batchSize(1).verbose(0);
    History whole = straight.fit(List.of(x, x), y, plain);
    int[] batches = new int[1];
    Callback cut = new LambdaCallback().onTrainBatchBegin(batch -> {
      if (++batches[0] == 8) {
        throw new IllegalStateException("power cut");
      }
    });
    FitOptions options = plain.callbacks(new BackupAndRestore(folder).saveFreq(1), cut);
    assertThrows(IllegalStateException.class, () -> SampleModels.branches().fit(List.of(x, x), y, options));
    Model model = SampleModels.branches();
    assertEquals(whole.history(), model.fit(List.of(x, x), y, options).history());
    assertEquals(straight.getWeights(), model.getWeights());
  }

  @Test
  void theCurvesOfTensorBoardGoOnAtTheirStep() {
    TensorBoard board = new TensorBoard(temporary.resolve("logs"));
    model(5, 0.1).fit(SampleModels.rows(), new FitOptions().epochs(4).batchSize(8).verbose(0).callbacks(board));
    CallbackState straight = board.state();
    assertEquals(20, straight.number("train_batches"));
    assertThrows(IllegalStateException.class,
        () -> model(5, 0.1).fit(SampleModels.rows(), options(board, failsAtEpoch(2))));
    model(5, 0.1).fit(SampleModels.rows(), options(board));
    assertEquals(straight, board.state());
  }

  private static Sequential nested(int units, boolean frozen) {
    Sequential base = new Sequential(new Flatten(), new Dense(units, "relu"), new Dense(4));
    Sequential model = new Sequential(new Input(2, 3), base.name("base").asLayer(), new Dense(3, "softmax"));
    model.setTrainable("base/dense", !frozen);
    model.compile(new Adam(0.1), "sparse_categorical_crossentropy", "accuracy");
    return model;
  }

  @Test
  void aModelOfModelsGoesOnToTheSameBitsAndIsToldFromOthers() {
    Model straight = nested(5, true);
    straight.fit(SampleModels.rows(), new FitOptions().epochs(4).batchSize(8).verbose(0));
    assertThrows(IllegalStateException.class,
        () -> nested(5, true).fit(SampleModels.rows(), options(failsAtEpoch(2))));

    String other = assertThrows(IllegalStateException.class,
        () -> nested(6, true).fit(SampleModels.rows(), options())).getMessage();
    assertTrue(other.contains("\"layer base/dense: Dense(units=5, activation=relu"), other);
    String thawed = assertThrows(IllegalStateException.class,
        () -> nested(5, false).fit(SampleModels.rows(), options())).getMessage();
    assertTrue(thawed.contains(" gives [(None, 5)], frozen\", but now there is \""), thawed);
    Model model = nested(5, true);
    model.fit(SampleModels.rows(), options());
    assertEquals(straight.getWeights(), model.getWeights());
    assertEquals(straight.trainingState(), model.trainingState());
  }
}
