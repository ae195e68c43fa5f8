package org.neurona.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.neurona.activations.ActivationFunction;

class CatalogueTest {
  private boolean asked;

  private static ActivationFunction function(String name) {
    return ActivationFunction.of(name, x -> x);
  }

  private Catalogue<ActivationFunction> catalogue() {
    return Catalogue.of("activation function", ActivationFunction.class)
        .add(function("first"), "first", "1st")
        .later(entries -> {
          asked = true;
          entries.add(function("second"), "second").leaveOut("it is too much.", "third");
        })
        .build();
  }

  @Test
  void whatWasAddedAtOnceIsFoundWithoutTheRest() {
    Catalogue<ActivationFunction> catalogue = catalogue();

    assertEquals("first", catalogue.get("1st").className());
    assertTrue(catalogue.find("first").isPresent());
    assertFalse(asked);
  }

  @Test
  void theRestIsAddedWhenANameAsksForIt() {
    Catalogue<ActivationFunction> catalogue = catalogue();

    assertEquals("second", catalogue.get("second").className());
    assertSame(catalogue.get("second"), catalogue.read("second", CustomObjects.none()));
  }

  @Test
  void listsHaveItAll() {
    assertEquals(List.of("first", "second"), catalogue().entries().stream().map(Configurable::className).toList());
    assertEquals(List.of("1st", "first", "second"), catalogue().identifiers());
    assertEquals("The activation function third is left out of Neurona: it is too much.",
        assertThrows(IllegalArgumentException.class, () -> catalogue().get("third")).getMessage());
    assertEquals("Could not interpret activation function identifier: secund. Did you mean \"second\"? Known: 1st, "
        + "first, second", assertThrows(IllegalArgumentException.class, () -> catalogue().get("secund")).getMessage());
  }

  @Test
  void aNameOfTheRestMustBeNewToo() {
    Catalogue<ActivationFunction> catalogue = Catalogue.of("activation function", ActivationFunction.class)
        .add(function("one"), "one").later(entries -> entries.add(function("one"), "one")).build();

    assertEquals("Two entries of activation function are called one",
        assertThrows(IllegalArgumentException.class, catalogue::entries).getMessage());
  }

  @Test
  void threadsThatAskAtOnceGetTheSameEntries() throws Exception {
    int threads = 4;
    CyclicBarrier together = new CyclicBarrier(threads);
    Catalogue<ActivationFunction> catalogue = Catalogue.of("activation function", ActivationFunction.class)
        .later(entries -> {
          await(together); // all of them are in here
          entries.add(function("second"), "second");
        }).build();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<ActivationFunction>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(() -> catalogue.get("second"));
      }
      for (Future<ActivationFunction> got : pool.invokeAll(calls)) {
        assertSame(catalogue.get("second"), got.get());
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
