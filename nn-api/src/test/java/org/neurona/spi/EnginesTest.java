package org.neurona.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.verify;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.MockEngine;
import org.neurona.WithoutServices;

class EnginesTest {
  @BeforeEach
  void provider() {
    MockEngine.runtime();
  }

  @AfterEach
  void clearProperties() {
    System.clearProperty("neurona.engine");
    System.clearProperty("neurona.threads");
  }

  @Test
  void theFastestOnAllCoresUnlessSaid() {
    Engines.find(null, 0);

    verify(MockEngine.provider()).engine("auto", 0);
  }

  @Test
  void propertiesSayWhich() {
    System.setProperty("neurona.engine", "scalar");
    System.setProperty("neurona.threads", "3");
    Engines.find(null, 0);

    verify(MockEngine.provider()).engine("scalar", 3);
  }

  @Test
  void theModelsOwnWordComesBeforeProperties() {
    System.setProperty("neurona.engine", "scalar");
    System.setProperty("neurona.threads", "3");
    Engines.find("simd", 2);

    verify(MockEngine.provider()).engine("simd", 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "many", ""})
  void aNumberOfThreadsMustBeANumber(String threads) {
    System.setProperty("neurona.threads", threads);

    assertEquals("-Dneurona.threads must be a number >= 0, got " + threads,
        assertThrows(IllegalArgumentException.class, () -> Engines.find(null, 0)).getMessage());
  }

  @Test
  void withoutTheCoreTheCureIsNamed() throws ReflectiveOperationException {
    Method find = WithoutServices.load(Engines.class).getDeclaredMethod("find", String.class, int.class);

    Throwable failure = assertThrows(InvocationTargetException.class, () -> find.invoke(null, null, 0)).getCause();
    assertEquals("java.lang.IllegalStateException: No engine found. Add nn-core to the class path (module path: requires "
        + "org.neurona.core).", failure.toString());
  }
}
