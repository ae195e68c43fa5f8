package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnakeCaseTest {
  @ParameterizedTest
  @CsvSource({"Dense, dense", "MaxPooling2D, max_pooling2d", "LSTM, lstm", "LSTMCell, lstm_cell", "GRUCell, gru_cell",
      "PReLU, p_re_lu", "ReLU, re_lu", "Conv2DTranspose, conv2d_transpose", "UpSampling1D, up_sampling1d",
      "My_Layer, my__layer", "Größe, gre"})
  void isThatOfKeras(String className, String name) {
    assertEquals(name, SnakeCase.of(className));
  }

  /** Keras' three regular expressions, applied one after the other. */
  private static String byExpressions(String className) {
    return className.replaceAll("\\W+", "").replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  @Test
  void agreesWithKerasExpressionsForAnyName() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder drawn = new StringBuilder();
      for (int length = random.nextInt(10); length > 0; length--) {
        drawn.append("abXYZ1_.".charAt(random.nextInt(8)));
      }
      assertEquals(byExpressions(drawn.toString()), SnakeCase.of(drawn.toString()), drawn.toString());
    }
  }
}
