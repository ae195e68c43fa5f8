package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;

/**
 * Divides each row by the root of its mean square, over one axis or several: {@code scale x / sqrt(mean(x^2) + epsilon)}
 * (Zhang and Sennrich, 2019). Keras' {@code RMSNormalization}.
 *
 * <p>Input and output have the same shape; scale has the lengths of the axes.
 */
public final class RMSNormalization extends Layer {
  private static final Setting<Double> EPSILON = Setting.positive("epsilon", 1e-6);

  /** Over the last axis. */
  public RMSNormalization() {
    super(List.of(NormalizationAxes.AXIS, EPSILON));
  }

  /** The axes over which the mean is taken; the last by default. */
  public List<Integer> axis() {
    return get(NormalizationAxes.AXIS);
  }

  /** Returns a copy that takes the mean over other axes. */
  public RMSNormalization axis(Integer... axes) {
    return with(this, NormalizationAxes.AXIS, List.of(axes));
  }

  /** What is added to the mean square; 1e-6 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy that adds something else to the mean square. */
  public RMSNormalization epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  @Override
  public RMSNormalization name(String name) {
    return (RMSNormalization) super.name(name);
  }

  @Override
  public RMSNormalization inputShape(int... dims) {
    return (RMSNormalization) super.inputShape(dims);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NormalizationAxes.check(axis(), inputs.get(0), label);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    Shape lengths = NormalizationAxes.lengths(NormalizationAxes.of(axis(), inputs.get(0)), inputs.get(0));
    return List.of(WeightSpec.of("scale", lengths, Initializers.get("ones")));
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    int[] axes = NormalizationAxes.of(axis(), x.shape());
    Tensor root = sqrt(add(mean(square(x), true, axes), epsilon()));
    return multiply(divide(x, root), reshape(call.weight("scale"), NormalizationAxes.alone(x.shape(), axes)));
  }
}
