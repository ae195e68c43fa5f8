package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.data.Rows;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerGraph;

class SequentialTest {
  private static final FitOptions SILENT = new FitOptions().verbose(0);

  /** Batches that come one after the other, without a known number of rows. */
  private record Stream(List<Batch> all) implements Dataset {
    @Override
    public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
      return all.iterator();
    }

    @Override
    public OptionalInt rows() {
      return OptionalInt.empty();
    }
  }

  @BeforeEach
  void engine() {
    MockEngine.runtime();
  }

  private static String message(Class<? extends Exception> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  private static List<String> names(Model model) {
    return model.graph().members().stream().map(LayerGraph.Member::name).toList();
  }

  @Test
  void layersAreNamedInTheirOrder() {
    Sequential model = new Sequential();
    assertSame(model, model.add(new Flatten(2, 3)));
    model.add(new Dense(4)).add(new Dense(5).name("middle")).add(new Dense(6));

    assertEquals(List.of("input_layer", "flatten", "dense", "middle", "dense_1"), names(model));
    assertEquals(4, model.layers().size());
    assertEquals(6 * 4 + 4 + 4 * 5 + 5 + 5 * 6 + 6, model.countParams());
  }

  @Test
  void theInputIsNoLayerOfTheModel() {
    Dense dense = new Dense(2);

    assertEquals(List.of(dense), new Sequential(new Input(3), dense).layers());
  }

  @Test
  void shapesAreKnownFromAnInputTheFirstLayerOrTheFirstData() {
    assertTrue(new Sequential(new Input(3), new Dense(1)).isBuilt());
    assertTrue(new Sequential(new Dense(1).inputShape(3)).isBuilt());
    assertTrue(new Sequential(new Dense(1)).build(3).isBuilt());
    Sequential open = new Sequential(new Flatten(), new Dense(2));
    assertFalse(open.isBuilt());
    open.compile("sgd", "mse");

    open.fit(NDArray.zeros(5, 2, 3), NDArray.zeros(5, 2), SILENT);

    assertEquals(6 * 2 + 2, open.countParams());
  }

  @Test
  void aStreamOfBatchesTellsTheShapeToo() {
    Sequential model = new Sequential(new Dense(2));
    model.compile("sgd", "mse");
    Rows rows = Rows.all(NDArray.zeros(5, 3));

    model.fit(new Stream(List.of(new Batch(List.of(rows), List.of(rows), null))), SILENT);

    assertEquals(3 * 2 + 2, model.countParams());
  }

  @Test
  void anEmptyStreamIsRefused() {
    Sequential model = new Sequential(new Dense(2));
    model.compile("sgd", "mse");

    assertEquals("fit: the data is empty. Received: 0 samples",
        message(IllegalArgumentException.class, () -> model.fit(new Stream(Collections.emptyList()), SILENT)));
  }

  @Test
  void withoutAShapeThereAreNoWeights() {
    Sequential open = new Sequential(new Dense(2));

    assertEquals("getWeights: model \"sequential\" has no weights yet, for the shape of its input is not known. Start it "
        + "with new Input(...), or call build(...) or fit(...) first",
        message(IllegalStateException.class, open::getWeights));
    assertEquals("Model \"sequential\" has not been built yet: the shape of its input is not known. Start it with "
        + "new Input(...), or call build(...) or fit(...)", message(IllegalStateException.class, open::graph));
  }

  @Test
  void layersCanBeAddedAndRemovedOnceThereAreWeights() {
    Sequential model = new Sequential(new Input(3), new Dense(2));
    model.getWeights();

    assertEquals(3 * 2 + 2 + 2 + 1, model.add(new Dense(1)).countParams());
    Layer last = model.getLayer(-1);
    assertSame(last, model.pop());
    assertEquals(3 * 2 + 2, model.countParams());
    model.pop();
    assertFalse(model.isBuilt());
    assertEquals("There is no layer to remove from model \"sequential\"",
        message(IllegalStateException.class, model::pop));
  }

  @Test
  void itNeedsLayers() {
    assertEquals("Sequential model sequential cannot be built because it has no layers. Call `model.add(layer)`.",
        message(IllegalStateException.class, () -> new Sequential().build(3)));
    assertEquals("Sequential model sequential cannot be built because it has no layers. Call `model.add(layer)`.",
        message(IllegalStateException.class, () -> new Sequential(new Input(3)).build(3)));
  }

  @Test
  void anInputComesFirst() {
    assertEquals("Sequential model 'sequential' has layers already: an Input comes first",
        message(IllegalArgumentException.class, () -> new Sequential(new Dense(1), new Input(3))));
  }

  @Test
  void namesAreUnique() {
    Sequential model = new Sequential(new Dense(1).name("a"));

    assertEquals("All layers added to a Sequential model should have unique names. Name 'a' is already the name of a "
        + "layer in this model.", message(IllegalArgumentException.class, () -> model.add(new Dense(1).name("a"))));
    assertEquals(1, model.layers().size());
  }

  @Test
  void aLayerThatDoesNotFitIsNotAdded() {
    Sequential model = new Sequential(new Input(), new Flatten());
    int before = model.layers().size();

    assertThrows(ShapeMismatchException.class, () -> new Sequential(new Dense(3).name("hidden")).build());
    assertEquals(before, model.layers().size());
  }

  @Test
  void aSequentialModelHasOneInput() {
    Sequential model = new Sequential(new Dense(1));
    model.compile("sgd", "mse");
    NDArray x = NDArray.zeros(2, 3);

    assertEquals("A Sequential model has 1 input, got 2", message(IllegalArgumentException.class,
        () -> model.fit(List.of(x, x), List.of(NDArray.zeros(2, 1)), SILENT)));
  }

  @Test
  void aShapeThatWasDeclaredCannotBeBuiltOtherwise() {
    assertEquals("Sequential model 'sequential' has already been configured to use input shape (None, 4). You cannot "
        + "build it with input shape (None, 5)", message(IllegalArgumentException.class,
            () -> new Sequential(new Input(4), new Dense(1)).build(5)));
  }

  @Test
  void aModelWithWeightsCannotBeBuiltForOthers() {
    Sequential model = new Sequential(new Dense(1)).build(4);
    model.getWeights();
    LayerGraph graph = model.graph();

    assertEquals("Sequential model 'sequential' has already been configured to use input shape (None, 4). You cannot "
        + "build it with input shape (None, 5)",
        message(IllegalArgumentException.class, () -> model.build(5)));
    assertSame(graph, model.build(4).graph());
  }

  @Test
  void withoutWeightsItCanBeBuiltAnew() {
    assertEquals(5 + 1, new Sequential(new Dense(1)).build(4).build(5).countParams());
  }
}
