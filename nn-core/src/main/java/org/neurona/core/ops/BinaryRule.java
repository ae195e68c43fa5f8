package org.neurona.core.ops;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.util.FastMath;
import org.neurona.Shape;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.Constant;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/** Functions of two numbers: value and the gradients of both, before they are summed back to the operands' shapes. */
final class BinaryRule implements OpRule<Binary> {
  /** The gradient of an operand from both operands, the result, and the gradient of that. */
  private interface Gradient {
    Tensor of(Tensor a, Tensor b, Tensor y, Tensor g);
  }

  private static final Gradient NONE = (a, b, y, g) -> null;
  private static final Map<BinaryFunction, DoubleBinaryOperator> VALUES = new EnumMap<>(BinaryFunction.class);
  private static final Map<BinaryFunction, Gradient> LEFT = new EnumMap<>(BinaryFunction.class);
  private static final Map<BinaryFunction, Gradient> RIGHT = new EnumMap<>(BinaryFunction.class);

  static {
    add(BinaryFunction.ADD, Double::sum, (a, b, y, g) -> g, (a, b, y, g) -> g);
    add(BinaryFunction.SUBTRACT, (a, b) -> a - b, (a, b, y, g) -> g, (a, b, y, g) -> negative(g));
    add(BinaryFunction.MULTIPLY, (a, b) -> a * b, (a, b, y, g) -> multiply(g, b), (a, b, y, g) -> multiply(g, a));
    add(BinaryFunction.DIVIDE, (a, b) -> a / b, (a, b, y, g) -> divide(g, b),
        (a, b, y, g) -> negative(multiply(g, divide(y, b))));
    add(BinaryFunction.MAXIMUM, Math::max, (a, b, y, g) -> multiply(g, greaterEqual(a, b)),
        (a, b, y, g) -> multiply(g, subtract(1, greaterEqual(a, b))));
    add(BinaryFunction.MINIMUM, Math::min, (a, b, y, g) -> multiply(g, greaterEqual(b, a)),
        (a, b, y, g) -> multiply(g, subtract(1, greaterEqual(b, a))));
    add(BinaryFunction.POWER, FastMath::pow,
        (a, b, y, g) -> multiply(g, multiply(b, power(a, subtract(b, 1)))),
        (a, b, y, g) -> isConstant(b) ? null : multiply(g, multiply(y, logOfPositive(a))));
    add(BinaryFunction.GREATER, (a, b) -> a > b ? 1 : 0, NONE, NONE);
    add(BinaryFunction.GREATER_EQUAL, (a, b) -> a >= b ? 1 : 0, NONE, NONE);
    add(BinaryFunction.EQUAL, (a, b) -> a == b ? 1 : 0, NONE, NONE);
  }

  private static void add(BinaryFunction function, DoubleBinaryOperator value, Gradient left, Gradient right) {
    VALUES.put(function, value);
    LEFT.put(function, left);
    RIGHT.put(function, right);
  }

  /** The logarithm, or 0 where there is none: 0^b does not change with b, and Keras takes the same for negative a. */
  private static Tensor logOfPositive(Tensor a) {
    return log(where(greater(a, 0), a, constant(1)));
  }

  private static boolean isConstant(Tensor tensor) {
    return tensor.op() instanceof Fill || tensor.op() instanceof Constant;
  }

  @Override
  public List<double[]> evaluate(Binary op, Node node, List<double[]> inputs, Evaluation run) {
    DoubleBinaryOperator function = VALUES.get(op.function());
    Shape shape = node.outputs().get(0).shape();
    int[] fromA = Broadcasting.indices(node.inputs().get(0).shape(), shape);
    int[] fromB = Broadcasting.indices(node.inputs().get(1).shape(), shape);
    double[] y = new double[shape.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = function.applyAsDouble(inputs.get(0)[fromA[i]], inputs.get(1)[fromB[i]]);
    }
    return List.of(y);
  }

  @Override
  public List<Tensor> gradient(Binary op, Node node, List<Tensor> outputGradients) {
    Tensor a = node.inputs().get(0);
    Tensor b = node.inputs().get(1);
    Tensor y = node.outputs().get(0);
    Tensor g = outputGradients.get(0);
    Tensor left = LEFT.get(op.function()).of(a, b, y, g);
    Tensor right = RIGHT.get(op.function()).of(a, b, y, g);
    return Arrays.asList(left == null ? null : Broadcasting.sumTo(left, a.shape()),
        right == null ? null : Broadcasting.sumTo(right, b.shape()));
  }
}
