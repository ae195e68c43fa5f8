package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.core.Computed;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.layers.*;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** Every layer that draws random numbers does so in training, by its own seed where it has one. */
class SeedsTest {
  private static final Shape STEPS = Shape.of(4, 5, 6);
  private static final Shape PIXELS = Shape.of(4, 5, 4, 3);

  private static Arguments random(Layer layer, Shape... inputs) {
    return Arguments.of(layer, List.of(inputs));
  }

  static Stream<Arguments> random() {
    Shape state = Shape.of(4, 3);
    Shape row = Shape.of(4, 6);
    return Stream.of(random(new Dropout(0.5), STEPS), random(new SpatialDropout1D(0.5), STEPS),
        random(new SpatialDropout2D(0.5), PIXELS), random(new SpatialDropout3D(0.5), Shape.of(4, 2, 2, 2, 6)),
        random(new GaussianNoise(0.5), STEPS), random(new GaussianDropout(0.5), STEPS),
        random(new AlphaDropout(0.5), STEPS),
        random(new SimpleRNN(3).dropout(0.5), STEPS), random(new SimpleRNN(3).recurrentDropout(0.5), STEPS),
        random(new LSTM(3).dropout(0.5), STEPS), random(new LSTM(3).recurrentDropout(0.5), STEPS),
        random(new GRU(3).dropout(0.5), STEPS), random(new GRU(3).recurrentDropout(0.5), STEPS),
        random(new SimpleRNNCell(3).dropout(0.5), row, state),
        random(new SimpleRNNCell(3).recurrentDropout(0.5), row, state),
        random(new LSTMCell(3).dropout(0.5), row, state, state),
        random(new LSTMCell(3).recurrentDropout(0.5), row, state, state),
        random(new GRUCell(3).dropout(0.5), row, state), random(new GRUCell(3).recurrentDropout(0.5), row, state),
        random(new Attention().dropout(0.5), STEPS, STEPS), random(new AdditiveAttention().dropout(0.5), STEPS, STEPS),
        random(new MultiHeadAttention(2, 3).dropout(0.5), STEPS, STEPS),
        random(new GroupQueryAttention(3, 4, 2).dropout(0.5), STEPS, STEPS),
        random(new RandomFlip(), PIXELS), random(new RandomRotation(0.3), PIXELS), random(new RandomZoom(0.5), PIXELS),
        random(new RandomTranslation(0.3, 0.3), PIXELS), random(new RandomCrop(1, 1), PIXELS),
        random(new RandomContrast(0.5).valueRange(-9, 9), PIXELS),
        random(new RandomBrightness(0.5).valueRange(-9, 9), PIXELS));
  }

  @ParameterizedTest
  @MethodSource("random")
  void aSeedOfTheLayersOwnDecidesAlone(Layer layer, List<Shape> inputs) {
    Layer seeded = seeded(layer, 7);

    assertEquals(outputs(seeded, inputs, true, 1), outputs(seeded, inputs, true, 2));
    assertNotEquals(outputs(seeded, inputs, true, 1), outputs(seeded(layer, 8), inputs, true, 1));
    assertNotEquals(outputs(layer, inputs, true, 1), outputs(layer, inputs, true, 2));
  }

  @ParameterizedTest
  @MethodSource("random")
  void nothingIsRandomAtInference(Layer layer, List<Shape> inputs) {
    if (!(layer instanceof RandomCrop)) { // crops the middle then, which is another's test
      assertEquals(outputs(seeded(layer, 7), inputs, false, 1), outputs(layer, inputs, false, 2));
    }
  }

  @Test
  void everyLayerWithASeedHasACase() {
    Set<String> tried = random().map(one -> ((Layer) one.get()[0]).className())
        .collect(Collectors.toCollection(TreeSet::new));
    Set<String> known = Layers.catalogue().entries().stream()
        .filter(layer -> layer.config().settings().stream().anyMatch(setting -> setting.key().equals("seed")))
        .map(Layer::className).collect(Collectors.toCollection(TreeSet::new));

    assertEquals(known, tried);
  }

  private static Layer seeded(Layer layer, long seed) {
    Map<String, Object> config = new LinkedHashMap<>(layer.config().toMap());
    config.put("seed", seed);
    return Layers.catalogue().read(Map.of("class_name", layer.className(), "config", config), CustomObjects.none());
  }

  /** The outputs for the same inputs and weights, in a model with a seed. */
  private static List<NDArray> outputs(Layer layer, List<Shape> inputs, boolean training, long seed) {
    Random random = new Random(1);
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    List<Tensor> tensors = new ArrayList<>();
    for (Shape shape : inputs) {
      tensors.add(placeholder(random, shape, fed));
    }
    Map<String, Tensor> weights = new LinkedHashMap<>();
    layer.declareWeights(inputs, "").forEach(spec ->
        weights.put(spec.name(), placeholder(random, spec.shape(), fed)));
    List<Tensor> outputs = layer.trace(tensors, new Call("layer", weights, training, 0));
    CommonsMathBackend backend = new CommonsMathBackend();
    Executable executable = backend.compile(new Graph(List.copyOf(fed.keySet()), outputs, List.of()),
        backend.allocate(List.of()));
    fed.forEach(executable::feed);
    executable.run(seed, 0);
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      values.add(executable.output(i));
    }
    return values;
  }

  private static Tensor placeholder(Random random, Shape shape, Map<Tensor, NDArray> fed) {
    Tensor placeholder = Tensor.of(new Placeholder("x", shape));
    fed.put(placeholder, Computed.random(random, shape, 0.2, 1));
    return placeholder;
  }
}
