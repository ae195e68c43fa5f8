package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Named.named;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.engine.floats.KernelChoice;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * The elementwise kernels and reductions of both float32 engines against float64. The vector kernels are asked for, not
 * taken if available: a build that loses {@code --add-modules jdk.incubator.vector} fails here.
 */
class FloatKernelsTest {
  private static final float CANARY = 12345.678f;
  private static final float[] SPECIAL = {0f, -0f, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL,
      -Float.MIN_NORMAL, Float.MIN_NORMAL / 3, -Float.MIN_NORMAL / 3, 1f, -1f, Math.nextUp(1f), Math.nextDown(1f),
      Math.nextUp(-1f), Math.nextDown(-1f), 0.5f, -0.5f, 2f, -2f, 2.5f, -2.5f, 4f, -4f, 9f, -9f, 17.5f, -17.5f, 88f,
      -87.5f, 88.72284f, 88.7229f, -88f, 89.5f, -103.9f, -103f, -104.5f, 1e10f, -1e10f, 8388607.5f, -8388607.5f,
      8388609f, -8388609f, 1.6777216e7f, 3.4e38f, -3.4e38f, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-20f, -1e-20f,
      Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

  static Stream<Named<FloatKernels>> kernels() {
    return Stream.of(named("scalar", KernelChoice.scalar()), named("simd", KernelChoice.simd()));
  }

  private static double exact(UnaryFunction function, double x) {
    return switch (function) {
      case NEGATIVE -> -x;
      case ABS -> Math.abs(x);
      case SIGN -> Math.signum(x);
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case EXP -> Math.exp(x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
      case ERF -> Math.abs(x) > 6 ? Math.signum(x) : x == 0 ? x : Erf.erf(x);
      case RELU -> Math.max(x, 0);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case FLOOR -> Math.floor(x);
    };
  }

  private static double exact(BinaryFunction function, double a, double b) {
    return switch (function) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case POWER -> Math.pow(a, b);
      case GREATER -> a > b ? 1 : 0;
      case GREATER_EQUAL -> a >= b ? 1 : 0;
      case EQUAL -> a == b ? 1 : 0;
    };
  }

  /** Units in the last place by which a result may be off; half of one is what correct rounding leaves. */
  private static double allowedUlps(UnaryFunction function) {
    return switch (function) {
      case EXP, LOG -> 1.5;
      case EXPM1, LOG1P, SIGMOID, SOFTPLUS, ERF -> 2.5;
      case TANH -> 3;
      default -> 0.51;
    };
  }

  private static double ulps(double exact, float actual) {
    if (Double.isNaN(exact) || Float.isNaN(actual)) {
      return Double.isNaN(exact) && Float.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
    }
    float rounded = (float) exact;
    if (rounded == actual) {
      boolean sameZero = actual != 0 || Float.floatToRawIntBits(rounded) == Float.floatToRawIntBits(actual)
          || exact != 0;
      return sameZero ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Float.isInfinite(actual)) {
      return (Float.MAX_VALUE - Math.abs(exact)) / Math.ulp(Float.MAX_VALUE) + 1;
    }
    return Math.abs(actual - exact) / Math.ulp(Float.isInfinite(rounded) ? Float.MAX_VALUE : rounded);
  }

  /** Every special number, every exponent, and what lies where the functions change fastest. */
  private static float[] arguments() {
    Random random = new Random(7);
    float[] x = new float[SPECIAL.length + 200_000];
    System.arraycopy(SPECIAL, 0, x, 0, SPECIAL.length);
    for (int i = SPECIAL.length; i < x.length; i++) {
      x[i] = switch (i % 4) {
        case 0 -> Float.intBitsToFloat(random.nextInt());
        case 1 -> (random.nextFloat() - 0.5f) * 220;
        case 2 -> (random.nextFloat() - 0.5f) * 8;
        default -> (random.nextFloat() - 0.5f) * 2;
      };
    }
    return x;
  }

  @Nested
  class Elementwise {
    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void functionsOfOneNumberAreAccurate(FloatKernels kernels) {
      float[] x = arguments();
      float[] y = new float[x.length];
      for (UnaryFunction function : UnaryFunction.values()) {
        kernels.unary(function, x, 0, y, 0, x.length);
        double worst = 0;
        float worstAt = 0;
        for (int i = 0; i < x.length; i++) {
          double off = ulps(exact(function, x[i]), y[i]);
          if (off > worst) {
            worst = off;
            worstAt = x[i];
          }
        }
        double found = worst;
        float at = worstAt;
        assertTrue(worst <= allowedUlps(function), () -> function + "(" + at + ") is off by " + found + " ulp");
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void functionsOfTwoNumbersAreRoundedCorrectly(FloatKernels kernels) {
      float[] x = arguments();
      int n = SPECIAL.length * SPECIAL.length + 10_000;
      float[] a = new float[n];
      float[] b = new float[n];
      for (int i = 0; i < n; i++) {
        boolean special = i < SPECIAL.length * SPECIAL.length;
        a[i] = special ? SPECIAL[i / SPECIAL.length] : x[i];
        b[i] = special ? SPECIAL[i % SPECIAL.length] : x[i * 7 % x.length];
      }
      float[] y = new float[n];
      for (BinaryFunction function : BinaryFunction.values()) {
        kernels.binary(function, a, 0, b, 0, y, 0, n);
        for (int i = 0; i < n; i++) {
          // Rounding to double and then to float may be off by a hair where the result is subnormal.
          double off = ulps(exact(function, a[i], b[i]), y[i]);
          int at = i;
          assertTrue(off <= 0.51, () -> function + "(" + a[at] + ", " + b[at] + ") gave " + y[at]);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void limitsAreExact(FloatKernels kernels) {
      float infinity = Float.POSITIVE_INFINITY;
      assertUnary(kernels, UnaryFunction.EXP, new float[] {89, 1000, infinity, -104.5f, -1000, -infinity, 0, -0f},
          new float[] {infinity, infinity, infinity, 0, 0, 0, 1, 1});
      assertUnary(kernels, UnaryFunction.EXPM1, new float[] {89, infinity, -30, -infinity, 0, -0f, Float.MIN_VALUE},
          new float[] {infinity, infinity, -1, -1, 0, -0f, Float.MIN_VALUE});
      assertUnary(kernels, UnaryFunction.LOG, new float[] {0, -0f, -1, -Float.MIN_VALUE, infinity, 1, -infinity},
          new float[] {-infinity, -infinity, Float.NaN, Float.NaN, infinity, 0, Float.NaN});
      assertUnary(kernels, UnaryFunction.LOG1P, new float[] {-1, -2, infinity, -infinity, 0, -0f, 1e-30f},
          new float[] {-infinity, Float.NaN, infinity, Float.NaN, 0, -0f, 1e-30f});
      assertUnary(kernels, UnaryFunction.TANH, new float[] {10, 1e30f, infinity, -10, -infinity, 0, -0f},
          new float[] {1, 1, 1, -1, -1, 0, -0f});
      assertUnary(kernels, UnaryFunction.SIGMOID, new float[] {200, infinity, -200, -infinity, 0},
          new float[] {1, 1, 0, 0, 0.5f});
      assertUnary(kernels, UnaryFunction.SOFTPLUS, new float[] {50, 1e30f, infinity, -200, -infinity},
          new float[] {50, 1e30f, infinity, 0, 0});
      assertUnary(kernels, UnaryFunction.ERF, new float[] {5, infinity, -5, -infinity, 0, -0f},
          new float[] {1, 1, -1, -1, 0, -0f});
      assertUnary(kernels, UnaryFunction.RELU, new float[] {Float.NaN, -3, 3, -infinity, infinity},
          new float[] {Float.NaN, 0, 3, 0, infinity});
      for (UnaryFunction function : UnaryFunction.values()) {
        assertUnary(kernels, function, new float[] {Float.NaN}, new float[] {Float.NaN});
      }
    }

    /** Once one by one, and once where every number fills a vector. */
    private void assertUnary(FloatKernels kernels, UnaryFunction function, float[] x, float[] expected) {
      float[] y = new float[67];
      for (int i = 0; i < x.length; i++) {
        float[] copies = new float[67];
        Arrays.fill(copies, x[i]);
        kernels.unary(function, copies, 0, y, 0, y.length);
        for (float actual : y) {
          assertEquals(expected[i], actual, function + " of " + x[i]);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void anElementDependsOnNothingButItself(FloatKernels kernels) {
      float[] x = arguments();
      float[] b = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        b[i] = x[(i * 31 + 5) % x.length];
      }
      int total = 3_000;
      float[] whole = new float[total];
      float[] single = new float[1];
      for (UnaryFunction function : UnaryFunction.values()) {
        kernels.unary(function, x, 0, whole, 0, total);
        for (int i = 0; i < total; i++) {
          kernels.unary(function, x, i, single, 0, 1);
          assertEquals(whole[i], single[0], function + " of " + x[i]);
        }
      }
      for (BinaryFunction function : BinaryFunction.values()) {
        kernels.binary(function, x, 0, b, 0, whole, 0, total);
        for (int i = 0; i < total; i++) {
          kernels.binary(function, x, i, b, i, single, 0, 1);
          assertEquals(whole[i], single[0], function + " of " + x[i] + " and " + b[i]);
        }
      }
    }

    @Test
    void bothEnginesGiveTheSameBits() {
      float[] x = arguments();
      float[] scalar = new float[x.length];
      float[] simd = new float[x.length];
      for (UnaryFunction function : UnaryFunction.values()) {
        KernelChoice.scalar().unary(function, x, 0, scalar, 0, x.length);
        KernelChoice.simd().unary(function, x, 0, simd, 0, x.length);
        for (int i = 0; i < x.length; i++) {
          assertEquals(scalar[i], simd[i], function + " of " + x[i]);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void writesNothingBesideItsOutput(FloatKernels kernels) {
      float[] source = arguments();
      for (int n = 0; n <= 67; n++) {
        int xOffset = n % 5;
        int yOffset = 1 + n % 7;
        float[] a = Arrays.copyOfRange(source, n, n + 200);
        float[] b = Arrays.copyOfRange(source, n + 300, n + 500);
        for (UnaryFunction function : UnaryFunction.values()) {
          float[] y = canaries(yOffset + n + 40);
          kernels.unary(function, a, xOffset, y, yOffset, n);
          assertCanaries(y, yOffset, n, function);
          float[] inPlace = a.clone();
          kernels.unary(function, inPlace, xOffset, inPlace, xOffset, n);
          assertSameBits(y, yOffset, inPlace, xOffset, n, function);
          assertUntouched(a, inPlace, xOffset, n, function);
        }
        for (BinaryFunction function : BinaryFunction.values()) {
          float[] y = canaries(yOffset + n + 40);
          kernels.binary(function, a, xOffset, b, 3, y, yOffset, n);
          assertCanaries(y, yOffset, n, function);
          float[] first = a.clone();
          kernels.binary(function, first, xOffset, b, 3, first, xOffset, n);
          assertSameBits(y, yOffset, first, xOffset, n, function);
          float[] second = b.clone();
          kernels.binary(function, a, xOffset, second, 3, second, 3, n);
          assertSameBits(y, yOffset, second, 3, n, function);
          assertUntouched(b, second, 3, n, function);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void bothOperandsMayBeTheSameStretch(FloatKernels kernels) {
      float[] x = Arrays.copyOfRange(arguments(), 100, 800);
      float[] y = x.clone();
      kernels.binary(BinaryFunction.ADD, y, 2, y, 2, y, 2, 600);
      for (int i = 2; i < 602; i++) {
        assertEquals(x[i] + x[i], y[i]);
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void compoundsGiveTheBitsOfTheirOperationsOneByOne(FloatKernels kernels) {
      float[] x = arguments();
      int n = 3_001;
      float[][] stretches = new float[3][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 3; j++) {
          float value = x[(i * (31 + j) + j) % x.length];
          // Running means near 0 are another test's.
          stretches[j][i] = Math.abs(value) < 1e-10f ? 0.25f : value;
        }
      }
      for (CompoundFunction function : CompoundFunction.values()) {
        float[] y = new float[n];
        kernels.compound(function, stretches[0], 0, stretches[1], 0, stretches[2], 0, 0.1f, 1e-7f, y, 0, n);
        float[] expected = oneByOne(kernels, function.formula(), stretches, new float[] {0.1f, 1e-7f});
        for (int i = 0; i < n; i++) {
          assertEquals(expected[i], y[i], function + " of " + stretches[0][i] + ", " + stretches[1][i]);
        }
      }
    }

    private float[] oneByOne(FloatKernels kernels, CompoundFunction.Term term, float[][] stretches, float[] numbers) {
      int n = stretches[0].length;
      float[] y = new float[n];
      if (term.isNumber()) {
        Arrays.fill(y, numbers[term.operand() - stretches.length]);
        return y;
      } else if (term.isOperand()) {
        return stretches[term.operand()];
      }
      float[] a = oneByOne(kernels, term.terms().get(0), stretches, numbers);
      if (term.function() instanceof UnaryFunction unary) {
        kernels.unary(unary, a, 0, y, 0, n);
      } else {
        float[] b = oneByOne(kernels, term.terms().get(1), stretches, numbers);
        kernels.binary((BinaryFunction) term.function(), a, 0, b, 0, y, 0, n);
      }
      return y;
    }

    @Test
    void compoundsOfBothEnginesGiveTheSameBits() {
      float[] x = arguments();
      int n = x.length - 400;
      for (CompoundFunction function : CompoundFunction.values()) {
        float[] scalar = new float[n];
        float[] simd = new float[n];
        KernelChoice.scalar().compound(function, x, 0, x, 111, x, 333, 0.1f, 1e-7f, scalar, 0, n);
        KernelChoice.simd().compound(function, x, 0, x, 111, x, 333, 0.1f, 1e-7f, simd, 0, n);
        for (int i = 0; i < n; i++) {
          assertEquals(scalar[i], simd[i], function + " of " + x[i] + ", " + x[i + 111] + ", " + x[i + 333]);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void compoundsWriteNothingBesideTheirOutputWhichMayBeAnInput(FloatKernels kernels) {
      float[] source = arguments();
      for (int n = 0; n <= 67; n++) {
        float[] a = Arrays.copyOfRange(source, n, n + 100);
        float[] b = Arrays.copyOfRange(source, n + 300, n + 400);
        float[] c = Arrays.copyOfRange(source, n + 600, n + 700);
        for (CompoundFunction function : CompoundFunction.values()) {
          float[] y = canaries(n + 50);
          kernels.compound(function, a, 2, b, 3, c, 1, 0.5f, 2, y, 5, n);
          assertCanaries(y, 5, n, function);
          float[] first = a.clone();
          kernels.compound(function, first, 2, b, 3, c, 1, 0.5f, 2, first, 2, n);
          assertSameBits(y, 5, first, 2, n, function);
          float[] second = b.clone();
          kernels.compound(function, a, 2, second, 3, c, 1, 0.5f, 2, second, 3, n);
          assertSameBits(y, 5, second, 3, n, function);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void aRunningMeanThatNothingMovesShrinksToNoSubnormalNumber(FloatKernels kernels) {
      for (CompoundFunction function : new CompoundFunction[] {CompoundFunction.TOWARDS,
          CompoundFunction.TOWARDS_SQUARE}) {
        float[] mean = new float[35];
        for (int i = 0; i < mean.length; i++) {
          mean[i] = (i % 2 == 0 ? 1 : -1) * 0.01f * (i + 1);
        }
        float[] gradient = new float[mean.length];
        for (int step = 0; step < 2_000; step++) {
          kernels.compound(function, mean, 0, gradient, 0, mean, 0, 0.1f, 0, mean, 0, mean.length);
          for (float value : mean) {
            float scaled = Math.abs(value * 1e-6f);
            assertTrue(scaled == 0 || scaled >= Float.MIN_NORMAL, () -> function + " gave " + value);
          }
        }
        for (float value : mean) {
          assertTrue(Math.abs(value) < 1e-30f, () -> function + " left " + value);
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void selectsByAnythingButZero(FloatKernels kernels) {
      float[] source = arguments();
      for (int n = 0; n <= 67; n++) {
        float[] condition = Arrays.copyOfRange(source, 0, 100);
        float[] a = Arrays.copyOfRange(source, 200, 300);
        float[] b = Arrays.copyOfRange(source, 400, 500);
        float[] y = canaries(120);
        kernels.select(condition, n % 3, a, 2, b, 5, y, 7, n);
        assertCanaries(y, 7, n, "select");
        for (int i = 0; i < n; i++) {
          assertEquals(condition[n % 3 + i] != 0 ? a[2 + i] : b[5 + i], y[7 + i]);
        }
      }
    }
  }

  @Nested
  class Reductions {
    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void sumIsThatOfFloat64(FloatKernels kernels) {
      Random random = new Random(3);
      for (int n : new int[] {0, 1, 2, 7, 15, 16, 17, 31, 33, 63, 64, 65, 67, 100, 1000, 4099}) {
        float[] x = new float[n + 9];
        Arrays.fill(x, CANARY);
        double sum = 0;
        for (int i = 0; i < n; i++) {
          x[5 + i] = random.nextFloat();
          sum += x[5 + i];
        }
        assertEquals(sum, kernels.sum(x, 5, n), 1e-6 * sum, "of " + n);
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void maxFindsTheLargestAnywhere(FloatKernels kernels) {
      assertEquals(Float.NEGATIVE_INFINITY, kernels.max(new float[3], 1, 0));
      for (int n = 1; n <= 67; n++) {
        for (int at = 0; at < n; at++) {
          float[] x = new float[n + 9];
          Arrays.fill(x, CANARY);
          Arrays.fill(x, 4, 4 + n, -7);
          x[4 + at] = -3;
          assertEquals(-3, kernels.max(x, 4, n));
          x[4 + at] = Float.NaN;
          assertEquals(Float.NaN, kernels.max(x, 4, n));
        }
      }
    }

    @ParameterizedTest
    @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
    void notANumberAndInfinityPassThrough(FloatKernels kernels) {
      for (int n = 1; n <= 67; n++) {
        float[] x = new float[n];
        x[n / 2] = Float.NEGATIVE_INFINITY;
        assertEquals(Float.NEGATIVE_INFINITY, kernels.sum(x, 0, n));
        x[n - 1] = Float.NaN;
        assertEquals(Float.NaN, kernels.sum(x, 0, n));
      }
    }
  }

  private static float[] canaries(int length) {
    float[] y = new float[length];
    Arrays.fill(y, CANARY);
    return y;
  }

  private static void assertCanaries(float[] y, int offset, int n, Object what) {
    for (int i = 0; i < y.length; i++) {
      if (i < offset || i >= offset + n) {
        int at = i;
        assertEquals(CANARY, y[i], () -> what + " of " + n + " wrote at " + (at - offset));
      }
    }
  }

  private static void assertSameBits(float[] expected, int offset, float[] actual, int at, int n, Object what) {
    for (int i = 0; i < n; i++) {
      assertEquals(expected[offset + i], actual[at + i], () -> what + " of " + n);
    }
  }

  private static void assertUntouched(float[] before, float[] after, int offset, int n, Object what) {
    for (int i = 0; i < before.length; i++) {
      if (i < offset || i >= offset + n) {
        int at = i;
        assertEquals(before[i], after[i], () -> what + " of " + n + " wrote at " + (at - offset));
      }
    }
  }
}
