package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.ops.Ops;
import org.neurona.ops.RandomUniform;
import org.neurona.ops.Tensor;

class CounterRandomTest {
  private static final int COUNT = 200_000;

  static Stream<Long> keys() {
    return Stream.of(0L, 1L, -1L, CounterRandom.key(0, 0, 0), CounterRandom.key(42, 1L << 20, 99_999));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void numbersAreUniform(long key) {
    int[] bins = new int[64];
    for (int i = 0; i < COUNT; i++) {
      float value = CounterRandom.uniform(key, i);
      assertTrue(value >= 0 && value < 1);
      bins[(int) (value * bins.length)]++;
    }
    double expected = (double) COUNT / bins.length;
    double chiSquare = Arrays.stream(bins).mapToDouble(bin -> (bin - expected) * (bin - expected) / expected).sum();
    assertTrue(chiSquare < 104, "with 63 degrees of freedom, 0.1 %: " + chiSquare);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void meanAndVarianceAreThoseOfUniformNumbers(long key) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < COUNT; i++) {
      double value = CounterRandom.uniform(key, i) - 0.5;
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / COUNT, 4 * Math.sqrt(1 / 12.0 / COUNT));
    assertEquals(1 / 12.0, squares / COUNT, 4 * Math.sqrt(1 / 180.0 / COUNT));
  }

  /** The first numbers of SplitMix64 from the seed 1234567, as published for its implementations. */
  @Test
  void numbersAreThoseOfSplitMix64() {
    long[] published = {6457827717110365317L, 3203168211198807973L, Long.parseUnsignedLong("9817491932198370423"),
        4593380528125082431L, Long.parseUnsignedLong("16408922859458223821")};
    for (int i = 0; i < published.length; i++) {
      assertEquals((published[i] >>> 40) * 0x1p-24, CounterRandom.uniform(1234567, i + 1), 0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 784})
  void neighboursAreIndependent(int distance) {
    long key = CounterRandom.key(5, 6, 7);
    assertEquals(0, correlation(key, 0, key, distance), 4 / Math.sqrt(COUNT));
  }

  @Test
  void keysThatDifferInOneThingGiveUnrelatedNumbers() {
    long key = CounterRandom.key(5, 6, 7);
    for (long other : new long[] {CounterRandom.key(6, 6, 7), CounterRandom.key(5, 7, 7), CounterRandom.key(5, 6, 8)}) {
      for (int distance = 0; distance < 3; distance++) {
        assertEquals(0, correlation(key, 0, other, distance), 4.5 / Math.sqrt(COUNT));
      }
    }
  }

  /** The correlation of the numbers of two keys, the second's from an index on. */
  private static double correlation(long a, int fromA, long b, int fromB) {
    double sum = 0;
    for (int i = 0; i < COUNT; i++) {
      sum += (CounterRandom.uniform(a, fromA + i) - 0.5) * (CounterRandom.uniform(b, fromB + i) - 0.5);
    }
    return sum / COUNT * 12;
  }

  @Test
  void keysOfSeedStreamAndStepDiffer() {
    Set<Long> keys = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      for (long stream = 0; stream < 20; stream++) {
        for (long step = 0; step < 200; step++) {
          keys.add(CounterRandom.key(seed, stream << 20, step));
        }
      }
    }
    assertEquals(20 * 20 * 200, keys.size());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void anElementIsAFunctionOfKeyAndIndexAlone(Backend backend) {
    // On float engines parts of the array are filled by two threads, in stretches.
    Tensor random = Tensor.of(new RandomUniform(Shape.of(37, 1001), 3));
    Executable executable = backend.compile(new Graph(List.of(), List.of(random), List.of()),
        backend.allocate(List.of()));
    executable.run(11, 4);
    double[] values = executable.output(0).toDoubleArray();
    long key = CounterRandom.key(11, 3, 4);
    for (int i = values.length - 1; i >= 0; i--) {
      assertEquals(CounterRandom.uniform(key, i), values[i], 0);
    }
    executable.run(11, 5);
    assertEquals(CounterRandom.uniform(CounterRandom.key(11, 3, 5), 8), executable.output(0).toDoubleArray()[8], 0);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void forwardAndBackwardPassSeeTheSameNumbers(Backend backend) {
    Tensor x = Computed.input(50, 40);
    Tensor random = Tensor.of(new RandomUniform(x.shape(), 9));
    Tensor masked = Ops.multiply(x, Ops.greater(random, 0.5));
    var fed = Map.of(x, Computed.random(new java.util.Random(1), x.shape(), 1, 2));
    var both = Computed.values(backend, fed, List.of(masked,
        org.neurona.core.plan.Gradients.of(Ops.sum(masked), List.of(x)).get(0)));
    double[] forward = both.get(0).toDoubleArray();
    double[] backward = both.get(1).toDoubleArray();
    for (int i = 0; i < forward.length; i++) {
      assertEquals(forward[i] > 0 ? 1 : 0, backward[i], 0);
    }
  }
}
