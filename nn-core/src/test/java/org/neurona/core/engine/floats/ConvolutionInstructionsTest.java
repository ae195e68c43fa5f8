package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.core.plan.Gradients;
import org.neurona.ops.Convolution;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/** Convolutions of sizes that are cut into pieces, with all that hangs on them, against float64. */
class ConvolutionInstructionsTest {
  private static final List<Integer> ONES = List.of(1, 1);

  static Stream<Arguments> convolutions() {
    return Stream.of(
        Arguments.of("several images a piece", Window.valid(List.of(3, 3), ONES, ONES), Shape.of(75, 6, 7, 3), 5, 1),
        Arguments.of("several padded images a piece", Window.same(List.of(6, 7), List.of(3, 3), ONES, ONES),
            Shape.of(75, 6, 7, 3), 18, 1),
        Arguments.of("blocks of lines", Window.valid(List.of(3, 3), ONES, ONES), Shape.of(2, 40, 37, 16), 64, 1),
        Arguments.of("blocks of padded lines", Window.same(List.of(40, 37), List.of(3, 3), ONES, ONES),
            Shape.of(2, 40, 37, 16), 64, 1),
        Arguments.of("blocks of lines with strides", Window.same(List.of(75, 41), List.of(3, 2), List.of(2, 1), ONES),
            Shape.of(1, 75, 41, 16), 48, 1),
        Arguments.of("blocks of dilated lines", Window.same(List.of(40, 37), List.of(3, 3), ONES, List.of(2, 3)),
            Shape.of(1, 40, 37, 16), 64, 1),
        Arguments.of("groups", Window.same(List.of(20, 37), List.of(3, 3), ONES, ONES), Shape.of(2, 20, 37, 32), 96, 2),
        Arguments.of("blocks of a sequence",
            new Window(List.of(9), List.of(1), List.of(1), List.of(8), List.of(0)), Shape.of(2, 1000, 16), 64, 1),
        Arguments.of("blocks of planes", Window.same(List.of(12, 10, 9), List.of(3, 3, 3), List.of(1, 1, 1),
            List.of(1, 1, 1)), Shape.of(1, 12, 10, 9, 8), 32, 1),
        Arguments.of("channels apart, few images", Window.same(List.of(7, 6), List.of(3, 3), ONES, ONES),
            Shape.of(2, 7, 6, 41), 41, 41),
        Arguments.of("channels apart, many images", Window.valid(List.of(3, 3), ONES, ONES), Shape.of(20, 7, 6, 35), 35,
            35),
        Arguments.of("channels apart, several kernels each", Window.same(List.of(7, 6), List.of(3, 3), ONES, ONES),
            Shape.of(3, 7, 6, 18), 36, 18));
  }

  private static Map<Tensor, NDArray> fed(Window window, Shape input, int out, int groups) {
    int[] kernel = IntStream.concat(window.sizes().stream().mapToInt(Integer::intValue),
        IntStream.of(input.dim(-1) / groups, out)).toArray();
    Random random = new Random(3);
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    for (Shape shape : List.of(input, Shape.of(kernel), Shape.of(out))) {
      fed.put(Computed.input(shape.dims()), Computed.random(random, shape, -0.5, 0.5));
    }
    return fed;
  }

  private static List<Tensor> results(Window window, int groups, List<Tensor> fed) {
    Tensor plain = Tensor.of(new Convolution(window, groups), fed.get(0), fed.get(1));
    List<Tensor> results = new ArrayList<>(List.of(plain, Ops.add(fed.get(2), scaled(2, window, groups, fed)),
        Ops.relu(Ops.add(scaled(3, window, groups, fed), fed.get(2)))));
    results.addAll(Gradients.of(Computed.probed(plain), List.of(fed.get(0), fed.get(1))));
    return results;
  }

  /** The convolution of a multiple of the input, for a node of its own that nothing else takes. */
  private static Tensor scaled(double factor, Window window, int groups, List<Tensor> fed) {
    return Tensor.of(new Convolution(window, groups), Ops.multiply(fed.get(0), factor), fed.get(1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("convolutions")
  void areThoseOfTheReference(String name, Window window, Shape input, int out, int groups) {
    Map<Tensor, NDArray> fed = fed(window, input, out, groups);
    List<Tensor> results = results(window, groups, List.copyOf(fed.keySet()));
    List<NDArray> expected = Computed.values(new CommonsMathBackend(), fed, results);
    for (FloatKernels kernels : List.of(KernelChoice.scalar(), KernelChoice.simd())) {
      List<NDArray> alone = Computed.values(new FloatBackend(kernels, WorkerTeam.shared(1)), fed, results);
      List<NDArray> together = Computed.values(new FloatBackend(kernels, WorkerTeam.shared(3)), fed, results);
      for (int i = 0; i < expected.size(); i++) {
        Computed.assertClose(expected.get(i).toDoubleArray(), alone.get(i).toDoubleArray(), 2e-5,
            kernels.name() + ", " + name + ", result " + i);
        assertArrayEquals(alone.get(i).toDoubleArray(), together.get(i).toDoubleArray(), name + ", result " + i);
      }
    }
  }

  @Test
  void piecesHoldEveryPlaceOnce() {
    for (Arguments arguments : convolutions().toList()) {
      Window window = (Window) arguments.get()[1];
      Shape input = (Shape) arguments.get()[2];
      int out = (int) arguments.get()[3];
      WindowGeometry geometry = new WindowGeometry(window, input);
      Slabs slabs = new Slabs(geometry, 2.0 * geometry.taps() * input.dim(-1) * out, 16);
      int next = 0;
      for (int piece = 0; piece < slabs.count(); piece++) {
        assertTrue(slabs.firstPlace(piece) == next && slabs.places(piece) > 0
            && slabs.places(piece) <= slabs.mostPlaces(), arguments.get()[0] + ", piece " + piece);
        next += slabs.places(piece);
      }
      assertTrue(next == geometry.images * geometry.outputPlaces(), arguments.get()[0] + ": " + next + " places");
    }
  }

  @Test
  void onlyWindowsThatHangOverAreCopied() {
    Shape input = Shape.of(2, 7, 7, 3);
    assertTrue(slabs(Window.valid(List.of(3, 3), List.of(2, 2), ONES), input).inPlace());
    assertFalse(slabs(Window.same(List.of(7, 7), List.of(3, 3), ONES, ONES), input).inPlace());
  }

  private static Slabs slabs(Window window, Shape input) {
    return new Slabs(new WindowGeometry(window, input), 100, 1);
  }
}
