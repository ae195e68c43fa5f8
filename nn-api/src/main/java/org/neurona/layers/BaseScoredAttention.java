package org.neurona.layers;

import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What {@link Attention} and {@link AdditiveAttention} have in common: {@code softmax(scores) value}, with scores of
 * queries and keys as they are. Queries that are masked give 0, and values that are masked have no share; a mask of the
 * keys counts for nothing, as in Keras.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseScoredAttention<L extends BaseScoredAttention<L>> extends BaseAttention<L> {
  BaseScoredAttention(List<Setting<?>> settings) {
    super(settings);
  }

  @Override
  final void checkHeads(Shape query, Shape key, String label) {
    if (query.dim(-1) != key.dim(-1)) {
      throw new ShapeMismatchException(label, "a key with as many features as the query " + query, key);
    }
  }

  /** How well each key fits each query: {@code (batch, T, S)}. */
  abstract Tensor scores(Tensor query, Tensor key, Call call);

  @Override
  protected final List<Tensor> call(List<Tensor> inputs, Call call) {
    Tensor mask = all(ofSteps(call.mask(1)), causalMask(inputs));
    Tensor shares = dropped(shares(scores(inputs.get(0), key(inputs), call), mask), call);
    Tensor output = matmul(shares, inputs.get(1));
    return outputs(call.mask() == null ? output : multiply(output, ofQueries(call.mask())), shares);
  }
}
