package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The mean of each channel over all steps, or over those that a mask lets count. Keras' {@code GlobalAveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}; with {@code keepdims} the axes
 * between stay, with length 1.
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling<GlobalAveragePooling1D> {
  /** The layer. */
  public GlobalAveragePooling1D() {
    super(1);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** None: there are no steps any more. */
  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return List.of();
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    if (call.mask() == null) {
      return super.call(x, call);
    }
    Tensor mask = expandDims(call.mask(), -1);
    return divide(sum(where(mask, x, constant(0)), keepdims(), 1), sum(mask, keepdims(), 1));
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.mean(x, keepDims, over);
  }
}
