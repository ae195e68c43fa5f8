package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.neurona.layers.LayerGraph.Application;
import org.neurona.layers.LayerGraph.Member;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

class LayerGraphTest {
  private static String message(List<Tensor> inputs, List<Tensor> outputs) {
    return assertThrows(IllegalArgumentException.class, () -> LayerGraph.between(inputs, outputs)).getMessage();
  }

  @Test
  void layersComeByTheirDistanceFromTheOutputs() {
    Tensor left = new Input(4).name("left").apply();
    Tensor right = new Input(4).name("right").apply();
    Tensor deep = new Dense(4).name("b").apply(new Dense(4).name("a").apply(left));
    Tensor output = new Dense(1).name("out").apply(new Add().name("sum").apply(deep, right));

    LayerGraph graph = LayerGraph.between(List.of(left, right), List.of(output));

    assertEquals(List.of("left", "a", "b", "right", "sum", "out"),
        graph.members().stream().map(Member::name).toList());
    assertEquals(List.of("left", "right"), graph.inputs().stream().map(graph::name).toList());
    assertEquals(List.of("out"), graph.outputs().stream().map(graph::name).toList());
  }

  @Test
  void aLayerThatIsAppliedTwiceIsOneMemberWithOneSetOfWeights() {
    Tensor input = Input.of(4);
    Dense shared = new Dense(4);

    LayerGraph graph = LayerGraph.between(List.of(input), List.of(shared.apply(shared.apply(input))));

    assertEquals(2, graph.members().size());
    assertEquals(List.of("input_layer", "dense", "dense"),
        graph.applications().stream().map(Application::member).map(Member::name).toList());
  }

  @Test
  void aSharedLayerNeedsInputsOfOneWidth() {
    Tensor input = Input.of(4);
    Dense shared = new Dense(3).name("shared");

    assertEquals("Dense \"shared\" is applied to inputs that need different weights: [(4, 3), (3,)] and [(3, 3), (3,)]",
        message(List.of(input), List.of(shared.apply(shared.apply(input)))));
  }

  @Test
  void twoLayersCannotHaveOneName() {
    Tensor input = Input.of(4);
    Tensor output = new Dense(1).name("x").apply(new Dense(2).name("x").apply(input));

    assertEquals("All layers added to a model should have unique names. Name 'x' is already the name of a layer in "
        + "this model.", message(List.of(input), List.of(output)));
  }

  @Test
  void inputsMustBeThoseThatTheOutputsNeed() {
    Tensor input = Input.of(4);
    Tensor other = Input.of(5);
    Tensor output = new Dense(1).apply(input);

    assertEquals("The outputs need an input of shape (None, 4) that is not among the model's inputs",
        message(List.of(), List.of(output)));
    assertEquals("The outputs don't depend on the input of shape (None, 5)",
        message(List.of(input, other), List.of(output)));
    assertEquals("An input is given twice to the model", message(List.of(input, input), List.of(output)));
    Tensor bare = Ops.square(input);
    assertEquals("A model's input must come from Input.of(...) or another layer, got "
        + "Tensor(shape=(None, 4), op=square)", message(List.of(bare), List.of(output)));
  }

  @Test
  void whatALayerGivesCanBeAnInput() {
    Tensor input = Input.of(4);
    Dense first = new Dense(3);
    Dense second = new Dense(2);
    Tensor hidden = first.apply(input);
    Tensor beside = Input.of(3);
    Tensor output = second.apply(new Add().apply(hidden, beside));

    LayerGraph graph = LayerGraph.between(List.of(hidden, beside), List.of(output, hidden));

    assertEquals(List.of("input_layer", "input_layer_1", "add", "dense"),
        graph.members().stream().map(Member::name).sorted(Comparator.comparing(name -> !name.startsWith("input")))
            .toList());
    assertSame(second, graph.member("dense").layer());
    assertEquals(graph.inputs().get(0), graph.outputs().get(1), "an input that is an output too");
    assertEquals("The outputs need an input of shape (None, 3) that is not among the model's inputs",
        message(List.of(hidden), List.of(output)));
  }

  @Test
  void layersKeepTheNamesThatTheyHaveInAnotherModelWhereTheseAreFree() {
    Tensor input = Input.of(4);
    Dense second = new Dense(2);
    LayerGraph.between(List.of(input), List.of(second.apply(new Dense(3).apply(input))));

    LayerGraph alone = LayerGraph.between(List.of(input), List.of(second.apply(new Dense(3).name("x").apply(input))));
    LayerGraph taken =
        LayerGraph.between(List.of(input), List.of(second.apply(new Dense(3).name("dense_1").apply(input))));

    assertEquals(List.of("input_layer", "x", "dense_1"), alone.members().stream().map(Member::name).toList());
    assertEquals(List.of("input_layer", "x", "dense"), alone.automaticNames());
    assertEquals(List.of("input_layer", "dense_1", "dense"), taken.members().stream().map(Member::name).toList());
  }

  @Test
  void aBareOperationBelongsIntoALayer() {
    Tensor input = Input.of(4);

    assertEquals("A model is made of layers, but a tensor comes from the operation square. Put operations into the "
        + "call method of a layer of your own", message(List.of(input), List.of(Ops.square(input))));
  }
}
