package org.neurona.core.catalogue;

import static org.neurona.core.Computed.assertClose;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Conv1DTranspose;
import org.neurona.layers.Input;
import org.neurona.ops.Tensor;

/**
 * Where transposed convolution puts each product: step i adds x[i] k[t] to place i * stride + t * dilation, and padding
 * {@code same} cuts off what is too much, the smaller half in front. The numbers are powers of ten in order that each
 * product can be seen in the sums.
 */
class TransposedConvolutionTest {
  private static Conv1DTranspose layer(int kernelSize) {
    return new Conv1DTranspose(1, kernelSize).useBias(false);
  }

  static Stream<Arguments> cases() {
    double[] three = {1, 10, 100};
    double[] two = {1, 10};
    List<Arguments> cases = List.of(
        Arguments.of(layer(3).strides(2), three, new double[] {1, 10, 102, 20, 203, 30, 300}),
        Arguments.of(layer(3).strides(2).outputPadding(1), three, new double[] {1, 10, 102, 20, 203, 30, 300, 0}),
        Arguments.of(layer(3).strides(2).padding("same"), three, new double[] {1, 10, 102, 20, 203, 30}),
        Arguments.of(layer(3).strides(2).padding("same").outputPadding(0), three, new double[] {10, 102, 20, 203, 30}),
        Arguments.of(layer(3).padding("same"), three, new double[] {12, 123, 230}),
        Arguments.of(layer(2).padding("same"), two, new double[] {1, 12, 23}),
        Arguments.of(layer(2).padding("same").strides(3), two, new double[] {1, 10, 0, 2, 20, 0, 3, 30, 0}),
        Arguments.of(layer(2).strides(3), two, new double[] {1, 10, 0, 2, 20, 0, 3, 30, 0}),
        Arguments.of(layer(2).dilationRate(2), two, new double[] {1, 2, 13, 20, 30}),
        Arguments.of(layer(2).dilationRate(2).padding("same"), two, new double[] {2, 13, 20}));
    return cases.stream().flatMap(one -> Backends.all().map(backend ->
        Arguments.of(one.get()[0], one.get()[1], one.get()[2], backend)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachStepAddsTheKernel(Conv1DTranspose layer, double[] kernel, double[] expected, Backend backend) {
    Tensor steps = Input.of(3, 1);
    // A copy, for models that have a layer in common share its weights.
    Model model = new Model(steps, layer.copy().apply(steps)).engine(backend.name());
    model.setWeights(List.of(NDArray.wrap(Shape.of(kernel.length, 1, 1), kernel)));

    NDArray output = model.predict(NDArray.wrap(Shape.of(1, 3, 1), new double[] {1, 2, 3}));

    assertClose(expected, output.toDoubleArray(), 1e-6, layer.toString());
  }
}
