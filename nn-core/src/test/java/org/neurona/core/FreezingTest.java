package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.GradientTape;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerState;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.AdamW;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;

/** Layers and models whose weights training leaves alone. */
class FreezingTest {
  private static final FitOptions SILENT = new FitOptions().epochs(2).batchSize(4).verbose(0);
  private static final NDArray X = Computed.random(new Random(1), Shape.of(10, 4), -1, 1);
  private static final NDArray Y = Computed.random(new Random(2), Shape.of(10, 1), -1, 1);

  private Sequential base;
  private Sequential outer;

  @BeforeEach
  void build() {
    base = new Sequential(new Input(4), new Dense(3, "tanh").name("a"), new Dense(2).name("b"));
    base.name("base");
    outer = new Sequential(base.asLayer(), new Dense(1).name("head"));
  }

  private void compile(String engine) {
    outer.engine(engine).compile(new AdamW(0.05).useEma(true).emaOverwriteFrequency(1), "mse");
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aFrozenModelInsideKeepsItsBitsAndTheOptimizerKeepsNothingForIt(String engine) {
    base.trainable(false);
    compile(engine);
    List<NDArray> head = outer.getWeights("head");
    List<NDArray> inside = base.getWeights();

    outer.fit(X, Y, SILENT);

    assertEquals(inside, base.getWeights());
    assertNotEquals(head, outer.getWeights("head"));
    assertTrue(outer.trainingState().slots().keySet().stream().allMatch(slot -> slot.startsWith("head/")));
    assertFalse(base.trainable());
    assertFalse(outer.isTrainable("base/a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void fineTuningThawsSomeLayersOfAFrozenModel(String engine) {
    base.trainable(false);
    compile(engine);
    outer.fit(X, Y, SILENT);
    base.trainable(true);
    outer.setTrainable("base/a", false);
    compileAnew();
    List<NDArray> a = outer.getWeights("base/a");
    List<NDArray> b = outer.getWeights("base/b");

    outer.fit(X, Y, SILENT);

    assertEquals(a, outer.getWeights("base/a"));
    assertNotEquals(b, outer.getWeights("base/b"));
  }

  private void compileAnew() {
    outer.compile(new SGD(0.1), "mse");
  }

  @Test
  void whatIsFrozenInAModelIsFrozenInsideWhateverItsLayersSay() {
    base.trainable(false);
    base.setTrainable("b", true);
    compile("commons-math");
    List<NDArray> before = outer.getWeights("base");
    outer.fit(X, Y, SILENT);
    assertEquals(before, base.getWeights());
  }

  @Test
  void aChangeCountsFromTheNextCompileOnAndFitWarnsUntilThen() {
    compile("commons-math");
    List<String> quiet = LogCapture.of(() -> outer.fit(X, Y, SILENT));
    assertEquals(List.of(), quiet);
    base.trainable(false);
    List<NDArray> before = base.getWeights();
    List<String> messages = LogCapture.of(() -> outer.fit(X, Y, SILENT));

    assertEquals(List.of("fit: Discrepancy between trainable weights and collected trainable weights, did you set "
        + "`model.trainable` without calling `model.compile` after?"), messages);
    assertNotEquals(before, base.getWeights());

    compileAnew();
    List<NDArray> kept = base.getWeights();
    assertEquals(List.of(), LogCapture.of(() -> outer.fit(X, Y, SILENT)));
    assertEquals(kept, base.getWeights());
  }

  @Test
  void compilingSettlesWhatIsFrozenBeforeAnyWeightHasAValueToo() {
    outer.setTrainable("head", false);
    compile("commons-math");
    outer.setTrainable("head", true);
    List<NDArray> head = outer.getWeights("head");
    outer.fit(X, Y, SILENT);
    assertEquals(head, outer.getWeights("head"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aModelWithNothingToTrainSaysSoAndStillEvaluates(String engine) {
    outer.trainable(false);
    compile(engine);
    List<NDArray> before = outer.getWeights();

    List<String> messages = LogCapture.of(() -> outer.fit(X, Y, SILENT));

    assertEquals(List.of("fit: The model does not have any trainable weights."), messages);
    assertEquals(before, outer.getWeights());
    assertEquals(List.of(), List.copyOf(outer.trainingState().slots().keySet()));
  }

  @Test
  void penaltiesAreThoseOfTrainedWeights() {
    Sequential model = new Sequential(new Input(4), new Dense(1).kernelRegularizer(L2.of(1)).name("dense"));
    model.engine("commons-math").compile(new SGD(0), "mse");
    double withPenalty = model.evaluate(X, Y).get("loss");
    double penalty = 0;
    for (double weight : model.getWeights().get(0).toDoubleArray()) {
      penalty += weight * weight;
    }
    model.setTrainable("dense", false);
    model.compile(new SGD(0), "mse");
    assertEquals(withPenalty - penalty, model.evaluate(X, Y).get("loss"), 1e-12);
  }

  @Test
  void aDiscriminatorTrainsAloneAndStandsStillInsideOfTheModelThatTrainsTheGenerator() {
    Sequential generator = new Sequential(new Input(2), new Dense(4).name("g"));
    Sequential discriminator = new Sequential(new Input(4), new Dense(1, "sigmoid").name("d"));
    discriminator.compile(new SGD(0.5), "binary_crossentropy");
    discriminator.trainable(false);
    Tensor noise = Input.of(2);
    Model gan = new Model(noise, discriminator.apply(generator.apply(noise)));
    gan.compile(new SGD(0.5), "binary_crossentropy");
    NDArray z = Computed.random(new Random(3), Shape.of(8, 2), -1, 1);
    NDArray ones = NDArray.full(Shape.of(8, 1), 1);
    List<NDArray> d = discriminator.getWeights();
    List<NDArray> g = generator.getWeights();

    gan.trainOnBatch(z, ones);
    assertEquals(d, discriminator.getWeights());
    assertNotEquals(g, generator.getWeights());

    List<NDArray> moved = generator.getWeights();
    discriminator.trainOnBatch(generator.predict(z), NDArray.zeros(8, 1));
    assertNotEquals(d, discriminator.getWeights(), "as it was when it was compiled");
    assertEquals(moved, generator.getWeights());
  }

  @Test
  void layersSeeTheirStateAsItWasWhenTheModelWasCompiled() {
    List<Boolean> seen = new ArrayList<>();
    Layer watching = new Layer(List.of()) {
      @Override
      protected Tensor call(Tensor x, Call call) {
        if (call.training()) {
          seen.add(call.trainable());
        }
        return x;
      }
    };
    Sequential inside = new Sequential(new Input(4), watching.name("watching"));
    Sequential model = new Sequential(inside.asLayer(), new Dense(1));
    model.compile(new SGD(0.1), "mse");
    model.trainOnBatch(X, Y);
    inside.trainable(false);
    model.trainOnBatch(X.slice(0, 3), Y.slice(0, 3));
    model.compile(new SGD(0.1), "mse");
    model.trainOnBatch(X, Y);
    assertEquals(List.of(true, true, false), seen);
  }

  @Test
  void tapesAndGradientsFromElsewhereAreAboutTrainedWeights() {
    base.trainable(false);
    compile("commons-math");
    GradientTape tape = new GradientTape();
    Tensor out = tape.call(outer, tape.watch(X), true);

    assertEquals(List.of(Shape.of(2, 1), Shape.of(1)), tape.weights(outer).stream().map(Tensor::shape).toList());
    List<NDArray> gradients = tape.gradient(org.neurona.ops.Ops.sum(out), outer);
    List<NDArray> inside = base.getWeights();
    outer.applyGradients(gradients);
    assertEquals(inside, base.getWeights());
    assertEquals("applyGradients: model \"sequential\" has 2 trainable weights. Received: 1 gradients",
        assertThrows(IllegalArgumentException.class, () -> outer.applyGradients(gradients.subList(0, 1)))
            .getMessage());
  }

  @Test
  void aLayerIsFrozenInEveryModelThatHasIt() {
    Model encoder = new Model(base.inputs(), List.of(base.output("a")));
    encoder.trainable(false);
    assertFalse(base.isTrainable("a"));
    assertTrue(base.isTrainable("b"));
    assertTrue(LayerState.of(base.getLayer("b")).isTrainable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void frozenBatchNormalizationInsideKeepsItsStatisticsAndUsesThem(String engine) {
    Sequential inside = new Sequential(new Input(4), new BatchNormalization().name("norm"));
    Sequential model = new Sequential(inside.asLayer(), new Dense(1).kernelInitializer("ones"));
    inside.trainable(false);
    model.engine(engine).compile(new SGD(0), "mse");
    double expected = model.evaluate(X, Y).get("loss");
    List<NDArray> before = inside.getWeights();

    assertEquals(expected, model.trainOnBatch(X, Y).get("loss"), 1e-6, "as at inference");
    assertEquals(before, inside.getWeights());

    inside.trainable(true);
    model.compile(new SGD(0), "mse");
    assertNotEquals(expected, model.trainOnBatch(X, Y).get("loss"), 1e-3);
    assertNotEquals(before, inside.getWeights(), "moving mean and variance");
    assertEquals(before.subList(0, 2), inside.getWeights().subList(0, 2));
  }
}
