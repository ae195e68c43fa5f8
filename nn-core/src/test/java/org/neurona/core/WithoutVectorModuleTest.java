package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
    Model first = model("auto");
    List<String> logged = LogCapture.of(() -> {
      first.fit(NDArray.zeros(4, 2), NDArray.zeros(4, 1), new FitOptions().verbose(0));
      model("auto").getWeights();
    });

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
