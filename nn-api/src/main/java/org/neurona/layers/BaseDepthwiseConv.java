package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * What {@link DepthwiseConv1D} and {@link DepthwiseConv2D} have in common. Keras' {@code BaseDepthwiseConv}.
 *
 * <p>Input {@code (batch, lengths..., channels)}, output {@code (batch, places..., channels * depthMultiplier)};
 * weights kernel {@code (kernelSize..., channels, depthMultiplier)} and, unless switched off, bias {@code (channels *
 * depthMultiplier)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseDepthwiseConv<L extends BaseDepthwiseConv<L>> extends DepthwiseLayer<L> {
  BaseDepthwiseConv(WindowAxes axes, int... kernelSize) {
    super(axes, List.of(), new WeightSettings[] {DEPTHWISE}, kernelSize);
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    Shape input = inputs.get(0);
    return andBias(input.dim(-1) * depthMultiplier(), depthwiseKernel("kernel", input));
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    return activated(biased(depthwise(x, call.weight("kernel")), call), call);
  }
}
