package org.neurona.core.ops;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.cos;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.exp;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.sigmoid;
import static org.neurona.ops.Ops.sign;
import static org.neurona.ops.Ops.sin;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/** Functions of one number: value and gradient, a line each. */
final class UnaryRule implements OpRule<Unary> {
  /** The gradient of a function from its input, its output and the gradient of that. */
  private interface Gradient {
    Tensor of(Tensor x, Tensor y, Tensor g);
  }

  private static final double ERF_SLOPE = 2 / Math.sqrt(Math.PI);
  private static final Map<UnaryFunction, DoubleUnaryOperator> VALUES = new EnumMap<>(UnaryFunction.class);
  private static final Map<UnaryFunction, Gradient> GRADIENTS = new EnumMap<>(UnaryFunction.class);

  static {
    define(UnaryFunction.NEGATIVE, x -> -x, (x, y, g) -> negative(g));
    define(UnaryFunction.ABS, Math::abs, (x, y, g) -> multiply(g, sign(x)));
    define(UnaryFunction.SIGN, Math::signum, (x, y, g) -> null);
    define(UnaryFunction.SQUARE, x -> x * x, (x, y, g) -> multiply(multiply(g, x), 2));
    define(UnaryFunction.SQRT, Math::sqrt, (x, y, g) -> divide(multiply(g, 0.5), y));
    define(UnaryFunction.RECIPROCAL, x -> 1 / x, (x, y, g) -> negative(multiply(g, square(y))));
    define(UnaryFunction.EXP, FastMath::exp, (x, y, g) -> multiply(g, y));
    define(UnaryFunction.EXPM1, FastMath::expm1, (x, y, g) -> multiply(g, add(y, 1)));
    define(UnaryFunction.LOG, FastMath::log, (x, y, g) -> divide(g, x));
    define(UnaryFunction.LOG1P, FastMath::log1p, (x, y, g) -> divide(g, add(x, 1)));
    define(UnaryFunction.TANH, FastMath::tanh, (x, y, g) -> multiply(g, subtract(1, square(y))));
    define(UnaryFunction.SIGMOID, UnaryRule::sigmoidOf, (x, y, g) -> multiply(g, multiply(y, subtract(1, y))));
    define(UnaryFunction.SOFTPLUS, x -> Math.max(x, 0) + FastMath.log1p(FastMath.exp(-Math.abs(x))),
        (x, y, g) -> multiply(g, sigmoid(x)));
    define(UnaryFunction.ERF, x -> Double.isNaN(x) ? x : Erf.erf(x),
        (x, y, g) -> multiply(g, multiply(exp(negative(square(x))), ERF_SLOPE)));
    define(UnaryFunction.RELU, x -> Math.max(x, 0), (x, y, g) -> multiply(g, greater(y, 0)));
    define(UnaryFunction.SIN, Math::sin, (x, y, g) -> multiply(g, cos(x)));
    define(UnaryFunction.COS, Math::cos, (x, y, g) -> negative(multiply(g, sin(x))));
    define(UnaryFunction.FLOOR, Math::floor, (x, y, g) -> null);
  }

  private static void define(UnaryFunction function, DoubleUnaryOperator value, Gradient gradient) {
    VALUES.put(function, value);
    GRADIENTS.put(function, gradient);
  }

  private static double sigmoidOf(double x) {
    double power = FastMath.exp(-Math.abs(x));
    return x >= 0 ? 1 / (1 + power) : power / (1 + power);
  }

  @Override
  public List<double[]> evaluate(Unary op, Node node, List<double[]> inputs, Evaluation run) {
    DoubleUnaryOperator function = VALUES.get(op.function());
    double[] x = inputs.get(0);
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = function.applyAsDouble(x[i]);
    }
    return List.of(y);
  }

  @Override
  public List<Tensor> gradient(Unary op, Node node, List<Tensor> outputGradients) {
    return Collections.singletonList(GRADIENTS.get(op.function())
        .of(node.inputs().get(0), node.outputs().get(0), outputGradients.get(0)));
  }
}
