package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.callbacks.BackupAndRestore;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.data.Dataset;
import org.neurona.data.Element;

/** Training on a pipeline that ends before its time, wherever that is, and goes on. */
class PipelineBackupTest {
  @TempDir
  private Path folder;

  /** Ten batches that are other ones in each epoch, with noise of their own. */
  private static Dataset pipeline() {
    NDArray x = SampleModels.rows().x();
    NDArray y = SampleModels.rows().y();
    return Dataset.from(() -> IntStream.range(0, 40).mapToObj(i -> Element.of(x.row(i), y.row(i))).iterator())
        .cache().shuffle(15).map((element, random) -> element.withX(noisy(element.x(), random.nextFloat())))
        .batch(4).prefetch(2);
  }

  private static NDArray noisy(NDArray x, float noise) {
    float[] values = x.toFloatArray();
    values[0] += noise;
    return NDArray.of(x.shape(), values);
  }

  private static Callback cutAt(int batch) {
    int[] batches = new int[1];
    return new LambdaCallback().onTrainBatchBegin(number -> {
      if (batches[0]++ == batch) {
        throw new IllegalStateException("power cut");
      }
    });
  }

  private void goesOnToTheSameBits(Dataset data, FitOptions options, int cut, int saveFreq) {
    Model straight = SampleModels.classifier();
    History whole = straight.fit(data, options);
    BackupAndRestore backup = new BackupAndRestore(folder).saveFreq(saveFreq);
    assertEquals("power cut", assertThrows(IllegalStateException.class, () -> SampleModels.classifier().fit(data,
        options.callbacks(cutAt(cut), backup))).getMessage());
    Model model = SampleModels.classifier();
    int[] steps = new int[1];
    History history = model.fit(data, options.callbacks(
        new LambdaCallback().onTrainBatchEnd((batch, logs) -> steps[0]++), backup));

    assertTrue(steps[0] > 0 && steps[0] < straight.trainingState().iterations(), "it went on: " + steps[0]);
    assertEquals(whole.history(), history.history());
    assertEquals(straight.getWeights(), model.getWeights());
    assertEquals(straight.trainingState(), model.trainingState());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10, 13, 29})
  void goesOnInTheMiddleOfAnEpoch(int cut) {
    goesOnToTheSameBits(pipeline(), new FitOptions().epochs(3).verbose(0), cut, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 11, 16, 19, 22})
  void goesOnInTheMiddleOfAPassThatEpochsShare(int cut) {
    goesOnToTheSameBits(pipeline(), new FitOptions().epochs(7).stepsPerEpoch(4).verbose(0), cut, 1);
    goesOnToTheSameBits(pipeline().repeat(), new FitOptions().epochs(6).stepsPerEpoch(4).verbose(0), cut, 2);
  }

  @Test
  void anotherNumberOfStepsIsAnotherTraining() {
    FitOptions options = new FitOptions().epochs(3).verbose(0);
    assertThrows(IllegalStateException.class, () -> SampleModels.classifier().fit(pipeline(),
        options.stepsPerEpoch(4).callbacks(cutAt(5), new BackupAndRestore(folder))));

    String message = assertThrows(IllegalStateException.class, () -> SampleModels.classifier().fit(pipeline(),
        options.stepsPerEpoch(5).callbacks(cutAt(99), new BackupAndRestore(folder)))).getMessage();
    assertTrue(message.contains("it has \"stepsPerEpoch 4\", but now there is \"stepsPerEpoch 5\""), message);
  }
}
