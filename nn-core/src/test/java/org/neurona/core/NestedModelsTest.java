package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.neurona.core.Computed.assertClose;

import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.GradientTape;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Add;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Masking;
import org.neurona.layers.Weight;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.SGD;

/** Models as layers of models, models between the layers of others, and whose the weights are. */
class NestedModelsTest {
  private static final FitOptions SILENT = new FitOptions().epochs(3).batchSize(4).verbose(0);
  private static final NDArray X = Computed.random(new Random(1), Shape.of(10, 4), -1, 1);
  private static final NDArray Y = Computed.random(new Random(2), Shape.of(10, 1), -1, 1);

  private static Sequential base() {
    return new Sequential(new Input(4), new Dense(3, "tanh").name("hidden"), new Dense(2).name("code"));
  }

  private static String message(Class<? extends Exception> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  private static List<String> paths(Model model) {
    return model.graph().weights().stream().map(Weight::path).toList();
  }

  /** The same computation without a model inside of another. */
  private static Model flat() {
    return new Sequential(new Input(4), new Dense(3, "tanh"), new Dense(2), new Dense(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aModelInsideOfAnotherTrainsToTheBitsThatItsLayersWouldWithoutIt(String engine) {
    Model nested = new Sequential(new Input(4), base().name("base").asLayer(), new Dense(1).name("head"))
        .engine(engine).seed(5);
    Model flat = flat().engine(engine).seed(5);
    nested.compile(new Adam(0.01), "mse");
    flat.compile(new Adam(0.01), "mse");

    assertEquals(flat.getWeights(), nested.getWeights());
    assertEquals(flat.fit(X, Y, SILENT).get("loss"), nested.fit(X, Y, SILENT).get("loss"));
    assertEquals(flat.getWeights(), nested.getWeights());
    assertEquals(flat.predict(X), nested.predict(X));
    assertEquals(List.of("base/hidden/kernel", "base/hidden/bias", "base/code/kernel", "base/code/bias", "head/kernel",
        "head/bias"), paths(nested));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void whatTheOuterModelLearnsTheInnerOneKnowsAndTheOtherWayRound(String engine) {
    Sequential base = base();
    base.engine(engine);
    List<NDArray> trained = base.getWeights();
    Sequential outer = new Sequential(new Input(4)).add(base).add(new Dense(1));
    outer.engine(engine).compile(new SGD(0.1), "mse");

    assertEquals(trained, outer.getWeights("sequential"), "weights that are there stay");
    outer.fit(X, Y, SILENT);
    assertNotEquals(trained, base.getWeights());
    assertEquals(outer.getWeights("sequential"), base.getWeights());

    NDArray before = outer.predict(X);
    base.setWeights(trained);
    assertEquals(trained, outer.getWeights().subList(0, 4));
    assertNotEquals(before, outer.predict(X));
    base.compile(new SGD(0.1), "mse");
    base.fit(X, NDArray.zeros(10, 2), SILENT);
    assertEquals(base.getWeights(), outer.getWeights("sequential"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aModelThatIsAppliedTwiceHasOneSetOfWeightsAndAGradientOfBothUses(String engine) {
    Model twin = new Sequential(new Input(1), new Dense(1).useBias(false)).name("twin");
    Tensor left = Input.of(1);
    Tensor right = Input.of(1);
    Model model = new Model(List.of(left, right), List.of(new Add().apply(twin.apply(left), twin.apply(right))));
    model.engine(engine).compile(new SGD(0.01), "mse");
    model.setWeights(List.of(NDArray.of(new double[][] {{2}})));
    List<NDArray> x = List.of(NDArray.of(new double[][] {{3}}), NDArray.of(new double[][] {{4}}));

    model.trainOnBatch(x, List.of(NDArray.of(new double[][] {{10}})));

    // The gradient of (7 w - 10)^2 at w = 2.
    assertEquals(2 - 0.01 * 2 * 4 * 7, twin.getWeights().get(0).getDouble(0, 0), 1e-6);
    assertEquals(List.of("twin/dense/kernel"), paths(model));
    assertEquals(1, model.countParams());
  }

  @Test
  void modelsNestToAnyDepthAndWithSeveralInputsAndOutputs() {
    Tensor a = Input.of(2);
    Tensor b = Input.of(2);
    Tensor sum = new Add().apply(a, b);
    Model two = new Model(List.of(a, b), List.of(sum, new Dense(1).apply(sum))).name("two");
    Tensor x = Input.of(2);
    List<Tensor> both = two.applyAll(x, x);
    Model one = new Model(List.of(x), both).name("one");
    Tensor z = Input.of(2);
    Model outer = new Model(List.of(z), one.applyAll(z)).engine("commons-math");
    outer.setWeights("one/two/dense", List.of(NDArray.of(new double[][] {{1}, {10}}), NDArray.of(new double[] {5})));

    List<NDArray> outputs = outer.predict(List.of(NDArray.of(new double[][] {{1, 2}})));

    assertArrayEquals(new double[] {2, 4}, outputs.get(0).toDoubleArray());
    assertArrayEquals(new double[] {2 + 40 + 5}, outputs.get(1).toDoubleArray());
    assertEquals(List.of("one/two/dense/kernel", "one/two/dense/bias"), paths(outer));
    assertEquals(two.getWeights(), outer.getWeights());
    assertEquals("Functional \"one\" expects shape (None, 2), got shape (None, 3)",
        message(IllegalArgumentException.class, () -> one.apply(Input.of(3))));
    assertEquals("Functional \"two\" expects 2 inputs, got 1",
        message(IllegalArgumentException.class, () -> two.applyAll(Input.of(2))));
  }

  @Test
  void aSequentialModelWithoutAShapeIsBuiltByWhatComesToIt() {
    Sequential open = new Sequential(new Dense(3), new Dense(2));
    Sequential outer = new Sequential(new Dense(5), open.asLayer());

    outer.build(4);

    assertTrue(open.isBuilt());
    assertEquals(4 * 5 + 5 + 5 * 3 + 3 + 3 * 2 + 2, outer.countParams());
    assertEquals("A layer can't be added to model \"sequential\": it is a layer of another model",
        message(IllegalStateException.class, () -> open.add(new Dense(1))));
    assertEquals("A layer can't be removed from model \"sequential\": it is a layer of another model",
        message(IllegalStateException.class, open::pop));
    assertEquals("Model \"sequential\" can't be a layer of itself",
        message(IllegalArgumentException.class, () -> outer.add(outer)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aModelBetweenLayersOfAnotherLooksInsideWithTheSameWeights(String engine) {
    Model model = flat().engine(engine);
    model.compile(new SGD(0.1), "mse");
    Model inside = new Model(model.inputs(), List.of(model.output("dense_1"), model.output("dense")));
    Model behind = new Model(model.output("dense"), model.output());

    model.fit(X, Y, SILENT);

    List<NDArray> values = inside.predict(List.of(X));
    assertEquals(model.predict(X), behind.predict(values.get(1)));
    assertEquals(model.getWeights().subList(0, 4), inside.getWeights());
    assertEquals(model.getWeights().subList(2, 6), behind.getWeights());
    assertEquals(List.of("dense_1/kernel", "dense_1/bias", "dense_2/kernel", "dense_2/bias"), paths(behind),
        "layers keep the names that they have");
    assertSame(model.engine().name(), inside.engine().name());
  }

  @Test
  void modelsThatWereDrawnWithTheSameLayersShareTheirWeights() {
    Tensor input = Input.of(4);
    Tensor code = new Dense(2).name("code").apply(input);
    Dense decoding = new Dense(4).name("decoding");
    Model autoencoder = new Model(input, decoding.apply(code));
    Model encoder = new Model(input, code);
    Tensor z = Input.of(2);
    Model decoder = new Model(z, autoencoder.getLayer("decoding").apply(z));
    autoencoder.compile(new Adam(0.01), "mse");

    autoencoder.fit(X, X, SILENT);

    assertEquals(autoencoder.predict(X), decoder.predict(encoder.predict(X)));
    assertNotEquals(autoencoder.getWeights(), autoencoder.cloneModel().getWeights());
    assertNotEquals(encoder.predict(X), new Model(z, decoding.copy().apply(z)).predict(encoder.predict(X)));
  }

  @Test
  void sharedWeightsStayOnOneEngineAndHaveOneShape() {
    Dense shared = new Dense(2).name("shared");
    Model first = new Sequential(new Input(3), shared).engine("scalar");
    first.getWeights();

    assertEquals("scalar", new Sequential(new Input(3), shared).engine().name());
    assertEquals("Weight shared/kernel is shared with a model on engine scalar: this model can't run on commons-math. "
        + "Choose one engine for both before the first is used",
        message(IllegalStateException.class,
            () -> new Sequential(new Input(3), shared).engine("commons-math").getWeights()));
    assertEquals("Weight shared/kernel has shape (4, 2) here, but (3, 2) in another model with the same layer: its "
        + "inputs must have the same width",
        message(IllegalStateException.class, () -> new Sequential(new Input(4), shared).getWeights()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void layersCanBeTakenAwayAndAddedAndTheOthersKeepWhatTheyLearned(String engine) {
    Sequential model = new Sequential(new Input(4), new Dense(3), new Dense(2), new Dense(1));
    model.engine(engine).compile(new SGD(0.1), "mse");
    model.fit(X, Y, SILENT);
    List<NDArray> learned = model.getWeights();

    assertEquals("Dense(units=1)", model.pop().toString());
    assertEquals(Shape.of(10, 2), model.predict(X).shape());
    assertEquals(learned.subList(0, 4), model.getWeights());
    model.add(new Dense(5).name("new"));
    assertEquals(learned.subList(0, 4), model.getWeights().subList(0, 4));
    model.fit(X, NDArray.zeros(10, 5), SILENT);
    assertNotEquals(learned.subList(0, 4), model.getWeights().subList(0, 4));
    assertEquals("There is no layer to remove from model \"sequential\"",
        message(IllegalStateException.class, () -> new Sequential(new Input(3)).pop()));
  }

  @Test
  void aCloneHasTheSameArchitectureAndWeightsOfItsOwn() {
    Sequential base = base();
    Tensor left = Input.of(4);
    Tensor right = Input.of(4);
    Dense shared = new Dense(2);
    Model model = new Model(List.of(left, right), List.of(new Add().apply(shared.apply(base.apply(left)),
        shared.apply(base.apply(right))))).name("siamese").seed(3).engine("scalar");
    model.setTrainable("dense", false);

    Model clone = model.cloneModel();

    assertEquals(model.summaryText(), clone.summaryText());
    assertEquals(model.getWeights(), clone.getWeights(), "the same seed gives the same first values");
    assertEquals("scalar", clone.engine().name());
    clone.setWeights(model.getWeights().stream().map(weight -> NDArray.zeros(weight.shape().dims())).toList());
    assertNotEquals(model.getWeights(), clone.getWeights());
    assertNotEquals(base.getWeights(), clone.getWeights("sequential"));
    assertEquals(false, clone.isTrainable("dense"));
    assertEquals(base().getWeights(), new Sequential(base().asLayer()).cloneModel().getWeights());
  }

  @Test
  void layersAreFoundByNameAndByPlace() {
    Model model = new Sequential(base().name("base").asLayer(), new Dense(1).name("head"));

    assertEquals(List.of("base", "head"), model.layers().stream().map(layer -> layer.name()).toList());
    assertSame(model.getLayer("head"), model.getLayer(1));
    assertSame(model.getLayer("head"), model.getLayer(-1));
    assertEquals("Dense(name=code, units=2)", model.getLayer("base/code").toString());
    assertEquals("No such layer: base/none. Existing layers are: input_layer, base, head",
        message(IllegalArgumentException.class, () -> model.getLayer("base/none")));
    assertEquals("Was asked to retrieve layer at index 2 but model only has 2 layers.",
        message(IllegalArgumentException.class, () -> model.getLayer(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void dropoutAndMasksWorkInside(String engine) {
    Sequential base = new Sequential(new Input(3, 2), new Masking(), new Dropout(0.5), new Dense(1));
    Model nested = new Sequential(new Input(3, 2), base.asLayer()).engine(engine).seed(2);
    Model flat = new Sequential(new Input(3, 2), new Masking(), new Dropout(0.5), new Dense(1)).engine(engine).seed(2);
    NDArray x = NDArray.of(new double[][][] {{{1, 2}, {0, 3}, {0, 0}}, {{4, 0}, {0, 0}, {0, 0}}});
    NDArray y = NDArray.of(new double[][][] {{{1}, {2}, {100}}, {{2}, {100}, {100}}});
    flat.compile("sgd", "mse");
    nested.compile("sgd", "mse");

    assertClose(new double[] {flat.evaluate(x, y).get("loss")}, new double[] {nested.evaluate(x, y).get("loss")}, 0,
        "masked steps don't count");
    assertTrue(flat.evaluate(x, y).get("loss") < 1000);
    double first = nested.trainOnBatch(x, y).get("loss");
    assertTrue(first < 1000 && first != nested.trainOnBatch(x, y).get("loss"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aTapeKnowsTheWeightsOfModelsInsideOfModels(String engine) {
    Sequential base = base();
    Model outer = new Sequential(base.asLayer(), new Dense(1)).engine(engine);
    GradientTape tape = new GradientTape(engine);
    Tensor loss = Ops.sum(Ops.square(tape.call(outer, tape.watch(X), true)));

    List<NDArray> ofOuter = tape.gradient(loss, outer);
    List<NDArray> ofBase = tape.gradient(loss, base);

    assertEquals(ofOuter.subList(0, 4), ofBase);
    assertTrue(ofBase.get(0).toDoubleArray()[0] != 0);
    base.compile(new SGD(0.1), "mse");
    List<NDArray> before = base.getWeights();
    base.applyGradients(ofBase);
    assertNotEquals(before, outer.getWeights("sequential"));
  }

  /** Adds the mean of its input to the loss, and counts its applications in training. */
  private static final class Counting extends Layer {
    Counting() {
      super(List.of());
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      return List.of(WeightSpec.of("count", Shape.of(), Initializers.get("zeros")).trainable(false));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      call.addLoss(Ops.mean(x));
      if (call.training()) {
        call.update("count", Ops.add(call.weight("count"), 1));
      }
      return x;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void lossesAndUpdatesOfLayersInsideCountOnceForEachApplication(String engine) {
    Sequential base = new Sequential(new Input(1), new Counting());
    Tensor input = Input.of(1);
    Model model = new Model(input, base.apply(base.apply(input))).engine(engine);
    model.compile(new SGD(0.1), "mse");
    NDArray x = NDArray.of(new double[][] {{2}, {4}});

    assertEquals(0 + 3 + 3, model.evaluate(x, x).get("loss"), 1e-6);
    assertEquals(0, base.getWeights().get(0).item());
    assertEquals(0 + 3 + 3, model.trainOnBatch(x, x).get("loss"), 1e-6);
    assertEquals(2, base.getWeights().get(0).item(), "the second application goes on where the first left off");
    assertEquals(0 + 3 + 3, model.fit(x, x, SILENT).get("loss").get(0), 1e-6);
    assertEquals(2 + 2 * 3, base.getWeights().get(0).item());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aTrainingStepOfOnesOwnTrainsAModelOfModels(String engine) {
    Model standard = new Sequential(base().asLayer(), new Dense(1)).engine(engine);
    Model own = new Sequential(base().asLayer(), new Dense(1)).engine(engine);
    standard.setTrainable("sequential/code", false);
    own.setTrainable("sequential/code", false);
    standard.compile(new SGD(0.1), "mse");
    own.compile(new CompileOptions().optimizer(new SGD(0.1)).loss("mse").trainStep(step -> {
      assertEquals(4, step.trainableWeights().size());
      step.minimize(step.computeLoss(step.call(step.x())));
    }));
    standard.fit(X, Y, SILENT);
    own.fit(X, Y, SILENT);
    assertEquals(standard.getWeights(), own.getWeights());
  }

  @Test
  void modelsThatShareWeightsCanBeUsedFromSeveralThreads() throws Exception {
    Sequential base = base();
    Sequential left = new Sequential(base.asLayer(), new Dense(1).name("left"));
    Sequential right = new Sequential(new Dense(4), base.asLayer(), new Dense(1).name("right"));
    right.build(4);
    left.compile(new SGD(0.01), "mse");
    right.compile(new SGD(0.01), "mse");
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Boolean>> all = threads.invokeAll(List.of(
          () -> left.fit(X, Y, SILENT.epochs(50)).get("loss").stream().allMatch(Double::isFinite),
          () -> right.fit(X, Y, SILENT.epochs(50)).get("loss").stream().allMatch(Double::isFinite),
          () -> IntStream.range(0, 50).allMatch(i -> Double.isFinite(base.predict(X).toDoubleArray()[0]))),
          60, TimeUnit.SECONDS);
      for (Future<Boolean> one : all) {
        assertTrue(one.get());
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(left.getWeights("sequential"), right.getWeights("sequential"));
  }
}
