package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgbarLoggerTest {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  private ProgbarLogger logger(int verbose, int epochs) {
    return logger(verbose, epochs, OptionalInt.of(2), false);
  }

  private ProgbarLogger logger(int verbose, int epochs, OptionalInt steps, boolean terminal) {
    ProgbarLogger logger = new ProgbarLogger(
        new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, false), () -> 0);
    logger.attach(null, new FitParameters(verbose, epochs, steps));
    return logger;
  }

  private static void fit(ProgbarLogger logger, int epochs) {
    logger.onTrainBegin();
    for (int epoch = 0; epoch < epochs; epoch++) {
      logger.onEpochBegin(epoch);
      logger.onTrainBatchEnd(0, Map.of("loss", 3.0));
      logger.onTrainBatchEnd(1, Map.of("loss", 2.0));
      logger.onTestBegin();
      logger.onTestBatchEnd(0, Map.of("loss", 4.0));
      logger.onTestEnd(Map.of("loss", 4.0));
      logger.onEpochEnd(epoch, Map.of("loss", 2.0, "val_loss", 4.0));
    }
    logger.onTrainEnd(Map.of());
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void aBarForEachEpochWithValidationOnItsLine() {
    fit(logger(1, 2), 2);

    assertEquals("Epoch 1/2\n2/2 ==================== 0s 0s/step - loss: 2.0000 - val_loss: 4.0000\n"
        + "Epoch 2/2\n2/2 ==================== 0s 0s/step - loss: 2.0000 - val_loss: 4.0000\n", text());
  }

  @Test
  void oneEpochIsNotAnnounced() {
    fit(logger(1, 1), 1);

    assertEquals("2/2 ==================== 0s 0s/step - loss: 2.0000 - val_loss: 4.0000\n", text());
  }

  @Test
  void verboseTwoIsALineForEachEpoch() {
    fit(logger(2, 2), 1);

    assertEquals("Epoch 1/2\n2/2 - 0s - 0s/step - loss: 2.0000 - val_loss: 4.0000\n", text());
  }

  @Test
  void evaluationAndPredictionHaveBarsOfTheirOwn() {
    ProgbarLogger logger = logger(1, 1);
    logger.onTestBegin();
    logger.onTestBatchEnd(1, Map.of("loss", 1.0));
    logger.onTestEnd(Map.of("loss", 1.0));
    logger.onPredictBegin();
    logger.onPredictBatchEnd(1);
    logger.onPredictEnd();

    assertEquals("2/2 ==================== 0s 0s/step - loss: 1.0000\n2/2 ==================== 0s 0s/step\n", text());
  }

  @Test
  void stepsThatNobodyKnewAreKnownFromTheSecondEpochOn() {
    fit(logger(1, 2, OptionalInt.empty(), true), 2);

    assertEquals("Epoch 1/2\n      1/Unknown 0s 0s/step - loss: 3.0000"
        + "2/2 ==================== 0s 0s/step - loss: 2.0000 - val_loss: 4.0000\n"
        + "Epoch 2/2\n1/2 ==========.......... 0s 0s/step - loss: 3.0000"
        + "2/2 ==================== 0s 0s/step - loss: 2.0000 - val_loss: 4.0000\n",
        text().replaceAll("\r|\u001b\\[\\d*m", ""));
  }

  @Test
  void evaluationAfterTrainingShowsAgain() {
    ProgbarLogger logger = logger(2, 1);
    fit(logger, 1);
    logger.onTestBegin();
    logger.onTestBatchEnd(1, Map.of("loss", 1.0));
    logger.onTestEnd(Map.of("loss", 1.0));

    assertEquals("2/2 - 0s - 0s/step - loss: 2.0000 - val_loss: 4.0000\n2/2 - 0s - 0s/step - loss: 1.0000\n", text());
  }

  @Test
  void numbersAreWrittenAlikeInEveryCountry() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      fit(logger(1, 1), 1);
    } finally {
      Locale.setDefault(before);
    }

    assertEquals("2/2 ==================== 0s 0s/step - loss: 2.0000 - val_loss: 4.0000\n", text());
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, true", "US-ASCII, false", "ISO-8859-1, false"})
  void aBarIsDrawnWithWhatStandardOutputCanEncode(String charset, boolean bars) {
    assertEquals(bars, consoleFor(charset).canDrawBars());
  }

  @Test
  void aCharsetThatNobodyKnowsIsNoReasonToFail() {
    assertDoesNotThrow(() -> consoleFor("cp0"));
    assertDoesNotThrow(() -> consoleFor("no charset"));
  }

  private static Console consoleFor(String charset) {
    String before = System.getProperty("stdout.encoding");
    System.setProperty("stdout.encoding", charset);
    try {
      return Console.standard();
    } finally {
      if (before == null) {
        System.clearProperty("stdout.encoding");
      } else {
        System.setProperty("stdout.encoding", before);
      }
    }
  }
}
