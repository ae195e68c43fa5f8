package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.core.plan.Winograd;
import org.neurona.ops.Convolution;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/** Convolutions by Winograd's transforms, with all that hangs on them, against float64. */
class WinogradInstructionsTest {
  private static final List<Integer> ONES = List.of(1, 1);
  private static final FloatKernels EARLY = new EarlyKernels(KernelChoice::simd);

  /** A convolution alone, with a bias, and with bias and relu, of images with 3 x 3 kernels. */
  private static final class Convolutions extends WeightedGraph {
    final Window window;

    Convolutions(boolean padded, Shape images, int out) {
      super(images, 8);
      window = padded ? Window.same(List.of(images.dim(1), images.dim(2)), List.of(3, 3), ONES, ONES)
          : Window.valid(List.of(3, 3), ONES, ONES);
      int in = images.dim(3);
      Tensor bias = weight(0.5, out);
      outputs = List.of(convolved(in, out), Ops.add(convolved(in, out), bias),
          Ops.relu(Ops.add(bias, convolved(in, out))));
    }

    private Tensor convolved(int in, int out) {
      return Tensor.of(new Convolution(window, 1), input, weight(0.1, 3, 3, in, out));
    }

    NDArray images(int seed) {
      return Computed.random(new Random(seed), input.shape(), -1, 1);
    }
  }

  static Stream<Arguments> convolutions() {
    return Stream.of(
        Arguments.of("odd outputs", false, Shape.of(3, 13, 13, 32), 64),
        Arguments.of("even outputs", false, Shape.of(2, 10, 8, 16), 16),
        Arguments.of("odd by even outputs, channels that fill no vector", false, Shape.of(1, 9, 16, 19), 37),
        Arguments.of("padded", true, Shape.of(3, 8, 8, 16), 32),
        Arguments.of("padded, odd", true, Shape.of(2, 7, 11, 17), 20),
        Arguments.of("a large image", true, Shape.of(1, 40, 37, 16), 24),
        Arguments.of("many images, a few at a time", false, Shape.of(70, 10, 10, 16), 16),
        Arguments.of("many padded images", true, Shape.of(33, 8, 7, 16), 33));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("convolutions")
  void areThoseOfTheReferenceWithTheSameBitsOnAnyNumberOfThreads(String name, boolean padded, Shape images, int out) {
    Convolutions layers = new Convolutions(padded, images, out);
    assertFalse(Winograd.of(layers.graph()).nodes().stream().anyMatch(node -> node.op() instanceof Convolution));
    NDArray x = layers.images(9);
    List<NDArray> expected = layers.results(new CommonsMathBackend(), x);
    List<NDArray> alone = layers.results(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(1)), x);
    for (int i = 0; i < expected.size(); i++) {
      Computed.assertClose(expected.get(i).toDoubleArray(), alone.get(i).toDoubleArray(), 2e-6, name + ", result " + i);
    }
    for (int threads = 2; threads <= 3; threads++) {
      assertEquals(alone, layers.results(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(threads)), x), name);
    }
    assertEquals(alone, layers.results(new FloatBackend(EARLY, WorkerTeam.shared(2)), x), "plain loops");
  }

  @Test
  void anImageHasTheSameBitsAloneAndInABatch() {
    for (FloatKernels kernels : List.of(KernelChoice.scalar(), KernelChoice.simd())) {
      FloatBackend backend = new FloatBackend(kernels, WorkerTeam.shared(2));
      Convolutions many = new Convolutions(true, Shape.of(40, 9, 9, 16), 24);
      List<NDArray> batch = many.results(backend, many.images(10));
      for (int count : new int[] {1, 3, 8}) {
        List<NDArray> few = new Convolutions(true, Shape.of(count, 9, 9, 16), 24).results(backend,
            many.images(10).slice(5, 5 + count));
        for (int i = 0; i < batch.size(); i++) {
          assertEquals(batch.get(i).slice(5, 5 + count), few.get(i), kernels.name() + ", " + count + " images");
        }
      }
    }
  }

  @Test
  void newWeightsCountFromTheNextRunOn() {
    FloatBackend backend = new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2));
    for (int images : new int[] {1, 40}) {
      Convolutions layers = new Convolutions(false, Shape.of(images, 9, 9, 16), 16);
      Storage storage = layers.storage(backend);
      Executable executable = backend.compile(layers.graph(), storage);
      List<NDArray> before = layers.results(executable, layers.images(11));
      for (int i = 0; i < layers.variables.size(); i++) {
        layers.values.set(i, NDArray.zeros(layers.variables.get(i).shape().dims()));
        storage.set(layers.variables.get(i), layers.values.get(i));
      }
      List<NDArray> after = layers.results(executable, layers.images(11));
      assertFalse(before.equals(after));
      after.forEach(result -> assertEquals(0, result.toDoubleArray()[0]));
    }
  }

  /** Patches are wider than windows: what a window doesn't see must cancel out exactly, not nearly. */
  @Test
  void whatAWindowDoesNotSeeChangesNothing() {
    Convolutions layers = new Convolutions(false, Shape.of(1, 10, 10, 16), 16);
    FloatBackend backend = new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(1));
    List<NDArray> before = layers.results(backend, layers.images(12));
    for (float value : new float[] {1e30f, Float.NaN, Float.POSITIVE_INFINITY}) {
      for (int place = 0; place < 100; place += 7) {
        float[] pixels = layers.images(12).toFloatArray();
        pixels[place * 16 + 3] = value;
        List<NDArray> after = layers.results(backend, NDArray.wrap(layers.input.shape(), pixels));
        int changed = 0;
        for (int output = 0; output < 64; output++) {
          boolean sees = place / 10 - output / 8 >= 0 && place / 10 - output / 8 < 3
              && place % 10 - output % 8 >= 0 && place % 10 - output % 8 < 3;
          boolean same = true;
          for (int c = 0; c < 16; c++) {
            same &= before.get(0).toFloatArray()[output * 16 + c] == after.get(0).toFloatArray()[output * 16 + c];
          }
          assertTrue(same != sees, "output " + output + " for " + value + " at " + place);
          changed += sees ? 1 : 0;
        }
        assertTrue(changed > 0);
      }
    }
  }

  /** Rounding is about that of adding products one by one. */
  @Test
  void roundingIsThatOfADirectConvolution() {
    Convolutions layers = new Convolutions(false, Shape.of(2, 16, 16, 64), 64);
    NDArray x = layers.images(13);
    double[] exact = layers.results(new CommonsMathBackend(), x).get(0).toDoubleArray();
    double[] direct = layers.results(new FloatBackend(KernelChoice.scalar(), WorkerTeam.shared(1)), x).get(0)
        .toDoubleArray();
    double[] transformed = layers.results(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(1)), x).get(0)
        .toDoubleArray();
    double ofDirect = 0;
    double ofTransformed = 0;
    for (int i = 0; i < exact.length; i++) {
      ofDirect += Math.pow(direct[i] - exact[i], 2);
      ofTransformed += Math.pow(transformed[i] - exact[i], 2);
    }
    assertTrue(ofTransformed < 2 * ofDirect, "squares of errors: " + ofTransformed + " and " + ofDirect);
  }
}
