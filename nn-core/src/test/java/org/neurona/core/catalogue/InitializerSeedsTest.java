package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** Where the random numbers of first values come from: the initializer's own seed, or the model's. */
class InitializerSeedsTest {
  private static Initializer seeded(String name, long seed) {
    return Initializers.catalogue().read(Map.of("class_name", name, "config", Map.of("seed", seed)),
        CustomObjects.none());
  }

  /** The kernels of two layers of one shape. */
  private static List<NDArray> kernels(Initializer initializer, long modelSeed) {
    Sequential model = new Sequential(new Input(4), new Dense(4).kernelInitializer(initializer),
        new Dense(4).kernelInitializer(initializer));
    List<NDArray> weights = model.seed(modelSeed).engine("scalar").getWeights();
    return List.of(weights.get(0), weights.get(2));
  }

  private static boolean isRandom(Initializer initializer) {
    return initializer.config().settings().stream().map(Setting::key).toList().contains("seed");
  }

  static Stream<String> random() {
    return Initializers.catalogue().entries().stream().filter(InitializerSeedsTest::isRandom)
        .map(Initializer::className);
  }

  @Test
  void allAreRandomButConstants() {
    assertEquals(List.of("Zeros", "Ones", "Constant", "Identity"), Initializers.catalogue().entries().stream()
        .filter(initializer -> !isRandom(initializer)).map(Initializer::className).toList());
  }

  @ParameterizedTest
  @MethodSource("random")
  void aSeedOfItsOwnGivesTheSameValuesInEveryLayerAndModelAsInKeras(String name) {
    List<NDArray> kernels = kernels(seeded(name, 7), 1);
    assertEquals(kernels.get(0), kernels.get(1));
    assertEquals(kernels, kernels(seeded(name, 7), 2));
    assertNotEquals(kernels, kernels(seeded(name, 8), 1));
  }

  @ParameterizedTest
  @MethodSource("random")
  void withoutOneTheModelsSeedGivesEachLayerItsOwnValues(String name) {
    Initializer initializer = Initializers.get(name);
    List<NDArray> kernels = kernels(initializer, 1);
    assertNotEquals(kernels.get(0), kernels.get(1));
    assertEquals(kernels, kernels(initializer, 1));
    assertNotEquals(kernels, kernels(initializer, 2));
  }
}
