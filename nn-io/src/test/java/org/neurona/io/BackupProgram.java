package org.neurona.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.callbacks.BackupAndRestore;
import org.neurona.callbacks.CSVLogger;
import org.neurona.callbacks.EarlyStopping;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.callbacks.LearningRateScheduler;
import org.neurona.callbacks.ModelCheckpoint;
import org.neurona.callbacks.ReduceLROnPlateau;
import org.neurona.callbacks.TerminateOnNaN;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.optimizers.Adam;

/**
 * Trains a small model with a backup in a folder, and leaves everything that came of it there. Each batch is a line on
 * standard output: its epoch, its number, and the bits of its logs. For tests that kill it.
 */
final class BackupProgram {
  private BackupProgram() {}

  /**
   * Arguments: the folder, {@code epoch} or a number of batches between two backups, and perhaps {@code exit}, to exit
   * early, or {@code slow}, to take so long that a signal comes in time on any machine.
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String saveFreq = arguments[1];
    String manner = arguments.length > 2 ? arguments[2] : "";
    Random random = new Random(11);
    float[][] x = new float[150][6];
    int[] y = new int[150];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < 6; j++) {
        x[i][j] = (float) random.nextGaussian();
      }
      y[i] = x[i][0] * x[i][1] + random.nextGaussian() > 0 ? 1 : 0;
    }
    Sequential model = new Sequential(new Input(6), new Dense(16, "relu"), new Dropout(0.3), new Dense(2, "softmax"));
    model.seed(3).engine("scalar").threads(1).compile(new Adam(0.03), "sparse_categorical_crossentropy", "accuracy");
    BackupAndRestore backup = new BackupAndRestore(folder.resolve("backup"));
    int[] epoch = new int[1];
    Map<?, ?>[] last = new Map<?, ?>[1];
    History history = model.fit(NDArray.of(x), NDArray.of(y), new FitOptions().epochs(30).batchSize(8)
        .validationSplit(0.2).verbose(0).callbacks(
            saveFreq.equals("epoch") ? backup : backup.saveFreq(Integer.parseInt(saveFreq)),
            new LearningRateScheduler((number, rate) -> rate * 0.95),
            new ReduceLROnPlateau().patience(2).factor(0.5),
            new EarlyStopping().patience(3).restoreBestWeights(true),
            new ModelCheckpoint(folder.resolve("best.json")).saveBestOnly(true),
            new CSVLogger(folder.resolve("log.csv")).append(saveFreq.equals("4")),
            new TerminateOnNaN(),
            new LambdaCallback().onEpochBegin(number -> epoch[0] = number)
                .onTrainBatchEnd((batch, logs) -> {
                  say(epoch[0] + " " + batch + " " + bits(logs));
                  if (manner.equals("slow")) {
                    LockSupport.parkNanos(100_000_000);
                  }
                })
                .onTrainEnd(logs -> last[0] = logs)
                .onEpochEnd((number, logs) -> {
                  if (manner.equals("exit") && number == 1) {
                    System.exit(3);
                  }
                })));
    say("end " + history.epochs().size());
    Models.save(model, folder.resolve("model.json"));
    Files.write(folder.resolve("history.txt"),
        List.of(history.toString(), String.valueOf(history.epochs()), String.valueOf(last[0])));
  }

  private static String bits(Map<String, Double> logs) {
    StringBuilder text = new StringBuilder();
    logs.forEach((name, value) -> text.append(name).append('=').append(Long.toHexString(Double.doubleToLongBits(value)))
        .append(' '));
    return text.toString();
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
