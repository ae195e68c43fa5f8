package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.neurona.MockEngine;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.spi.CallbackState;
import org.neurona.spi.ModelRuntime;

class CallbackStateTest {
  private static <C extends Callback> C begun(C callback, ModelRuntime runtime) {
    Sequential model = new Sequential(new Input(1), new Dense(1));
    model.compile("sgd", "mse");
    model.getWeights();
    callback.attach(model, new FitParameters(0, 9, OptionalInt.empty()));
    callback.onTrainBegin();
    return callback;
  }

  /** After some epochs, one callback goes on, and another one from its state: both note the same from then on. */
  private static void assertGoesOn(Callback first, Callback second, double... values) {
    ModelRuntime runtime = MockEngine.runtime();
    Mockito.when(runtime.learningRate()).thenReturn(0.1);
    begun(first, runtime);
    for (int split = 0; split < values.length; split++) {
      begun(second, runtime);
      second.restore(first.state());
      for (Callback callback : List.of(first, second)) {
        callback.onEpochEnd(split, new TreeMap<>(Map.of("val_loss", values[split])));
      }
      assertEquals(first.state(), second.state());
      assertFalse(first.state().isEmpty());
    }
  }

  @Test
  void callbacksGoOnFromTheirStates() {
    double[] values = {3, 2, 2, 2, 1, 5, 5, 5, 5};
    assertGoesOn(new EarlyStopping().patience(3).restoreBestWeights(true),
        new EarlyStopping().patience(3).restoreBestWeights(true), values);
    assertGoesOn(new ReduceLROnPlateau().patience(2).cooldown(1), new ReduceLROnPlateau().patience(2).cooldown(1),
        values);
    assertGoesOn(new ModelCheckpoint("f.json").saveBestOnly(true), new ModelCheckpoint("f.json").saveBestOnly(true),
        values);
  }

  @Test
  void aStateGivesWhatItWasGiven() {
    CallbackState state = CallbackState.EMPTY.number("wait", 2).numbers("none", List.of())
        .texts("lines", List.of("a", "b")).arrays("weights", List.of(NDArray.of(1.5)));
    assertTrue(CallbackState.EMPTY.isEmpty());
    assertFalse(state.isEmpty());
    assertEquals(2, state.number("wait"));
    assertEquals(List.of(), state.numbers("none"));
    assertEquals(List.of("a", "b"), state.texts("lines"));
    assertEquals(List.of(NDArray.of(1.5)), state.arrays("weights"));
    assertEquals("The state has no \"best\". Known: none, wait",
        assertThrows(IllegalArgumentException.class, () -> state.number("best")).getMessage());
    assertEquals("The state should have one number \"none\". Received: []",
        assertThrows(IllegalArgumentException.class, () -> state.number("none")).getMessage());
  }
}
