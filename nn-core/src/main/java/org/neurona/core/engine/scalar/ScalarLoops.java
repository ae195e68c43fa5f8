package org.neurona.core.engine.scalar;

import org.neurona.core.engine.CompoundFunction;
import org.neurona.core.engine.FloatMath;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * One short loop for each elementwise function, in place and from index 0: what C2 vectorises best. The operand is in
 * the first array of the {@link Stage}, a second one in the second, a third one in the third.
 */
final class ScalarLoops {
  private ScalarLoops() {}

  static void unary(UnaryFunction function, float[] x, int n) {
    switch (function) {
      case NEGATIVE -> negative(x, n);
      case ABS -> abs(x, n);
      case SIGN -> sign(x, n);
      case SQUARE -> square(x, n);
      case SQRT -> sqrt(x, n);
      case RECIPROCAL -> reciprocal(x, n);
      case EXP -> ScalarExponentials.exp(x, Stage.of(1), Stage.of(2), n);
      case EXPM1 -> expm1(x, n);
      case LOG -> log(x, n);
      case LOG1P -> log1p(x, n);
      case TANH -> ScalarExponentials.tanh(x, Stage.of(1), Stage.of(2), Stage.of(3), n);
      case SIGMOID -> ScalarExponentials.sigmoid(x, Stage.of(1), Stage.of(2), Stage.of(3), n);
      case SOFTPLUS -> softplus(x, n);
      case ERF -> erf(x, n);
      case RELU -> relu(x, n);
      case SIN -> sin(x, n);
      case COS -> cos(x, n);
      case FLOOR -> floor(x, n);
      default -> throw new IllegalArgumentException("No loop for " + function);
    }
  }

  static void binary(BinaryFunction function, float[] a, float[] b, int n) {
    switch (function) {
      case ADD -> add(a, b, n);
      case SUBTRACT -> subtract(a, b, n);
      case MULTIPLY -> multiply(a, b, n);
      case DIVIDE -> divide(a, b, n);
      case MAXIMUM -> maximum(a, b, n);
      case MINIMUM -> minimum(a, b, n);
      case POWER -> power(a, b, n);
      case GREATER -> greater(a, b, n);
      case GREATER_EQUAL -> greaterEqual(a, b, n);
      case EQUAL -> equal(a, b, n);
      default -> throw new IllegalArgumentException("No loop for " + function);
    }
  }

  static void compound(CompoundFunction function, float[] a, float[] b, float[] c, float s, float t, int n) {
    switch (function) {
      case ROOT_STEP -> rootStep(a, b, c, s, t, n);
      case TOWARDS_SQUARE -> towardsSquare(a, b, s, n);
      case TOWARDS -> towards(a, b, s, n);
      case MINUS_SCALED -> minusScaled(a, b, s, n);
      case WHERE_GREATER -> whereGreater(a, b, s, n);
      case RELU_OF_SUM -> reluOfSum(a, b, n);
      default -> throw new IllegalArgumentException("No loop for " + function);
    }
  }

  private static void negative(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = -x[i];
    }
  }

  private static void abs(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.abs(x[i]);
    }
  }

  private static void sign(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.sign(x[i]);
    }
  }

  private static void square(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = x[i] * x[i];
    }
  }

  private static void sqrt(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (float) Math.sqrt(x[i]);
    }
  }

  private static void reciprocal(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = 1 / x[i];
    }
  }

  private static void expm1(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.expm1(x[i]);
    }
  }

  private static void log(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.log(x[i]);
    }
  }

  private static void log1p(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.log1p(x[i]);
    }
  }

  private static void softplus(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.softplus(x[i]);
    }
  }

  private static void erf(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.erf(x[i]);
    }
  }

  private static void relu(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.max(x[i], 0);
    }
  }

  private static void sin(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (float) Math.sin(x[i]);
    }
  }

  private static void cos(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = (float) Math.cos(x[i]);
    }
  }

  private static void floor(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.floor(x[i]);
    }
  }

  private static void add(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] + b[i];
    }
  }

  private static void subtract(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] - b[i];
    }
  }

  private static void multiply(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] * b[i];
    }
  }

  private static void divide(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] / b[i];
    }
  }

  private static void maximum(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = Math.max(a[i], b[i]);
    }
  }

  private static void minimum(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = Math.min(a[i], b[i]);
    }
  }

  private static void power(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = (float) Math.pow(a[i], b[i]);
    }
  }

  private static void greater(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] > b[i] ? 1 : 0;
    }
  }

  private static void greaterEqual(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] >= b[i] ? 1 : 0;
    }
  }

  private static void equal(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] == b[i] ? 1 : 0;
    }
  }

  private static void rootStep(float[] a, float[] b, float[] c, float s, float t, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] - b[i] * s / ((float) Math.sqrt(c[i]) + t);
    }
  }

  private static void towardsSquare(float[] a, float[] b, float s, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] + (b[i] * b[i] - a[i]) * s + CompoundFunction.GRAIN - CompoundFunction.GRAIN;
    }
  }

  private static void towards(float[] a, float[] b, float s, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] + (b[i] - a[i]) * s + CompoundFunction.GRAIN - CompoundFunction.GRAIN;
    }
  }

  private static void minusScaled(float[] a, float[] b, float s, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] - b[i] * s;
    }
  }

  private static void whereGreater(float[] a, float[] b, float s, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = a[i] * (b[i] > s ? 1 : 0);
    }
  }

  private static void reluOfSum(float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      a[i] = Math.max(a[i] + b[i], 0);
    }
  }
}
