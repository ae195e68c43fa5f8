package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CSVLoggerTest {
  @TempDir
  private Path folder;

  @SafeVarargs
  private List<String> lines(CSVLogger logger, Map<String, Double>... epochs) throws IOException {
    logger.onTrainBegin();
    for (int epoch = 0; epoch < epochs.length; epoch++) {
      logger.onEpochEnd(epoch, epochs[epoch]);
    }
    logger.onTrainEnd(Map.of());
    return Files.readAllLines(folder.resolve("log.csv"));
  }

  private CSVLogger logger() {
    return new CSVLogger(folder.resolve("log.csv"));
  }

  @Test
  void eachEpochIsALineUnderSortedNames() throws IOException {
    assertEquals(List.of("epoch,accuracy,loss,val_loss", "0,0.5,1.25,2.0", "1,0.75,1.0E-5,1.5"),
        lines(logger(), Map.of("loss", 1.25, "accuracy", 0.5, "val_loss", 2.0),
            Map.of("loss", 1e-5, "accuracy", 0.75, "val_loss", 1.5)));
  }

  @Test
  void validationHasItsColumnsEvenIfItComesLater() throws IOException {
    assertEquals(List.of("epoch;loss;val_loss", "0;1.0;NA", "1;0.5;2.0"),
        lines(logger().separator(";"), Map.of("loss", 1.0), Map.of("loss", 0.5, "val_loss", 2.0)));
  }

  @Test
  void aFileIsWrittenAnewUnlessItIsToGoOn() throws IOException {
    lines(logger(), Map.of("loss", 1.0));
    assertEquals(List.of("epoch,loss,val_loss", "0,1.0,NA", "0,2.0,NA"),
        lines(logger().append(true), Map.of("loss", 2.0)));
    assertEquals(List.of("epoch,loss,val_loss", "0,3.0,NA"), lines(logger(), Map.of("loss", 3.0)));
  }

  @Test
  void aFileThatCanNotBeWrittenIsNamed() {
    CSVLogger logger = new CSVLogger(folder.resolve("missing").resolve("log.csv"));
    String message = assertThrows(UncheckedIOException.class, logger::onTrainBegin).getMessage();
    assertTrue(message.startsWith("CSVLogger can't write " + folder.resolve("missing")), message);
    assertThrows(IllegalArgumentException.class, () -> new CSVLogger(" "));
  }
}
