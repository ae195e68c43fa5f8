package org.neurona.layers;

import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * Normalizes each row by itself, over one axis or several: {@code gamma (x - mean) / sqrt(variance + epsilon) + beta} (Ba
 * et al., 2016). Keras' {@code LayerNormalization}.
 *
 * <p>Input and output have the same shape; gamma and beta have the lengths of the axes.
 */
public final class LayerNormalization extends BaseNormalization<LayerNormalization> {
  /** Over the last axis. */
  public LayerNormalization() {
    super(List.of(NormalizationAxes.AXIS), List.of());
  }

  /** The axes over which mean and variance are taken; the last by default. */
  public List<Integer> axis() {
    return get(NormalizationAxes.AXIS);
  }

  /** Returns a copy that normalizes over other axes. */
  public LayerNormalization axis(Integer... axes) {
    return with(this, NormalizationAxes.AXIS, List.of(axes));
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NormalizationAxes.check(axis(), inputs.get(0), label);
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return gammaAndBeta(NormalizationAxes.lengths(NormalizationAxes.of(axis(), inputs.get(0)), inputs.get(0)));
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    int[] axes = NormalizationAxes.of(axis(), x.shape());
    Tensor mean = mean(x, true, axes);
    Tensor variance = mean(square(subtract(x, mean)), true, axes);
    return scaled(normalized(x, mean, variance), call, NormalizationAxes.alone(x.shape(), axes));
  }
}
