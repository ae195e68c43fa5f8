package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurona.callbacks.FitParameters;

class HistoryTest {
  private final History history = new History();

  @BeforeEach
  void twoEpochsFromTheThirdOn() {
    history.attach(null, new FitParameters(1, 4, OptionalInt.of(7)));
    history.onEpochEnd(2, Map.of("val_loss", 0.3, "loss", 0.2, "accuracy", 0.8));
    history.onEpochEnd(3, Map.of("val_loss", 0.2, "loss", 0.1, "accuracy", 0.9));
  }

  @Test
  void hasOneValueForEachEpochByNameInAlphabeticalOrder() {
    assertEquals("{accuracy=[0.8, 0.9], loss=[0.2, 0.1], val_loss=[0.3, 0.2]}", history.history().toString());
    assertEquals(List.of(0.8, 0.9), history.get("accuracy"));
  }

  @Test
  void knowsItsEpochsAndWhatWasAskedFor() {
    assertEquals(List.of(2, 3), history.epochs());
    assertEquals(new FitParameters(1, 4, OptionalInt.of(7)), history.params());
  }

  @Test
  void knowsInWhichEpochsEachNameWasLogged() {
    history.onEpochEnd(4, Map.of("loss", 0.05));
    history.onEpochEnd(5, Map.of("loss", 0.04, "val_loss", 0.1));
    assertEquals(List.of(2, 3, 4, 5), history.epochs("loss"));
    assertEquals(List.of(2, 3, 5), history.epochs("val_loss"));
    assertThrows(IllegalArgumentException.class, () -> history.epochs("acc"));

    History restored = new History();
    restored.restore(history.state());
    assertEquals(history.history(), restored.history());
    assertEquals(List.of(2, 3, 5), restored.epochs("val_loss"));
    restored.onEpochEnd(6, Map.of("val_loss", 0.1));
    assertEquals(List.of(2, 3, 5, 6), restored.epochs("val_loss"));
  }

  @Test
  void saysWhatToAddWhereNothingPlots() {
    assertEquals("No plotter found. Add nn-plots to the class path (module path: requires org.neurona.plots).",
        assertThrows(IllegalStateException.class, () -> history.plot(Path.of("curves.svg"))).getMessage());
  }

  @Test
  void printsItsValues() {
    assertEquals("History{accuracy=[0.8, 0.9], loss=[0.2, 0.1], val_loss=[0.3, 0.2]}", history.toString());
  }

  @Test
  void listsTheKnownNamesWhereOneIsUnknown() {
    assertEquals("History has no \"acc\". Known: accuracy, loss, val_loss",
        assertThrows(IllegalArgumentException.class, () -> history.get("acc")).getMessage());
  }

  @Test
  void cannotBeChangedByItsReaders() {
    assertThrows(UnsupportedOperationException.class, () -> history.get("loss").add(1.0));
    assertThrows(UnsupportedOperationException.class, () -> history.history().clear());
    assertThrows(UnsupportedOperationException.class, () -> history.history().get("loss").clear());
    assertThrows(UnsupportedOperationException.class, () -> history.epochs().clear());
  }
}
