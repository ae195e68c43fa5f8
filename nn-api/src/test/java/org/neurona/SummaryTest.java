package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neurona.layers.Add;
import org.neurona.layers.Call;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Reshape;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.TrainingState;

/** The summary as Keras 3 prints it. */
class SummaryTest {
  private static Sequential housing() {
    return new Sequential(new Input(21), new Dense(64), new Dense(1));
  }

  private static final String HOUSING = """
      Model: "sequential"
      ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
      ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
      ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
      │ dense (Dense)                   │ (None, 64)             │         1,408 │
      ├─────────────────────────────────┼────────────────────────┼───────────────┤
      │ dense_1 (Dense)                 │ (None, 1)              │            65 │
      └─────────────────────────────────┴────────────────────────┴───────────────┘
      """;

  @Test
  void aSequentialModelHasARowForEachLayerButTheInput() {
    assertEquals(HOUSING + """
       Total params: 1,473 (5.75 KB)
       Trainable params: 1,473 (5.75 KB)
       Non-trainable params: 0 (0.00 B)
      """, housing().summaryText());
  }

  @Test
  void theOptimizersNumbersCountOnceThereAreSome() {
    ModelRuntime runtime = MockEngine.runtime();
    Map<String, NDArray> slots = Map.of("m", NDArray.zeros(1473), "v", NDArray.zeros(1473));
    when(runtime.trainingState()).thenReturn(new TrainingState(1, 1, 0.1, slots));
    Sequential model = housing();
    model.compile("adam", "mse");
    model.getWeights();

    assertEquals(HOUSING + """
       Total params: 4,421 (17.27 KB)
       Trainable params: 1,473 (5.75 KB)
       Non-trainable params: 0 (0.00 B)
       Optimizer params: 2,948 (11.52 KB)
      """, model.summaryText());
  }

  @Test
  void anUnbuiltModelSaysSo() {
    assertEquals("""
        Model: "mine"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
        │ dense (Dense)                   │ ?                      │   0 (unbuilt) │
        └─────────────────────────────────┴────────────────────────┴───────────────┘
         Total params: 0 (0.00 B)
         Trainable params: 0 (0.00 B)
         Non-trainable params: 0 (0.00 B)
        """, new Sequential(new Dense(3)).name("mine").summaryText());
  }

  @Test
  void aFunctionalModelSaysWhatIsConnectedToWhat() {
    Tensor input = Input.of(8);
    Dense shared = new Dense(8);
    Tensor once = shared.apply(input);
    Tensor sum = new Add().name("a_sum_with_a_very_long_name").apply(once, shared.apply(once));
    Model model = new Model(input, new Dense(2).trainable(false).apply(sum));

    assertEquals("""
        Model: "functional"
        ┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
        ┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃
        ┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
        │ input_layer         │ (None, 8)         │          0 │ -                 │
        │ (InputLayer)        │                   │            │                   │
        ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
        │ dense (Dense)       │ (None, 8)         │         72 │ input_layer[0][0… │
        │                     │                   │            │ dense[0][0]       │
        ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
        │ a_sum_with_a_very_… │ (None, 8)         │          0 │ dense[0][0],      │
        │ (Add)               │                   │            │ dense[1][0]       │
        ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
        │ dense_1 (Dense)     │ (None, 2)         │         18 │ a_sum_with_a_ver… │
        └─────────────────────┴───────────────────┴────────────┴───────────────────┘
         Total params: 90 (360.00 B)
         Trainable params: 72 (288.00 B)
         Non-trainable params: 18 (72.00 B)
        """, model.summaryText());
  }

  @Test
  void largeModelsAreCountedInMegabytes() {
    Model model = new Sequential(new Input(1000), new Reshape(10, 100), new Dense(5000));

    assertTrue(model.summaryText().contains(" Total params: 505,000 (1.93 MB)\n"), model.summaryText());
    assertEquals(List.of(505_000L), List.of(model.countParams()));
  }

  @Test
  void anOptimizerWithoutArraysCountsItsStepsInEightBytesAndItsLearningRateInFour() {
    ModelRuntime runtime = MockEngine.runtime();
    when(runtime.trainingState()).thenReturn(new TrainingState(1, 1, 0.1, Map.of()));
    Sequential model = housing();
    model.compile("sgd", "mse");
    model.getWeights();

    assertEquals(HOUSING + """
       Total params: 1,475 (5.77 KB)
       Trainable params: 1,473 (5.75 KB)
       Non-trainable params: 0 (0.00 B)
       Optimizer params: 2 (12.00 B)
      """, model.summaryText());
  }

  @Test
  void anOptimizerThatMadeNoStepYetIsNotCounted() {
    ModelRuntime runtime = MockEngine.runtime();
    when(runtime.trainingState()).thenReturn(new TrainingState(0, 0, 0.1, Map.of("m", NDArray.zeros(1473))));
    Sequential model = housing();
    model.compile("adam", "mse");
    model.getWeights();

    assertFalse(model.summaryText().contains("Optimizer"), model.summaryText());
  }

  @Test
  void aFunctionalModelOfLayersInARowHasNoNeedToSayWhatIsConnected() {
    Tensor input = Input.of(784);
    Tensor hidden = new Dense(64, "relu").apply(input);
    Model model = new Model(input, new Dense(10).apply(hidden)).name("mnist_model");

    assertEquals("""
        Model: "mnist_model"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
        │ input_layer (InputLayer)        │ (None, 784)            │             0 │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ dense (Dense)                   │ (None, 64)             │        50,240 │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ dense_1 (Dense)                 │ (None, 10)             │           650 │
        └─────────────────────────────────┴────────────────────────┴───────────────┘
         Total params: 50,890 (198.79 KB)
         Trainable params: 50,890 (198.79 KB)
         Non-trainable params: 0 (0.00 B)
        """, model.summaryText());
  }

  @Test
  void aLayerThatIsAppliedTwiceInARowHasOneRowAndItsConnections() {
    Tensor input = Input.of(4);
    Dense shared = new Dense(4);
    Model model = new Model(input, shared.apply(shared.apply(input)));

    assertEquals("""
        │ dense (Dense)       │ (None, 4)         │         20 │ input_layer[0][0… │
        │                     │                   │            │ dense[0][0]       │
        └─────────────────────┴───────────────────┴────────────┴───────────────────┘
        """, lines(model, 7, 10));
  }

  @Test
  void aSharedLayersShapeIsThatOfItsLastUse() {
    Tensor left = new Input(2, 4).name("left").apply();
    Tensor right = new Input(3, 4).name("right").apply();
    Dense shared = new Dense(5);
    Tensor output = new Concatenate().axis(1).apply(shared.apply(left), shared.apply(right));

    assertEquals("""
        │ dense (Dense)       │ (None, 3, 5)      │         25 │ left[0][0],       │
        │                     │                   │            │ right[0][0]       │
        """, lines(new Model(List.of(left, right), List.of(output)), 8, 10));
  }

  /** A layer with two outputs. */
  private static final class Pair extends Layer {
    Pair() {
      super(List.of());
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
      return List.of(inputs.get(0), Ops.square(inputs.get(0)));
    }
  }

  @Test
  void severalOutputsOfALayerAreAList() {
    Tensor input = Input.of(4);
    List<Tensor> both = new Pair().applyAll(input);

    assertEquals("""
        │ pair (Pair)         │ [(None, 4),       │          0 │ input_layer[0][0] │
        │                     │ (None, 4)]        │            │                   │
        ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
        │ add (Add)           │ (None, 4)         │          0 │ pair[0][0],       │
        │                     │                   │            │ pair[0][1]        │
        """, lines(new Model(input, new Add().apply(both)), 7, 12));
  }

  private static String lines(Model model, int from, int to) {
    return String.join("\n", model.summaryText().lines().toList().subList(from, to)) + "\n";
  }

  private static Sequential nested() {
    Sequential base = new Sequential(new Input(4), new Dense(3).name("hidden"), new Dense(2).name("code"));
    Sequential model = new Sequential(new Input(4), base.name("base").asLayer(), new Flatten(), new Dense(1));
    model.setTrainable("base/hidden", false);
    return model;
  }

  @Test
  void aModelInsideHasOneRowUnlessItIsExpanded() {
    assertEquals("""
        Model: "sequential"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
        │ base (Sequential)               │ (None, 2)              │            23 │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ flatten (Flatten)               │ (None, 2)              │             0 │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ dense (Dense)                   │ (None, 1)              │             3 │
        └─────────────────────────────────┴────────────────────────┴───────────────┘
         Total params: 26 (104.00 B)
         Trainable params: 11 (44.00 B)
         Non-trainable params: 15 (60.00 B)
        """, nested().summaryText());
    assertEquals("""
        Model: "sequential"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━┓
        ┃ Layer (type)                ┃ Output Shape          ┃    Param # ┃ Trai… ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━┩
        │ base (Sequential)           │ (None, 2)             │         23 │   Y   │
        ├─────────────────────────────┼───────────────────────┼────────────┼───────┤
        │    └ hidden (Dense)         │ (None, 3)             │         15 │   N   │
        ├─────────────────────────────┼───────────────────────┼────────────┼───────┤
        │    └ code (Dense)           │ (None, 2)             │          8 │   Y   │
        ├─────────────────────────────┼───────────────────────┼────────────┼───────┤
        │ flatten (Flatten)           │ (None, 2)             │          0 │   -   │
        ├─────────────────────────────┼───────────────────────┼────────────┼───────┤
        │ dense (Dense)               │ (None, 1)             │          3 │   Y   │
        └─────────────────────────────┴───────────────────────┴────────────┴───────┘
         Total params: 26 (104.00 B)
         Trainable params: 11 (44.00 B)
         Non-trainable params: 15 (60.00 B)
        """, nested().summaryText(new SummaryOptions().expandNested(true).showTrainable(true)));
  }

  /** The widths between the bars that Keras has, without the spaces on either side. */
  private static List<Integer> widths(Model model, SummaryOptions options) {
    String rule = model.summaryText(options).split("\n")[1];
    return Stream.of(rule.substring(1, rule.length() - 1).split("┳")).map(String::length).toList();
  }

  @Test
  void columnsHaveKerasWidthsOnNarrowAndWideTerminals() {
    Tensor input = Input.of(4);
    Model branches = new Model(input, new Add().apply(input, new Dense(4).apply(input)));
    SummaryOptions trained = new SummaryOptions().showTrainable(true);

    assertEquals(List.of(38, 29, 17), widths(housing(), new SummaryOptions().lineLength(88)));
    assertEquals(List.of(39, 31, 16, 9), widths(housing(), trained.lineLength(100)));
    assertEquals(List.of(21, 19, 12, 19), widths(branches, new SummaryOptions()));
    assertEquals(List.of(31, 27, 17, 28), widths(branches, new SummaryOptions().lineLength(108)));
    assertEquals("summary: lineLength must be at least 40. Received: lineLength=39",
        assertThrows(IllegalArgumentException.class, () -> trained.lineLength(39)).getMessage());
  }

  @Test
  void aRangeOfLayersIsShown() {
    SummaryOptions options = new SummaryOptions().layerRange("flat", "dense$");
    String text = nested().summaryText(options);
    assertTrue(text.contains("flatten (Flatten)") && text.contains("dense (Dense)"), text);
    assertFalse(text.contains("base (Sequential)"), text);
    assertEquals("Passed layer names do not match the layer names in the model. Received: x, dense",
        assertThrows(IllegalArgumentException.class,
            () -> nested().summaryText(new SummaryOptions().layerRange("x", "dense"))).getMessage());
  }

  @Test
  void layersInsideDoNotSayWhatTheyAreConnectedTo() {
    Tensor input = Input.of(4);
    Sequential base = new Sequential(new Input(4), new Dense(4).name("within"));
    Model model = new Model(input, new Add().apply(input, base.name("base").apply(input)));

    String text = model.summaryText(new SummaryOptions().expandNested(true));

    assertTrue(text.contains("│ base (Sequential)   │ (None, 4)         │         20 │ input_layer[0][0] │"), text);
    assertTrue(text.contains("│    └ within (Dense) │ (None, 4)         │         20 │ -                 │"), text);
    assertTrue(text.contains(" Total params: 20 (80.00 B)"), text);
  }
}
