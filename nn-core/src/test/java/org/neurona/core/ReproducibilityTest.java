package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.datasets.Mnist;
import org.neurona.layers.AdaptiveAveragePooling2D;
import org.neurona.layers.AlphaDropout;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Conv2DTranspose;
import org.neurona.layers.Dense;
import org.neurona.layers.DepthwiseConv2D;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.GaussianDropout;
import org.neurona.layers.GaussianNoise;
import org.neurona.layers.GlobalMaxPooling2D;
import org.neurona.layers.PReLU;
import org.neurona.layers.RandomBrightness;
import org.neurona.layers.RandomContrast;
import org.neurona.layers.RandomCrop;
import org.neurona.layers.RandomFlip;
import org.neurona.layers.RandomRotation;
import org.neurona.layers.RandomTranslation;
import org.neurona.layers.RandomZoom;
import org.neurona.layers.Reshape;
import org.neurona.layers.Resizing;
import org.neurona.layers.SeparableConv2D;
import org.neurona.layers.SpatialDropout2D;

/** The same seed gives the same bits: over runs, and for any number of threads. */
class ReproducibilityTest {
  private static final int BATCH = 32;
  private static final int STEPS = 200;
  private static final ArrayDataset DIGITS = Mnist.load().train().slice(0, STEPS * BATCH);

  private static List<NDArray> weightsAfterTraining(String engine, int threads, long seed, ArrayDataset data) {
    Model model = new Sequential(new Flatten(28, 28), new Dense(300, "relu"), new Dropout(0.2),
        new Dense(100, "relu"), new Dense(10, "softmax"));
    model.engine(engine).threads(threads).seed(seed);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.fit(data, new FitOptions().batchSize(BATCH).verbose(0));
    return model.getWeights();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void twoHundredStepsOnMnistGiveTheSameBitsOnOneTwoAndThreeThreads(String engine) {
    List<NDArray> once = weightsAfterTraining(engine, 2, 1, DIGITS);

    assertEquals(once, weightsAfterTraining(engine, 2, 1, DIGITS), "a second run");
    assertEquals(once, weightsAfterTraining(engine, 1, 1, DIGITS), "one thread");
    assertEquals(once, weightsAfterTraining(engine, 3, 1, DIGITS), "three threads");
  }

  private static List<NDArray> weightsOfConvolutions(String engine, int threads) {
    Model model = new Sequential(new Reshape(28, 28, 1).inputShape(28, 28), new GaussianNoise(0.1),
        new SeparableConv2D(6, 3, "relu").strides(2).depthMultiplier(2), new SpatialDropout2D(0.2),
        new DepthwiseConv2D(3).padding("same"), new Conv2DTranspose(4, 3).strides(2), new PReLU().sharedAxes(1, 2),
        new AlphaDropout(0.1).seed(3), new GlobalMaxPooling2D(), new GaussianDropout(0.2), new Dense(10, "softmax"));
    model.engine(engine).threads(threads).seed(1);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    model.fit(DIGITS.slice(0, 4 * BATCH), new FitOptions().batchSize(BATCH).verbose(0));
    return model.getWeights();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void noiseAndConvolutionsOfAllKindsDoSoToo(String engine) {
    List<NDArray> once = weightsOfConvolutions(engine, 2);

    assertEquals(once, weightsOfConvolutions(engine, 2), "a second run");
    assertEquals(once, weightsOfConvolutions(engine, 1), "one thread");
    assertEquals(once, weightsOfConvolutions(engine, 3), "three threads");
  }

  private static List<NDArray> weightsOfAugmentation(String engine, int threads) {
    Model model = new Sequential(new Resizing(20, 24).inputShape(28, 28, 1), new Conv2D(3, 3), new RandomFlip(),
        new RandomRotation(0.1), new RandomZoom(0.2).interpolation("nearest"), new RandomContrast(0.2),
        new RandomTranslation(0.1, 0.2).fillMode("wrap"), new RandomBrightness(0.1).valueRange(-1, 1),
        new RandomCrop(12, 10), new AdaptiveAveragePooling2D(5), new Flatten(), new Dense(10, "softmax"));
    model.engine(engine).threads(threads).seed(1);
    model.compile("adam", "sparse_categorical_crossentropy", "accuracy");
    ArrayDataset digits = DIGITS.slice(0, 4 * BATCH);
    model.fit(digits.x().reshape(4 * BATCH, 28, 28, 1), digits.y(), new FitOptions().batchSize(BATCH).verbose(0));
    return model.getWeights();
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "simd"})
  void imagesChangedAtRandomDoSoToo(String engine) {
    List<NDArray> once = weightsOfAugmentation(engine, 2);

    assertEquals(once, weightsOfAugmentation(engine, 2), "a second run");
    assertEquals(once, weightsOfAugmentation(engine, 1), "one thread");
    assertEquals(once, weightsOfAugmentation(engine, 3), "three threads");
  }

  @Test
  void theReferenceEngineRepeatsItselfToo() {
    ArrayDataset few = DIGITS.slice(0, 3 * BATCH);

    assertEquals(weightsAfterTraining("commons-math", 1, 1, few), weightsAfterTraining("commons-math", 2, 1, few));
  }

  @Test
  void anotherSeedGivesOtherWeights() {
    ArrayDataset few = DIGITS.slice(0, 3 * BATCH);

    assertNotEquals(weightsAfterTraining("scalar", 2, 1, few), weightsAfterTraining("scalar", 2, 2, few));
  }
}
