package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgbarTest {
  private static final String BAR = "━".repeat(20);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private long now;

  private Progbar bar(boolean terminal, OptionalInt target) {
    return new Progbar(new Console(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal, true), () -> now,
        target);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void passSeconds(double seconds) {
    now += Math.round(seconds * 1e9);
  }

  @Test
  void aPipeGetsOneLineAtTheEnd() {
    Progbar bar = bar(false, OptionalInt.of(1875));
    for (int step = 1; step <= 1875; step++) {
      passSeconds(0.0016);
      bar.update(step, Map.of("loss", 1.0));
    }
    bar.finish(1875, new TreeMap<>(Map.of("accuracy", 0.878, "loss", 0.429, "val_accuracy", 0.958, "val_loss",
        0.1391)));

    assertEquals("1875/1875 " + BAR + " 3s 2ms/step - accuracy: 0.8780 - loss: 0.4290 - val_accuracy: 0.9580"
        + " - val_loss: 0.1391" + System.lineSeparator(), text());
  }

  @Test
  void aTerminalsLineIsDrawnOverAtMostEveryFiftyMilliseconds() {
    Progbar bar = bar(true, OptionalInt.of(10));
    passSeconds(1);
    bar.update(1, Map.of());
    passSeconds(0.01);
    bar.update(2, Map.of());
    passSeconds(0.99);
    bar.update(5, Map.of("loss", 0.5));

    assertEquals("\r\u001b[1m 1/10\u001b[0m \u001b[32m" + "━".repeat(2) + "\u001b[0m\u001b[37m" + "━".repeat(18)
        + "\u001b[0m \u001b[1m9s\u001b[0m 1s/step"
        + "\r\u001b[1m 5/10\u001b[0m \u001b[32m" + "━".repeat(10) + "\u001b[0m\u001b[37m" + "━".repeat(10)
        + "\u001b[0m \u001b[1m1s\u001b[0m 250ms/step - loss: 0.5000", text());
  }

  @Test
  void whatALongerLineLeftBehindIsCleared() {
    Progbar bar = bar(true, OptionalInt.of(2));
    passSeconds(1);
    bar.update(1, Map.of("loss", 1.0));
    int before = text().length();
    passSeconds(1);
    bar.finish(2, Map.of());

    assertEquals("\r\u001b[1m2/2\u001b[0m \u001b[32m" + BAR + "\u001b[0m \u001b[1m2s\u001b[0m 1s/step"
        + " ".repeat(" - loss: 1.0000".length()) + System.lineSeparator(), text().substring(before));
  }

  @Test
  void aLineThatIsDrawnOverIsNeverLongerThanATerminalsEightyColumns() {
    Progbar bar = bar(true, OptionalInt.of(1875));
    passSeconds(1);
    bar.update(1, Map.of("accuracy", 0.5, "loss", 2.0, "sparse_categorical_accuracy", 0.25));
    assertEquals("   1/1875 " + BAR + " 31:14 1s/step - accuracy: 0.5000 - loss: 2.0000 ",
        text().replaceAll("\r|\u001b\\[\\d*m", ""));
    int before = text().length();
    bar.finish(1875, Map.of("accuracy", 0.5, "loss", 2.0, "sparse_categorical_accuracy", 0.25));

    assertEquals("1875/1875 " + BAR + " 1s 0s/step - accuracy: 0.5000 - loss: 2.0000 - sparse_categorical_accuracy: "
        + "0.2500", text().substring(before).replaceAll("\r|\u001b\\[\\d*m", "").strip());
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "11, 11s", "60, 60s", "61, 1:01", "125, 2:05", "3600, 60:00", "3601, 1:00:01", "3725, 1:02:05"})
  void timeLeftIsSecondsMinutesOrHours(int secondsLeft, String eta) {
    Progbar bar = bar(true, OptionalInt.of(secondsLeft + 2));
    passSeconds(1);
    bar.update(1, Map.of());
    int before = text().length();
    passSeconds(1);
    bar.update(2, Map.of());

    String line = text().substring(before);
    assertEquals(BAR + " " + eta + " 1s/step",
        line.replaceAll("\r|\u001b\\[\\d*m", "").replaceFirst(".*/\\d+ ", "").strip());
  }

  @ParameterizedTest
  @CsvSource({"2, 2s/step", "0.25, 250ms/step", "0.0006, 600us/step"})
  void theRateLeavesTheFirstStepOut(double seconds, String rate) {
    Progbar bar = bar(false, OptionalInt.of(3));
    passSeconds(100);
    bar.update(1, Map.of());
    passSeconds(seconds);
    bar.update(2, Map.of());
    passSeconds(seconds);
    bar.finish(3, Map.of());

    assertEquals(rate, text().strip().replaceFirst(".* ", ""));
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5000", "0.001, 1.0000e-03", "0.00012345, 1.2345e-04", "-0.5, -0.5000", "0, 0.0000e+00",
      "123456.789, 123456.7890", "NaN, nan",
      "Infinity, inf", "-Infinity, -inf"})
  void valuesHaveFourDecimalsAndSmallOnesAnExponent(double value, String shown) {
    assertEquals(" - loss: " + shown, Progbar.values(Map.of("loss", value)));
  }

  @Test
  void anUnknownNumberOfStepsIsSaidUntilItIsKnown() {
    Progbar bar = bar(true, OptionalInt.empty());
    passSeconds(1);
    bar.update(1, Map.of());
    assertEquals("\r\u001b[1m      1/Unknown\u001b[0m \u001b[1m1s\u001b[0m 1s/step", text());
    int before = text().length();
    passSeconds(3);
    bar.finish(7, Map.of());

    assertEquals("7/7 " + BAR + " 4s 500ms/step", text().substring(before).replaceAll("\r|\u001b\\[\\d*m", "").strip());
  }

  @Test
  void aPassThatWasStoppedShowsHowFarItCame() {
    Console plain = new Console(new PrintStream(printed, true, StandardCharsets.US_ASCII), false, false);
    Progbar bar = new Progbar(plain, () -> now, OptionalInt.of(10));
    passSeconds(1);
    bar.update(1, Map.of());
    passSeconds(1);
    bar.finish(3, Map.of());

    assertEquals(" 3/10 ======.............. 2s 500ms/step" + System.lineSeparator(), text());
  }

  @Test
  void aConsoleWithoutTheBarsCharacterGetsPlainOnes() {
    Console plain = new Console(new PrintStream(printed, true, StandardCharsets.US_ASCII), true, false);
    Progbar bar = new Progbar(plain, () -> now, OptionalInt.of(2));
    passSeconds(1);
    bar.update(1, Map.of());

    assertEquals("1/2 ==========.......... 1s 1s/step", text().replaceAll("\r|\u001b\\[\\d+m", ""));
  }
}
