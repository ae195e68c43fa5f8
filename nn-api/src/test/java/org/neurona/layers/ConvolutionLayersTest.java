package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.Shape.UNKNOWN;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.L2;

/** Transposed, depthwise and separable convolutions: shapes, settings and what they refuse. */
class ConvolutionLayersTest {
  private static final Tensor STEPS = Input.of(7, 3);
  private static final Tensor PIXELS = Input.of(6, 5, 3);

  static Stream<Arguments> shapes() {
    Tensor voxels = Input.of(2, 3, 4, 5);
    Tensor open = Input.of(UNKNOWN, 3);
    return Stream.of(
        Arguments.of(new Conv1DTranspose(4, 3), STEPS, Shape.of(9, 4), "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 3).strides(2), STEPS, Shape.of(15, 4), "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 1).strides(3), STEPS, Shape.of(21, 4), "[kernel (1, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 3).strides(2).outputPadding(1), STEPS, Shape.of(16, 4),
            "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 3).strides(2).padding("same"), STEPS, Shape.of(14, 4),
            "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 3).strides(2).padding("same").outputPadding(0), STEPS, Shape.of(13, 4),
            "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 4).strides(2).padding("same").outputPadding(1), STEPS, Shape.of(13, 4),
            "[kernel (4, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 3).dilationRate(2), STEPS, Shape.of(11, 4),
            "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv1DTranspose(4, 3), open, Shape.of(UNKNOWN, 4), "[kernel (3, 4, 3), bias (4,)]"),
        Arguments.of(new Conv2DTranspose(4, 3).strides(2, 1).useBias(false), PIXELS, Shape.of(13, 7, 4),
            "[kernel (3, 3, 4, 3)]"),
        Arguments.of(new Conv3DTranspose(2, 2).padding("same").strides(1, 2, 3), voxels, Shape.of(2, 6, 12, 2),
            "[kernel (2, 2, 2, 2, 5), bias (2,)]"),
        Arguments.of(new DepthwiseConv1D(3), STEPS, Shape.of(5, 3), "[kernel (3, 3, 1), bias (3,)]"),
        Arguments.of(new DepthwiseConv1D(3).depthMultiplier(2), open, Shape.of(UNKNOWN, 6),
            "[kernel (3, 3, 2), bias (6,)]"),
        Arguments.of(new DepthwiseConv2D(3).depthMultiplier(2).strides(2).padding("same"), PIXELS, Shape.of(3, 3, 6),
            "[kernel (3, 3, 3, 2), bias (6,)]"),
        Arguments.of(new SeparableConv1D(4, 2).useBias(false), STEPS, Shape.of(6, 4),
            "[depthwise_kernel (2, 3, 1), pointwise_kernel (1, 3, 4)]"),
        Arguments.of(new SeparableConv2D(4, 3).depthMultiplier(2).dilationRate(2), PIXELS, Shape.of(2, 1, 4),
            "[depthwise_kernel (3, 3, 3, 2), pointwise_kernel (1, 1, 6, 4), bias (4,)]"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputAndWeightsHaveKerasShapes(Layer layer, Tensor input, Shape row, String weights) {
    LayerShapes.assertDeclares(layer, List.of(input), row, weights);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(new Conv2DTranspose(4, 3).name("up"), STEPS,
            "Conv2DTranspose \"up\" expects input of rank 4, got shape (None, 7, 3)"),
        Arguments.of(new Conv1DTranspose(4, 3), Input.of(7, UNKNOWN),
            "Conv1DTranspose expects input with a last axis of known length, got shape (None, 7, None)"),
        Arguments.of(new Conv1DTranspose(4, 3).outputPadding(1), STEPS,
            "Conv1DTranspose: `outputPadding` must be < `strides`. Received: outputPadding=[1] and strides=[1]"),
        Arguments.of(new Conv1DTranspose(4, 3).strides(2).dilationRate(2), STEPS,
            "Conv1DTranspose: `strides > 1` not supported in conjunction with `dilationRate > 1`. Received: "
                + "strides=[2] and dilationRate=[2]"),
        Arguments.of(new Conv1DTranspose(4, 2).padding("same").outputPadding(0), Input.of(1, 3),
            "Conv1DTranspose expects a longer input for kernelSize=[2] and outputPadding=[0], got shape (None, 1, 3). "
                + "Computed output size would be zero or negative"),
        Arguments.of(new DepthwiseConv1D(8), STEPS,
            "DepthwiseConv1D expects input in which a window of [8] finds a place (padding=valid), got shape "
                + "(None, 7, 3). Computed output size would be zero or negative"),
        Arguments.of(new DepthwiseConv2D(2).name("d"), STEPS,
            "DepthwiseConv2D \"d\" expects input of rank 4, got shape (None, 7, 3)"),
        Arguments.of(new SeparableConv2D(2, 2).strides(1, 2).dilationRate(2, 1), PIXELS,
            "SeparableConv2D: `strides > 1` not supported in conjunction with `dilationRate > 1`. Received: "
                + "strides=[1, 2] and dilationRate=[2, 1]"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void inputThatDoesNotFitIsNamed(Layer layer, Tensor input, String message) {
    LayerShapes.assertRefuses(layer, List.of(input), message);
  }

  @Test
  void settingsThatBreakTheirRuleAreRefusedWhereTheyAreWritten() {
    assertEquals("DepthwiseConv2D: Received an invalid value for depthMultiplier, expected a positive integer. "
        + "Received: depthMultiplier=0", assertThrows(IllegalArgumentException.class,
            () -> new DepthwiseConv2D(3).depthMultiplier(0)).getMessage());
    assertEquals("Conv2DTranspose: Received an invalid value for outputPadding, expected 2 integers >= 0 or null. "
        + "Received: outputPadding=[0, -1]", assertThrows(IllegalArgumentException.class,
            () -> new Conv2DTranspose(1, 3).outputPadding(0, -1)).getMessage());
    assertEquals("SeparableConv1D: Received an invalid value for padding, expected one of valid, same. "
        + "Received: padding=causal", assertThrows(IllegalArgumentException.class,
            () -> new SeparableConv1D(1, 3).padding("causal")).getMessage());
  }

  @Test
  void regularizersOfTheKernelsAreThoseOfTheWeights() {
    List<WeightSpec> weights = new SeparableConv1D(4, 2).depthwiseRegularizer(L2.of(1)).pointwiseRegularizer(L2.of(2))
        .biasRegularizer(L2.of(3)).declareWeights(List.of(STEPS.shape()), "");

    assertEquals("[L2(l2=1.0), L2(l2=2.0), L2(l2=3.0)]",
        weights.stream().map(WeightSpec::regularizer).toList().toString());
  }

  @Test
  void constraintsOfTheKernelsAreThoseOfTheWeights() {
    List<WeightSpec> weights = new SeparableConv1D(4, 2).depthwiseConstraint("max_norm").pointwiseConstraint("non_neg")
        .biasConstraint("unit_norm").declareWeights(List.of(STEPS.shape()), "");

    assertEquals("[MaxNorm(), NonNeg(), UnitNorm()]", weights.stream().map(WeightSpec::constraint).toList().toString());
    assertEquals("[NonNeg(), null]", new Conv1DTranspose(4, 2).kernelConstraint("non_neg")
        .declareWeights(List.of(STEPS.shape()), "").stream().map(WeightSpec::constraint).toList().toString());
    assertEquals("[NonNeg()]", new PReLU().alphaConstraint("non_neg")
        .declareWeights(List.of(STEPS.shape()), "").stream().map(WeightSpec::constraint).toList().toString());
  }
}
