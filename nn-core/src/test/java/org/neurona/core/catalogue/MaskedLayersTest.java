package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Add;
import org.neurona.layers.Average;
import org.neurona.layers.Dot;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.layers.Masking;
import org.neurona.layers.Maximum;
import org.neurona.layers.Minimum;
import org.neurona.layers.Multiply;
import org.neurona.layers.Softmax;
import org.neurona.layers.Subtract;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** What layers without state do with masks of their inputs. */
class MaskedLayersTest {
  /** Four steps of one number: a masked 0 in the second and the fourth, and in the third and the fourth. */
  private static final NDArray LEFT = NDArray.of(new double[][][] {{{-3}, {0}, {2}, {0}}});
  private static final NDArray RIGHT = NDArray.of(new double[][][] {{{-1}, {-4}, {0}, {0}}});

  static Stream<Arguments> merged() {
    Map<Layer, double[]> expected = Map.of(
        new Add(), new double[] {-4, -4, 2, 0},
        new Subtract(), new double[] {-2, 4, 2, 0},
        new Average(), new double[] {-2, -2, 1, 0},
        // A masked step is left out, instead of being the largest, the smallest or a factor of 0.
        new Maximum(), new double[] {-1, -4, 2, 0},
        new Minimum(), new double[] {-3, -4, 2, 0},
        new Multiply(), new double[] {3, -4, 2, 0});
    return expected.entrySet().stream().flatMap(one -> Backends.all()
        .map(backend -> Arguments.of(one.getKey(), one.getValue(), backend)));
  }

  @ParameterizedTest
  @MethodSource("merged")
  void maskedStepsAreMergedAsInKeras(Layer layer, double[] expected, Backend backend) {
    Tensor left = Input.of(4, 1);
    Tensor right = Input.of(4, 1);
    Tensor output = layer.apply(new Masking().apply(left), new Masking().apply(right));

    NDArray values = new Model(List.of(left, right), List.of(output)).engine(backend.name())
        .predict(List.of(LEFT, RIGHT)).get(0);

    assertArrayEquals(expected, values.toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("merged")
  void aMergedStepCountsWhereItDoesInOneInput(Layer layer, double[] expected, Backend backend) {
    Tensor x = Tensor.of(new Placeholder("x", Shape.of(1, 4, 1)));
    Tensor mask = Tensor.of(new Placeholder("mask", Shape.of(1, 4)));

    assertEquals(Shape.of(1, 4), layer.computeMask(List.of(x, x), List.of(mask, mask)).get(0).shape());
    assertEquals(java.util.Collections.singletonList(null),
        layer.computeMask(List.of(x, x), java.util.Arrays.asList(mask, null)));
    assertEquals(List.of(), new Dot(1).computeMask(List.of(x, x), List.of(mask, mask)));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void maskedStepsHaveNoShareAlongTheAxisOfSteps(Backend backend) {
    Tensor input = Input.of(4, 1);
    Model model = new Model(input, new Softmax().axis(1).apply(new Masking().apply(input))).engine(backend.name());

    double share = 1 / (1 + Math.exp(5));
    assertArrayEquals(new double[] {share, 0, 1 - share, 0}, model.predict(LEFT).toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void alongAnotherAxisTheMaskChangesNothing(Backend backend) {
    Tensor input = Input.of(1, 2);
    Model model = new Model(input, new Softmax().apply(new Masking().apply(input))).engine(backend.name());

    assertArrayEquals(new double[] {0.5, 0.5}, model.predict(NDArray.zeros(1, 1, 2)).toDoubleArray(), 1e-6);
  }

  /** Keras' {@code supports_masking}, written out for the layers that are here without state. */
  @Test
  void theLayersThatSupportMaskingInKerasDoSoHere() {
    Set<String> supporting = Layers.catalogue().entries().stream().filter(Layer::supportsMasking)
        .map(Layer::className).collect(Collectors.toSet());

    assertTrue(supporting.containsAll(List.of("Activation", "ReLU", "LeakyReLU", "ELU", "PReLU", "Softmax", "Dropout",
        "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "GaussianNoise", "GaussianDropout", "AlphaDropout",
        "ActivityRegularization", "Identity", "Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Dot",
        "Concatenate")), supporting::toString);
    for (String without : List.of("Flatten", "Reshape", "Permute", "RepeatVector", "ZeroPadding1D", "Cropping1D",
        "UpSampling1D", "Conv1D", "Conv1DTranspose", "DepthwiseConv1D", "SeparableConv1D", "MaxPooling1D")) {
      assertFalse(supporting.contains(without), without);
    }
  }
}
