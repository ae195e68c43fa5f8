package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.Shape.UNKNOWN;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.activations.Activations;
import org.neurona.config.CustomObjects;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** What comes out of each built-in layer, what weights it has, and what it says of input that does not fit. */
class BuiltInLayersTest {
  private static final Tensor ROWS = Input.of(4);
  private static final Tensor IMAGES = Input.of(2, 3);

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(new Dense(7, "relu"), List.of(ROWS), Shape.of(UNKNOWN, 7), "[kernel (4, 7), bias (7,)]"),
        Arguments.of(new Dense(7).useBias(false), List.of(ROWS), Shape.of(UNKNOWN, 7), "[kernel (4, 7)]"),
        Arguments.of(new Dense(7), List.of(IMAGES), Shape.of(UNKNOWN, 2, 7), "[kernel (3, 7), bias (7,)]"),
        Arguments.of(new Flatten(), List.of(IMAGES), Shape.of(UNKNOWN, 6), "[]"),
        Arguments.of(new Activation("softmax"), List.of(IMAGES), Shape.of(UNKNOWN, 2, 3), "[]"),
        Arguments.of(new Activation("glu"), List.of(ROWS), Shape.of(UNKNOWN, 2), "[]"),
        Arguments.of(new Dropout(0.5), List.of(ROWS), Shape.of(UNKNOWN, 4), "[]"),
        Arguments.of(new Reshape(3, 2), List.of(IMAGES), Shape.of(UNKNOWN, 3, 2), "[]"),
        Arguments.of(new Reshape(-1), List.of(IMAGES), Shape.of(UNKNOWN, 6), "[]"),
        Arguments.of(new Reshape(1, -1), List.of(ROWS), Shape.of(UNKNOWN, 1, 4), "[]"),
        Arguments.of(new Concatenate(), List.of(ROWS, ROWS, ROWS), Shape.of(UNKNOWN, 12), "[]"),
        Arguments.of(new Concatenate().axis(1), List.of(IMAGES, IMAGES), Shape.of(UNKNOWN, 4, 3), "[]"),
        Arguments.of(new Add(), List.of(IMAGES, IMAGES), Shape.of(UNKNOWN, 2, 3), "[]"),
        Arguments.of(new Add(), List.of(IMAGES, Input.of(1, 3)), Shape.of(UNKNOWN, 2, 3), "[]"),
        Arguments.of(new Add(), List.of(Input.of(3), IMAGES, Input.of()), Shape.of(UNKNOWN, 2, 3), "[]"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputAndWeightsHaveTheirShapes(Layer layer, List<Tensor> inputs, Shape output, String weights) {
    List<Shape> shapes = inputs.stream().map(Tensor::shape).toList();

    assertEquals(output, layer.apply(inputs).shape());
    assertEquals(weights, layer.declareWeights(shapes, "").stream()
        .map(spec -> spec.name() + " " + spec.shape()).toList().toString());
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(new Dense(3).name("hidden"), List.of(Input.of()),
            "Dense \"hidden\" expects input of rank >= 2, got shape (None,)"),
        Arguments.of(new Dense(3), List.of(Input.of(UNKNOWN)),
            "Dense expects input with a last axis of known length, got shape (None, None)"),
        Arguments.of(new Dense(3), List.of(ROWS, ROWS),
            "Dense can't take input of shape (None, 4), (None, 4): it takes 1 input, got 2"),
        Arguments.of(new Dense(3).name("h"), List.of(), "Dense \"h\" is applied to nothing: give it a tensor"),
        Arguments.of(new Flatten(), List.of(Input.of(UNKNOWN, 3)),
            "Flatten expects input whose axes but the first are known, got shape (None, None, 3)"),
        Arguments.of(new Reshape(5), List.of(ROWS), "Reshape expects rows that fit into (5,), got shape (None, 4)"),
        Arguments.of(new Reshape(-1, 3), List.of(ROWS),
            "Reshape expects rows that fit into (None, 3), got shape (None, 4)"),
        Arguments.of(new Concatenate(), List.of(ROWS),
            "Concatenate: A merge layer should be called on a list of at least 2 inputs. Received 1 inputs."),
        Arguments.of(new Concatenate().axis(1), List.of(IMAGES, Input.of(2, 4)),
            "Concatenate expects inputs that differ on axis 1 only, like (None, 2, 3), got shape (None, 2, 4)"),
        Arguments.of(new Concatenate().axis(3), List.of(ROWS, ROWS),
            "Concatenate expects inputs with axis 3, got shape (None, 4)"),
        Arguments.of(new Add().name("sum"), List.of(ROWS, Input.of(5)),
            "Add \"sum\" expects inputs of one shape, like (None, 4), got shape (None, 5). "
                + "Inputs have incompatible shapes"),
        Arguments.of(new Add(), List.of(Input.of(1), ROWS, Input.of(5)),
            "Add expects inputs of one shape, like (None, 4), got shape (None, 5). Inputs have incompatible shapes"),
        Arguments.of(new Add(), List.of(Input.of(2), IMAGES),
            "Add expects inputs of one shape, like (None, 1, 2), got shape (None, 2, 3). "
                + "Inputs have incompatible shapes"),
        Arguments.of(new Add(), List.of(ROWS),
            "Add: A merge layer should be called on a list of at least 2 inputs. Received 1 inputs."),
        Arguments.of(new Activation("glu"), List.of(Input.of(3)),
            "Activation can't take input of shape (None, 3): glu expects an even last axis, got shape (None, 3)"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void inputThatDoesNotFitIsNamed(Layer layer, List<Tensor> inputs, String message) {
    assertEquals(message,
        assertThrows(IllegalArgumentException.class, () -> layer.apply(inputs)).getMessage());
  }

  @Test
  void shapesWithABatchOfKnownSizeAreTakenAsWell() {
    Tensor five = Tensor.of(new Placeholder("x", Shape.of(5, 2, 3)));

    assertEquals(Shape.of(5, 3, 2), new Reshape(3, -1).apply(five).shape());
    assertEquals(Shape.of(5, 6), new Flatten().apply(five).shape());
    assertEquals(Shape.of(5, 2, 7), new Dense(7).apply(five).shape());
    assertEquals(Shape.of(5, 2, 6), new Concatenate().apply(five, five).shape());
    assertEquals(Shape.of(5, 2, 3), new Add().apply(five, Tensor.of(new Placeholder("y", Shape.of(5, 3)))).shape());
  }

  @Test
  void anActivationIsGivenByNameOrAsAFunction() {
    assertEquals("tanh", new Dense(3).activation("tanh").activation().name());
    assertEquals("tanh", new Dense(3, "relu").activation(Activations.get("tanh")).activation().name());
    assertEquals("linear", new Dense(3, "relu").activation((String) null).activation().name());
  }

  @Test
  void aLossCanLookBehindTheLastOperationOfSoftmaxAndSigmoid() {
    for (Tensor rows : List.of(Tensor.of(new Placeholder("x", Shape.of(5, 4))),
        Tensor.of(new Placeholder("x", Shape.of(5, 2, 4))))) {
      Call call = new Call("dense", java.util.Map.of("kernel", Tensor.of(new Placeholder("kernel", Shape.of(4, 3))),
          "bias", Tensor.of(new Placeholder("bias", Shape.of(3)))), true, 0);

      assertEquals("Softmax[]", new Dense(3, "softmax").call(rows, call).op().toString());
      assertEquals("Unary[function=SIGMOID]", new Dense(3, "sigmoid").call(rows, call).op().toString());
    }
  }

  static Stream<Arguments> incomplete() {
    return Stream.of(Arguments.of("Dense", "Dense: units is missing"),
        Arguments.of("Dropout", "Dropout: rate is missing"),
        Arguments.of("Reshape", "Reshape: target_shape is missing"),
        Arguments.of("InputLayer",
            "InputLayer can't take input of shape : An input needs the shape of its rows: input_shape is missing"));
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void aFileMustSayWhatHasNoDefault(String className, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Layers.catalogue()
        .read(java.util.Map.of("class_name", className), CustomObjects.none()).apply()).getMessage());
  }

  @Test
  void aFrozenLayerStartsOutFrozenInEveryModel() {
    Layer frozen = new Dense(3).trainable(false);
    Tensor input = Input.of(2);
    LayerGraph graph = LayerGraph.between(List.of(input), List.of(new Dense(1).apply(frozen.apply(input))));

    assertEquals(Set.of(LayerState.of(frozen)), graph.frozen(true));
    LayerState.of(frozen).setTrainable(true);
    assertEquals(Set.of(), graph.frozen(true));
    assertEquals(3, graph.frozen(false).size());
    assertFalse(LayerState.of(frozen.copy()).isTrainable(), "a copy is as declared");
  }

  /** The example of Layer's documentation. */
  private static final class Scale extends Layer {
    Scale() {
      super(List.of());
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      return List.of(WeightSpec.of("factor", Shape.of(inputs.get(0).dim(-1)),
          org.neurona.initializers.Initializers.get("ones")));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      return Ops.multiply(x, call.weight("factor"));
    }
  }

  @Test
  void aLayerOfOnesOwnNeedsWeightsAndAFormulaAlone() {
    assertEquals(Shape.of(UNKNOWN, 4), new Scale().apply(ROWS).shape());
    assertEquals("Scale()", new Scale().toString());
  }

  @Test
  void aFormulaCanOnlyUseTheWeightsThatAreDeclared() {
    Layer wrong = new Layer(List.of()) {
      @Override
      protected Tensor call(Tensor x, Call call) {
        return call.weight("kernel");
      }

      @Override
      public String className() {
        return "Wrong";
      }
    };

    assertEquals("Wrong can't take input of shape (None, 4): Layer  declares no weight \"kernel\", only []",
        assertThrows(IllegalArgumentException.class, () -> wrong.apply(ROWS)).getMessage());
  }

  @Test
  void lossesOfALayerAreScalarsAndUpdatesKeepTheShape() {
    Tensor weight = Tensor.of(new Placeholder("mean", Shape.of(4)));
    Call call = new Call("norm", java.util.Map.of("mean", weight), true, 0);

    assertEquals("Layer norm adds a loss that is no scalar but (4,)",
        assertThrows(IllegalArgumentException.class, () -> call.addLoss(weight)).getMessage());
    assertEquals("Layer norm updates weight mean of shape (4,) with shape ()",
        assertThrows(IllegalArgumentException.class, () -> call.update("mean", Ops.constant(1))).getMessage());
  }
}
