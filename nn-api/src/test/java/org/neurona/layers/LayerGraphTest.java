package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    assertEquals("A model's input must come from Input.of(...), got Tensor(shape=(None, 1), op=Dense)",
        message(List.of(output), List.of(output)));
  }

  @Test
  void aBareOperationBelongsIntoALayer() {
    Tensor input = Input.of(4);

    assertEquals("A model is made of layers, but a tensor comes from the operation square. Put operations into the "
        + "call method of a layer of your own", message(List.of(input), List.of(Ops.square(input))));
  }
}
