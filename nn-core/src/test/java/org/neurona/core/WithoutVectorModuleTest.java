package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** A JVM without {@code --add-modules jdk.incubator.vector}; the build gives this test a run of its own. */
class WithoutVectorModuleTest {
  private static Model model(String engine) {
    Model model = new Sequential(new Input(2), new Dense(1)).engine(engine);
    model.compile("sgd", "mse");
    return model;
  }

  @BeforeAll
  static void theModuleIsNotThere() {
    assertFalse(ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent(), "this run must be without the flag");
  }

  @Test
  void modelsTrainOnTheScalarEngineAndTheLogSaysOnceHowToGetTheFastOne() {
    List<String> logged = new ArrayList<>();
    Handler handler = new Handler() {
      @Override
      public void publish(LogRecord message) {
        logged.add(new SimpleFormatter().formatMessage(message));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
    Logger logger = Logger.getLogger("org.neurona");
    logger.addHandler(handler);
    Model first = model("auto");
    first.fit(NDArray.zeros(4, 2), NDArray.zeros(4, 1), new FitOptions().verbose(0));
    model("auto").getWeights();
    logger.removeHandler(handler);

    assertEquals("scalar", first.engine().name());
    assertEquals(List.of("Neurona uses the scalar engine: the module jdk.incubator.vector is missing; for several times "
        + "the speed, start the JVM with --add-modules jdk.incubator.vector"), logged);
  }

  @Test
  void theSimdEngineIsRefusedWithTheCureWhereItIsAskedFor() {
    IllegalStateException failure = assertThrows(IllegalStateException.class, () -> model("simd").getWeights());

    assertTrue(failure.getMessage().endsWith("start the JVM with --add-modules jdk.incubator.vector"),
        failure.getMessage());
  }
}
